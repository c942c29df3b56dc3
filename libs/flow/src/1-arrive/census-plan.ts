import type { CensusAnswer, CensusQuery } from '#contracts';
import type { Person, ReferenceBook, WardEntry } from '#domain';
import { addDays, compareInstants, epochMs, londonDate, may } from '#domain';
import type { AsActor } from '#persistence';
import { SYSTEM_ORGANISATION } from '#persistence';
import type { House } from '../house/house.js';
import { diffCensus } from './census-diff.js';
import type { CensusDiff, Completeness, Seen } from './census.types.js';
import { wardsOfChange } from './census-chunks.js';
import { identified } from './draft.js';
import type { ArrivalFrame, StayChange } from './draft.js';
import { BY_HAND } from './provisional.js';
import { readHouse } from './read-house.js';
import type { HouseRead } from './read-house.js';
import { placeRows } from './read-rows.js';
import type { CensusFile, PlacedFile } from './read-rows.js';

/** What a census was sent with, read and checked. */
export interface CensusOrder {
  readonly batch: string;
  readonly source: string;
  readonly takenAt: string;
  readonly complete: CompleteFor;
  readonly createWards: boolean;
  readonly dryRun: boolean;
  readonly confirm: boolean;
}

export type CompleteFor =
  | { readonly of: 'wards'; readonly also: readonly string[] }
  | { readonly of: 'organisation' }
  | { readonly of: 'list' };

/** Reads `complete`: `wards` (also when absent), `wards=A,B`, `organisation`, `list`; null for anything else. */
export function completeOf(text: CensusQuery['complete']): CompleteFor | null {
  if (text === undefined || text === 'wards') return { of: 'wards', also: [] };
  if (text === 'organisation' || text === 'list') return { of: text };
  if (!text.startsWith('wards=')) return null;
  const also = text
    .slice('wards='.length)
    .split(',')
    .map((code) => code.trim());
  return { of: 'wards', also: also.filter((code) => code !== '') };
}

export type Counts = Omit<CensusAnswer, 'batch' | 'takenAt' | 'rows' | 'notNamed' | 'sharedBeds'>;

/** Everything that a census does in one organisation, decided on one reading of the house. */
export interface CensusPlan {
  readonly organisation: string;
  readonly newWards: readonly WardEntry[];
  /** Wards that the census spoke of. */
  readonly named: readonly string[];
  /** Wards that it speaks of or changes, and on which this person may not admit. */
  readonly forbidden: readonly string[];
  readonly tooDifferent: CensusDiff['tooDifferent'];
  readonly counts: Counts;
  readonly read: HouseRead;
  /** What is to be written once the new wards stand, and the frame of its facts. */
  readonly changes: readonly StayChange[];
  readonly frame: ArrivalFrame;
}

export interface Planning {
  readonly house: House;
  readonly database: AsActor;
  readonly person: Person;
  readonly order: CensusOrder;
  readonly file: CensusFile;
  readonly organisation: string;
  readonly now: string;
}

/** Reads the house and decides what the census changes in one organisation. */
export async function planCensus(planning: Planning): Promise<CensusPlan> {
  const { house, database, person, order, file, organisation, now } = planning;
  const book = await house.books.now();
  const placing = {
    organisation,
    takenAt: order.takenAt,
    now,
    book,
    createWards: order.createWards,
    source: order.source,
  };
  const placed = placeRows(file, placing);
  const admitted = placed.rows.map(({ admittedAt }) => londonDate(admittedAt));
  const read = await readHouse(database, {
    organisation,
    localIds: placed.rows.map(({ words }) => words.localId),
    nhsNumbers: placed.rows.flatMap(({ words }) => words.nhsNumber ?? []),
    wards: 'all',
    endedSince: addDays(
      admitted.reduce((a, b) => (b < a ? b : a), londonDate(now)),
      -1,
    ),
  });
  const past = await readPast(database, organisation, order);
  const named = namedWards(placed, book, planning);
  const diff = diffCensus({
    takenAt: order.takenAt,
    rows: placed.rows,
    refused: placed.traces,
    complete: completeness(order, named, past, read),
    open: read.open,
    ended: read.ended,
    patients: read.patients,
    laterCensus: past.later,
    liveFeed: past.live,
  });
  const changes = changesOf(planning, read, diff);
  const frame = {
    organisation,
    commandId: order.batch,
    at: order.takenAt,
    by: person.person,
    now,
    book,
  };
  const changed = new Set(changes.flatMap(wardsOfChange));
  return {
    organisation,
    newWards: placed.newWards,
    named,
    forbidden: [...named, ...changed].filter(
      (ward) => !may(person, 'admit', { organisation, ward }),
    ),
    tooDifferent: diff.tooDifferent,
    counts: countsOf(placed, diff),
    read,
    changes,
    frame,
  };
}

/** Wards that the file names, with those that the sender says it is complete for. */
function namedWards(
  placed: PlacedFile,
  book: ReferenceBook,
  { order, organisation }: Planning,
): string[] {
  const also = order.complete.of === 'wards' ? order.complete.also : [];
  const own = also.filter((code) => book.wards.get(code)?.organisation === organisation);
  return [...new Set([...placed.rows.map(({ ward }) => ward), ...own])].sort();
}

interface Past {
  /** Wards that this source ever named; read only for a census that is complete for all of them. */
  readonly named: ReadonlySet<string>;
  /** Wards with a census taken later than this one. */
  readonly later: ReadonlySet<string>;
  /** Wards whose patients a feed of messages spoke of within a day of this census. */
  readonly live: ReadonlySet<string>;
}

