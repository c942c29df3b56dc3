import type { Commits } from './group-commit.js';
import type { WriteOutcome } from './ledger/command.js';

const MOVED = new Set(['BR001', '23505', '40001', '40P01']);
/** A ward that somebody else holds for longer than this keeps the wards beside it waiting no more. */
const GROUP_LOCK_MS_MAX = 50;
/** What one command of a group can be the cause of: it moved, it is done, its ward is locked, its values are refused. */
const WORTH_TRYING_ALONE = /^(BR00[12]|55P03|40P01|40001|22...|23...)$/;

/** What became of a write, where it is no failure that it was not written. */
export async function outcomeOf(written: Promise<WriteOutcome>): Promise<WriteOutcome> {
  try {
    return await written;
  } catch (error) {
    const code = codeOf(error);
    if (MOVED.has(code)) return { code: 'moved' };
    if (code === 'BR002') return { code: 'done' };
    throw error;
  }
}

function codeOf(error: unknown): string {
  return (error as { readonly code?: string }).code ?? '';
}

/** What became of a group; null when each of it must be tried alone. */
async function orEachAlone<T>(written: Promise<T>): Promise<T | null> {
  try {
    return await written;
  } catch (error) {
    if (WORTH_TRYING_ALONE.test(codeOf(error))) return null;
    throw error;
  }
}

/** Writes of one kind, as they go to the database: one by itself, or many at once. */
interface Ways<W> {
  readonly one: (write: W, lockMs?: number) => Promise<WriteOutcome>;
  readonly many: (group: readonly W[], lockMs: number) => Promise<readonly WriteOutcome[]>;
}

/** A lone one that had moved is decided again at once, not written a second time first. */
export function commitsOf<W>({ one, many }: Ways<W>): Commits<W, WriteOutcome> {
  return {
    together: (group) => {
      const [only, ...others] = group;
      return orEachAlone(
        only === undefined || others.length > 0
          ? many(group, GROUP_LOCK_MS_MAX)
          : outcomeOf(one(only, GROUP_LOCK_MS_MAX)).then((outcome) => [outcome]),
      );
    },
    alone: (write) => outcomeOf(one(write)),
  };
}
