import type { WriteOutcome } from './ledger/command.js';

const MOVED = new Set(['BR001', '23505', '40001', '40P01']);
/** A ward that somebody else holds for longer than this keeps the wards beside it waiting no more. */
export const GROUP_LOCK_MS_MAX = 50;
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
export async function orEachAlone<T>(written: Promise<T>): Promise<T | null> {
  try {
    return await written;
  } catch (error) {
    if (WORTH_TRYING_ALONE.test(codeOf(error))) return null;
    throw error;
  }
}