async function readPast(
  database: AsActor,
  organisation: string,
  { source, takenAt, batch, complete }: CensusOrder,
): Promise<Past> {
  return database.work(async (manager) => {
    const kept = await manager.query<{ ward: string; own: boolean; last: string }[]>(
      `SELECT w.ward, i.source = $3 AS own, max(i.answer::jsonb -> 'answer' ->> 'takenAt') AS last
       FROM inbound i CROSS JOIN LATERAL jsonb_array_elements_text(i.answer::jsonb -> 'wards') AS w(ward)
       WHERE i.organisation = ANY ($1) AND i.kind = 'census' AND i.state = 'applied' AND i.id <> $4
         AND ((i.source = $3 AND $5) OR i.received_at >= $2) GROUP BY 1, 2`,
      [[organisation, SYSTEM_ORGANISATION], takenAt, source, batch, complete.of === 'organisation'],
    );
    const live = await manager.query<{ ward: string }[]>(
      `SELECT DISTINCT s.ward FROM inbound i JOIN stay s ON s.organisation = i.organisation AND s.stay = i.stay
       WHERE i.organisation = $1 AND i.kind = 'adt' AND i.state = 'applied'
         AND i.received_at >= $2::timestamptz - interval '1 day'`,
      [organisation, takenAt],
    );
    return {
      named: new Set(kept.filter(({ own }) => own).map(({ ward }) => ward)),
      later: new Set(
        kept.filter(({ last }) => compareInstants(last, takenAt) > 0).map(({ ward }) => ward),
      ),
      live: new Set(live.map(({ ward }) => ward)),
    };
  });
}

function completeness(
  { complete, source }: CensusOrder,
  named: readonly string[],
  past: Past,
  read: HouseRead,
): Completeness {
  if (complete.of === 'list') return { of: 'list', source };
  if (complete.of === 'wards') return { of: 'wards', wards: new Set(named) };
  const filled = read.open
    .filter(({ view }) => view.source === source)
    .map(({ view }) => view.ward);
  return { of: 'wards', wards: new Set([...named, ...past.named, ...filled]) };
}

/** A stay that a census finds unchanged is confirmed at most so often: it tells the age of the data. */
const CONFIRM_AFTER_MS = 3_600_000;

function needsConfirming(lastConfirmedAt: string, takenAt: string): boolean {
  return epochMs(takenAt) - epochMs(lastConfirmedAt) >= CONFIRM_AFTER_MS;
}

function changesOf(
  { house, order, organisation }: Planning,
  read: HouseRead,
  diff: CensusDiff,
): StayChange[] {
  const { takenAt, source } = order;
  const held = new Map([...read.open, ...read.ended].map((stay) => [stay.view.stay, stay]));
  const known = new Map(read.patients.map((words) => [words.patient, words]));
  const arrivals = diff.admitted.map(({ row, patient }): StayChange => {
    const person = known.get(patient ?? '') ?? null;
    const { words, fact } = identified(house, organisation, person, row.words);
    const body = {
      patient: words.patient,
      ward: row.ward,
      bed: row.bed,
      admittedAt: row.admittedAt,
      source,
      ...row.particulars,
    };
    const stay = house.ids.of(organisation);
    return { stay, before: null, facts: [{ type: 'stay-admitted', body }, fact], words };
  });
  const seen = diff.seen.flatMap((one): StayChange[] => {
    const before = held.get(one.stay.view.stay);
    if (before === undefined) return [];
    const facts: StayChange['facts'][number][] = [];
    if (one.resumed) facts.push({ type: 'stay-resumed', body: { at: takenAt } });
    if (one.move !== null) facts.push({ type: 'stay-moved', body: { ...one.move, at: takenAt } });
    const update = { ...one.particulars, ...takenOver(one, source) };
    if (Object.keys(update).length > 0) facts.push({ type: 'stay-updated', body: update });
    const fresh = one.newWords
      ? identified(house, organisation, before.patient, one.row.words)
      : null;
    if (fresh !== null) facts.push(fresh.fact);
    if (facts.length === 0 && needsConfirming(before.view.lastConfirmedAt, takenAt))
      facts.push({ type: 'stay-updated', body: {} });
    if (facts.length === 0) return [];
    return [{ stay: before.view.stay, before, facts, words: fresh?.words ?? null }];
  });
  const leavings = diff.left.flatMap(({ stay, between }): StayChange[] => {
    const before = held.get(stay.view.stay);
    if (before === undefined) return [];
    const body = { at: takenAt, to: 'not-known' as const, between };
    return [{ stay: stay.view.stay, before, facts: [{ type: 'stay-left', body }], words: null }];
  });
  return [...arrivals, ...seen, ...leavings];
}

/** A census is the word on when a stay began that until then was a ward's own. */
function takenOver({ stay: { view }, row }: Seen, source: string) {
  if (view.source !== BY_HAND || source === BY_HAND) return {};
  const second = view.places[1]?.from;
  const fits = second === undefined || compareInstants(row.admittedAt, second) <= 0;
  return fits && row.admittedAt !== view.admittedAt
    ? { source, admittedAt: row.admittedAt }
    : { source };
}

function countsOf(placed: PlacedFile, diff: CensusDiff): Counts {
  const moved = diff.seen.filter(({ move }) => move !== null).length;
  const updated = diff.seen.filter(
    (one) => one.move === null && (one.resumed || one.particulars !== null || one.newWords),
  ).length;
  return {
    admitted: diff.admitted.length,
    moved,
    updated,
    left: diff.left.length,
    held: diff.held.length,
    unchanged: diff.seen.length - moved - updated,
    refused: [...placed.refused, ...diff.refused].sort((a, b) => a.line - b.line),
    warnings: diff.warnings,
  };
}
