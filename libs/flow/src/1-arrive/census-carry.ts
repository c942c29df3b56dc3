import type { CensusProgress } from '#contracts';
import { accept } from '#domain';
import { safeError } from '#platform';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { notePart, partDone, readParts } from './census-before.js';
import type { PartCounts } from './census-kept.js';
import { decidePart } from './census-part.js';
import type { DecidedPart } from './census-part.js';
import { planCensus } from './census-plan.js';
import type { Forecast } from './census-plan.js';
import type { CensusPlan } from './census-plan.types.js';
import { commit } from './commit.js';
import { draft } from './draft.js';
import type { Arrival } from './refusal.js';
import { codesOf, referenceWrite } from './set-reference.js';
import { takeUpFor } from './take-up.js';
import { wardFact } from './wards.js';

/** A file that admitted so many has the database look at its tables anew, and again at four times that. */
const MANY_ADMITTED = 1_000;

/** How often a part is decided again when a ward moved under it, before the service says it is busy. */
const TRIES_MAX = 12;

export interface Carrying {
  /** The file was begun before and cut off. */
  readonly again: boolean;
  /** What stops the file after all, where a part was decided anew before anything was written. */
  readonly judge: (decided: DecidedPart) => Extract<Arrival<never>, { ok: false }> | null;
  readonly tell: (progress: CensusProgress) => Promise<void>;
}

/**
 * Writes one organisation's share, part by part, each decided on the house as it is then. What was
 * written stays written: a file that is cut off goes on where it was.
 */
export async function carryOut(
  first: CensusPlan,
  { only }: Forecast,
  { again, judge, tell }: Carrying,
): Promise<Arrival<readonly PartCounts[]>> {
  const { planning } = first;
  const { database, order, organisation } = planning;
  const at = { organisation, batch: order.batch };
  const plan = (await makeWards(first)) ? await planCensus(planning) : first;
  const noted = again ? await readParts(database, at) : [];
  const written = noted.filter(({ done }) => done);
  const counts = written.map((part) => part.counts);
  const over = new Set(written.flatMap(({ wards }) => wards));
  const waiting = plan.parts
    .map((wards) => wards.filter((ward) => !over.has(ward)))
    .filter((wards) => wards.length > 0);
  const progress = progressOf(plan, over);
  let number = noted.reduce((last, { part }) => Math.max(last, part + 1), 0);
  const grown = watchGrowth(planning.house);
  for (const wards of waiting) {
    const held = waiting.length === 1 && plan === first && over.size === 0 ? only : null;
    const done = await writePart(plan, wards, {
      number,
      held,
      judge: counts.length === 0 ? judge : null,
    });
    if (!done.ok) return done;
    counts.push(done.value);
    number += 1;
    await grown(done.value.admitted);
    if (number < noted.length + waiting.length) await tell(progress(wards));
  }
  return accept(counts);
}

/** Keeps the database's picture of the house near to it while a file fills the house. */
function watchGrowth(house: House) {
  let admitted = 0;
  let many = MANY_ADMITTED;
  return async (more: number): Promise<void> => {
    admitted += more;
    if (admitted < many) return;
    many = admitted * 4;
    await house.persistence.refreshStatistics().catch((error: unknown) => {
      house.log.warn({ err: safeError(error) }, 'the database did not look at its tables anew');
    });
  };
}

interface WritingPart {
  readonly number: number;
  /** Decided a moment ago, and tried first as it was. */
  readonly held: DecidedPart | null;
  readonly judge: Carrying['judge'] | null;
}

async function writePart(
  plan: CensusPlan,
  wards: readonly string[],
  { number, held, judge }: WritingPart,
): Promise<Arrival<PartCounts>> {
  const { house, database, order, organisation, now } = plan.planning;
  const at = { organisation, batch: order.batch };
  const named = wards.filter((ward) => plan.named.includes(ward));
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const part = attempt === 0 && held !== null ? held : await decidePart(plan, wards);
    const judged = part === held ? null : (judge?.(part) ?? null);
    if (judged !== null) return judged;
    const stays = part.changes.map(({ stay }) => stay);
    const { counts, before: words } = part;
    await notePart(
      database,
      at,
      { part: number, wards, stays, counts, done: false },
      { words, now },
    );
    if (part.changes.length > 0) {
      const written = draft(part.frame, part.read, part.changes, { guarded: true });
      if ((await commit(house, database, written)).code !== 'written') continue;
    }
    await partDone(database, at, number, {
      wards: named,
      source: order.source,
      takenAt: order.takenAt,
    });
    await takeUpFor(house, organisation, part.changes);
    return accept(counts);
  }
  throw new Busy('a ward changed on every try to take a census');
}

/** So many wards are made in one write. */
const WARDS_MADE = 200;

/** Makes the wards that the file names and nobody knows; false when there are none. */
async function makeWards({ planning, placed }: CensusPlan): Promise<boolean> {
  const { database, organisation, order, now, house } = planning;
  if (placed.newWards.length === 0) return false;
  let waiting = placed.newWards;
  for (let attempt = 0; attempt < TRIES_MAX && waiting.length > 0;) {
    const wards = waiting.slice(0, WARDS_MADE);
    const made = await database.write(
      await referenceWrite(database, {
        organisation,
        facts: wards.map((ward) => wardFact(ward, order.takenAt)),
        newWards: codesOf(wards),
        now,
      }),
    );
    if (made.code === 'written') waiting = waiting.slice(WARDS_MADE);
    else {
      attempt += 1;
      // Another file may have made them meanwhile.
      const { wards: known } = await house.books.now();
      waiting = waiting.filter(({ code }) => !known.has(code));
    }
  }
  if (waiting.length > 0) throw new Busy('wards changed on every try to make new ones');
  return true;
}

/** Counts wards and rows as their parts are written. */
function progressOf(plan: CensusPlan, over: ReadonlySet<string>) {
  const rows = (wards: Iterable<string>) =>
    [...wards]
      .flatMap((ward) => plan.placed.wards.get(ward) ?? [])
      .reduce((sum, { spool }) => sum + spool.count, 0);
  const all = plan.parts.flat();
  const done = { wards: over.size, stays: rows(over) };
  const total = { wards: all.length, stays: rows(all) };
  return (wards: readonly string[]): CensusProgress => {
    done.wards += wards.length;
    done.stays += rows(wards);
    return {
      wards: { done: done.wards, total: total.wards },
      stays: { done: done.stays, total: total.stays },
    };
  };
}
