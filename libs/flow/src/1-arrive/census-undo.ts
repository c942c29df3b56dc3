import type { CensusUndoBody, CensusUndone } from '#contracts';
import type { NewFact, Person, StayFact, StayFacts, StayState } from '#domain';
import { PARTICULARS, accept, compareInstants, epochMs, evolveStay, may } from '#domain';
import type { StoredFact } from '#persistence';
import { FACT_COLUMNS, SYSTEM_ORGANISATION, actorOf, asFact } from '#persistence';
import type { AsActor } from '#persistence';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { inChunks } from './census-chunks.js';
import type { CensusKept } from './census-kept.js';
import { commit } from './commit.js';
import { draft } from './draft.js';
import type { StayChange } from './draft.js';
import type { Kept } from './inbound.js';
import { readHouse } from './read-house.js';
import type { HeldStay } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { randomUUID } from 'node:crypto';

/** A file can be taken back this long after it came. */
const UNDO_HOURS_MAX = 24;
const TRIES_MAX = 12;

interface Undoing {
  readonly house: House;
  readonly database: AsActor;
  readonly person: Person;
  readonly batch: string;
  readonly takenAt: string;
  readonly now: string;
}

/**
 * Takes back all that a census file did: `POST /census/{batch}/undo`. Nothing is deleted: further
 * facts say that who was admitted never was, who moved or left did not, and what was changed is as it
 * was. What somebody said of a stay since then stands. The words of patients stay as the file said
 * them, since the older ones are not kept. The same file may be sent again afterwards.
 *
 * Refuses `undo-too-late`, `not-found`, `not-allowed`. A file that was taken back answers as it did.
 */
export async function undoCensus(
  house: House,
  person: Person,
  batch: string,
  body: CensusUndoBody,
): Promise<Arrival<CensusUndone>> {
  const now = nowText(house);
  const actor = actorOf(person);
  const database = house.persistence.as(actor);
  const [row] = await database.query<Kept & { readonly receivedAt: Date }>(
    `SELECT organisation, id, digest, state, answer, received_at AS "receivedAt" FROM inbound
     WHERE organisation = ANY ($1) AND id = $2 AND kind = 'census'`,
    [[...actor.organisations, SYSTEM_ORGANISATION], batch],
  );
  if (row?.answer == null || !['applied', 'undone'].includes(row.state))
    return refused('not-found');
  const done = JSON.parse(row.answer) as CensusKept;
  const owners = new Set(done.stays.map(organisationOf));
  if ([...owners].some((one) => !person.organisations.includes(one))) return refused('not-found');
  const allowed = done.wards.every((ward) =>
    [...owners].every((organisation) => may(person, 'admit', { organisation, ward })),
  );
  if (!may(person, 'import') && !allowed) return refused('not-allowed');
  if (row.state === 'undone') return accept({ batch, undone: done.undone?.stays ?? 0 });
  if (epochMs(now) - row.receivedAt.getTime() > UNDO_HOURS_MAX * 3_600_000)
    return refused('undo-too-late', { hours: UNDO_HOURS_MAX });
  const undoing = { house, database, person, batch, takenAt: done.answer.takenAt, now };
  let stays = 0;
  for (const organisation of owners) {
    const own = done.stays.filter((stay) => organisationOf(stay) === organisation);
    stays += await undoIn(undoing, organisation, own);
  }
  const undone = { at: now, by: person.person, because: body.because, stays };
  await settleUndone(database, row, owners, { ...done, undone });
  house.log.info({ batch, stays }, 'census undone');
  return accept({ batch, undone: stays });
}

/** The file counts as never taken: what it said of wards is forgotten, and it may be sent again. */
async function settleUndone(
  database: AsActor,
  row: Kept,
  owners: ReadonlySet<string>,
  kept: CensusKept,
): Promise<void> {
  await database.work(async (manager) => {
    await manager.query('DELETE FROM command WHERE organisation = ANY ($1) AND id = $2', [
      [...owners],
      row.id,
    ]);
    await manager.query(
      `UPDATE inbound SET state = 'undone', answer = $3 WHERE organisation = $1 AND id = $2`,
      [row.organisation, row.id, JSON.stringify(kept)],
    );
  });
}

async function undoIn(
  undoing: Undoing,
  organisation: string,
  stays: readonly string[],
): Promise<number> {
  let undone = 0;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await changesOf(undoing, organisation, stays);
    const written = await writeChunks(undoing, organisation, read);
    undone += written;
    if (written === read.changes.length) return undone;
  }
  throw new Busy('a stay changed on every try to take a census back');
}

interface Read {
  readonly changes: readonly StayChange[];
  readonly read: Awaited<ReturnType<typeof readHouse>>;
}

