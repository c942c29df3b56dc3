import { accept } from '#domain';
import type { Person } from '#domain';
import { Busy } from '../house/busy.js';
import { inChunks, wardsOfChange } from './census-chunks.js';
import type { CensusRunning } from './census-kept.js';
import { planCensus } from './census-plan.js';
import type { CensusOrder, CensusPlan, Counts, Planning } from './census-plan.js';
import { commit } from './commit.js';
import { draft } from './draft.js';
import type { StayChange } from './draft.js';
import type { Kept } from './inbound.js';
import type { HouseRead } from './read-house.js';
import type { Arrival } from './refusal.js';
import { codesOf, referenceWrite } from './set-reference.js';
import { wardFact } from './wards.js';

/** How often a census is decided again when a ward moved under it, before the service says it is busy. */
const TRIES_MAX = 12;

/** What a census did in one organisation. */
export interface Carried {
  readonly counts: Counts;
  readonly stays: readonly string[];
}

interface Carrying {
  /** The file was begun before and cut off. */
  readonly again: boolean;
  readonly judge: (
    person: Person,
    order: CensusOrder,
    plans: readonly CensusPlan[],
  ) => Extract<Arrival<never>, { ok: false }> | null;
  readonly kept: Kept | null;
}

/**
 * Writes one organisation's part, some wards at a time, deciding what is left again when something
 * moved. What was written stays written: a file that is cut off goes on where it was.
 */
export async function carryOut(
  planning: Planning,
  first: CensusPlan,
  { again, judge, kept }: Carrying,
): Promise<Arrival<Carried>> {
  const { database, organisation, order, person } = planning;
  let plan = first;
  const stays = new Set(again ? begunBefore(planning, kept) : []);
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const before = again || attempt > 0 ? await remembered(planning) : null;
    if (before !== null) return accept(before);
    if (attempt > 0) {
      plan = await planCensus(planning);
      const judged = stays.size > 0 ? null : judge(person, order, [plan]);
      if (judged !== null) return judged;
    }
    if (plan.newWards.length > 0) {
      const made = await database.write(
        referenceWrite({
          organisation,
          facts: plan.newWards.map((ward) => wardFact(ward, order.takenAt)),
          lengths: plan.read.references,
          newWards: codesOf(plan.newWards),
          now: planning.now,
        }),
      );
      if (made.code !== 'written') continue;
    }
    const counts = stays.size > 0 && attempt > 0 ? first.counts : plan.counts;
    if (await writeAll(planning, plan, { counts, stays, kept }))
      return accept({ counts, stays: [...stays] });
  }
  throw new Busy('a ward changed on every try to take a census');
}

interface Writing {
  readonly counts: Counts;
  readonly stays: Set<string>;
  readonly kept: Kept | null;
}

/** Writes a plan part by part; false when something moved under it. The last part remembers the whole. */
async function writeAll(
  planning: Planning,
  plan: CensusPlan,
  { counts, stays, kept }: Writing,
): Promise<boolean> {
  const { house, database, order } = planning;
  const chunks = inChunks(plan.changes);
  const total = stays.size + plan.changes.length;
  for (const [index, changes] of chunks.entries()) {
    const told = new Set([...stays, ...changes.map(({ stay }) => stay)]);
    const answer = JSON.stringify({ counts, stays: [...told] } satisfies Carried);
    const last = index === chunks.length - 1;
    const remember = { digest: `census:${order.batch}`, answer };
    const frame = last ? { ...plan.frame, remember } : plan.frame;
    const outcome = await commit(
      house,
      database,
      draft(frame, partOf(plan.read, changes), changes, GUARDED),
    );
    if (outcome.code === 'moved') return false;
    for (const { stay } of changes) stays.add(stay);
    if (!last && kept !== null) await tellProgress(planning, kept, stays, total);
  }
  return true;
}

/** What was read of the wards that a part is about: a draft looks at all that it is given. */
function partOf(read: HouseRead, changes: readonly StayChange[]): HouseRead {
  const wards = new Set(changes.flatMap(wardsOfChange));
  return {
    ...read,
    open: read.open.filter(({ view }) => wards.has(view.ward)),
    patients: changes.flatMap(({ before }) => before?.patient ?? []),
  };
}

const GUARDED = { guarded: true } as const;

async function tellProgress(
  { database }: Planning,
  kept: Kept,
  stays: ReadonlySet<string>,
  total: number,
): Promise<void> {
  const running: CensusRunning = { progress: { done: stays.size, total }, stays: [...stays] };
  await database.query(
    `UPDATE inbound SET answer = $3 WHERE organisation = $1 AND id = $2 AND state = 'received'`,
    [kept.organisation, kept.id, JSON.stringify(running)],
  );
}

/** Stays that a file changed before it was cut off. */
function begunBefore({ organisation }: Planning, kept: Kept | null): string[] {
  if (kept?.answer == null || kept.state !== 'received') return [];
  const { stays } = JSON.parse(kept.answer) as Partial<CensusRunning>;
  return (stays ?? []).filter((stay) => stay.startsWith(`${organisation}.`));
}

/** What this batch did in an organisation, when it was cut off after writing all of it there. */
async function remembered({ database, organisation, order }: Planning): Promise<Carried | null> {
  const [row] = await database.query<{ answer: string }>(
    'SELECT answer FROM command WHERE organisation = $1 AND id = $2',
    [organisation, order.batch],
  );
  return row === undefined ? null : (JSON.parse(row.answer) as Carried);
}