async function changesOf(
  { database, batch, takenAt }: Undoing,
  organisation: string,
  stays: readonly string[],
): Promise<Read> {
  const read = await readHouse(database, {
    organisation,
    localIds: [],
    nhsNumbers: [],
    wards: 'all',
    stays,
    endedSince: '0001-01-01',
  });
  const wanted = new Set(stays);
  const facts = await database.query<StoredFact>(
    `SELECT ${FACT_COLUMNS} FROM fact
     WHERE organisation = $1 AND stream = ANY ($2) ORDER BY stream, seq`,
    [organisation, stays.map((stay) => `stay:${stay}`)],
  );
  const byStream = new Map<string, StoredFact[]>();
  for (const fact of facts) {
    const told = byStream.get(fact.stream);
    if (told === undefined) byStream.set(fact.stream, [fact]);
    else told.push(fact);
  }
  const inBed = new Set(read.open.map(({ view }) => view.patient));
  const changes = [...read.open, ...read.ended].flatMap((held): StayChange[] => {
    const { view } = held;
    if (!wanted.has(view.stay)) return [];
    const told = byStream.get(`stay:${view.stay}`) ?? [];
    const back = compensations(held, told, { batch, takenAt, inBed });
    return back.length === 0 ? [] : [{ stay: view.stay, before: held, facts: back, words: null }];
  });
  return { read, changes };
}

interface Around {
  readonly batch: string;
  readonly takenAt: string;
  /** Patients who lie in a bed, by this stay or another. */
  readonly inBed: ReadonlySet<string>;
}

/** Facts that take back what a batch said of one stay, unless it was said otherwise since. */
function compensations(
  { view }: HeldStay,
  facts: readonly StoredFact[],
  { batch, takenAt, inBed }: Around,
): NewFact<StayFact['type']>[] {
  const back: NewFact<StayFact['type']>[] = [];
  let before: StayState | null = null;
  for (const stored of facts) {
    const fact = asFact(stored) as StayFact;
    if (stored.commandId === batch) {
      const undo = compensation(fact, before, view, inBed.has(view.patient));
      if (undo?.type === 'stay-voided' && fact.type === 'stay-admitted')
        return view.voided !== null || toldSince(facts, batch) ? [] : [undo];
      if (undo !== null) back.push(undo);
    }
    before = evolveStay(before, fact);
  }
  // Whether the patient is here was said again since: that word stands.
  const last = view.told?.['leaving'];
  const spoken = last !== undefined && compareInstants(last, takenAt) !== 0;
  return back.filter(({ type }) => !(spoken && (type === 'stay-resumed' || type === 'stay-left')));
}

/** Whether another feed, a later file or a person has spoken of where the patient is since the batch. */
function toldSince(facts: readonly StoredFact[], batch: string): boolean {
  const last = facts.findLastIndex(({ commandId }) => commandId === batch);
  return facts.slice(last + 1).some(({ type }) => type.startsWith('stay-'));
}

function compensation(
  fact: StayFact,
  before: StayState | null,
  now: HeldStay['view'],
  inBed: boolean,
): NewFact<StayFact['type']> | null {
  switch (fact.type) {
    case 'stay-admitted':
      return { type: 'stay-voided', body: { at: fact.at, because: 'file-undone' } };
    case 'stay-moved': {
      const { ward, at } = fact.body;
      const stands = now.places.some((one) => one.ward === ward && one.from === at);
      return stands ? { type: 'stay-move-cancelled', body: { ward, from: at } } : null;
    }
    case 'stay-left':
      return now.leftAt === null || inBed ? null : { type: 'stay-resumed', body: { at: fact.at } };
    case 'stay-resumed':
      return now.leftAt === null ? leftAgain(before) : null;
    case 'stay-updated':
      return asBefore(fact.body, before, now);
    default:
      return null;
  }
}

/** The end that a file took back, as it was. */
function leftAgain(before: StayState | null): NewFact<StayFact['type']> | null {
  if (before?.leftAt == null || before.leftTo === null) return null;
  if (before.voided !== null) return { type: 'stay-voided', body: before.voided };
  const between = before.leftBetween === null ? {} : { between: before.leftBetween };
  return { type: 'stay-left', body: { at: before.leftAt, to: before.leftTo, ...between } };
}

/** The particulars that still are as the file said them, as they were before it. */
function asBefore(
  said: StayFacts['stay-updated'],
  before: StayState | null,
  now: HeldStay['view'],
): NewFact<'stay-updated'> | null {
  const held = PARTICULARS.filter((key) => said[key] !== undefined && now[key] === said[key]);
  const changed = held.filter((key) => (before?.[key] ?? null) !== now[key]);
  if (changed.length === 0) return null;
  const body = Object.fromEntries(changed.map((key) => [key, before?.[key] ?? null]));
  return { type: 'stay-updated', body };
}

/** Writes what is to be taken back, some wards at a time; how many stays, until something moved. */
async function writeChunks(
  { house, database, person, takenAt, now }: Undoing,
  organisation: string,
  { changes, read }: Read,
): Promise<number> {
  const book = await house.books.now();
  let written = 0;
  for (const chunk of inChunks(changes)) {
    // Said as of the file's own time: a corrected file of the same time is no older word.
    const frame = {
      organisation,
      commandId: randomUUID(),
      at: takenAt,
      by: person.person,
      now,
      book,
    };
    const outcome = await commit(house, database, draft(frame, read, chunk, { guarded: false }));
    if (outcome.code !== 'written') return written;
    written += chunk.length;
  }
  return written;
}
