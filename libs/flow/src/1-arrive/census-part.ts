import type { PatientWords } from '#domain';
import { addDays, compareInstants, londonDate } from '#domain';
import { diffCensus } from './census-diff.js';
import type { PartCounts } from './census-kept.js';
import type { Planning } from './census-order.js';
import type { CensusPlan } from './census-plan.types.js';
import { rowsOf } from './census-place.js';
import type { CensusDiff, PlacedRow, Seen } from './census.types.js';
import { identified } from './draft.js';
import type { ArrivalFrame, StayChange } from './draft.js';
import { BY_HAND } from './provisional.js';
import { readHouse } from './read-house.js';
import type { HouseRead } from './read-house.js';
import { wardsOfChange } from './wards-of-change.js';

export type { CensusDiff as DiffCensus };

/** What a census does in some wards, decided on one reading of them. */
export interface DecidedPart {
  readonly counts: PartCounts;
  readonly tooDifferent: CensusDiff['tooDifferent'];
  readonly thinned: CensusDiff['thinned'];
  /** Wards whose stays it changes. */
  readonly changed: ReadonlySet<string>;
  readonly read: HouseRead;
  readonly changes: readonly StayChange[];
  readonly frame: ArrivalFrame;
  /** Words of patients as they are before it changes them. */
  readonly before: readonly PatientWords[];
}

/** Reads some wards, and wherever else their patients lie, and decides what the file changes there. */
export async function decidePart(plan: CensusPlan, wards: readonly string[]): Promise<DecidedPart> {
  const { planning, book, placed, past } = plan;
  const { database, person, order, organisation, now } = planning;
  const told = wards.flatMap((ward) => rowsOf(placed, ward, { book, source: order.source }));
  const began = told.map(({ admittedAt }) => londonDate(admittedAt));
  const read = await readHouse(database, {
    organisation,
    localIds: told.map(({ words }) => words.localId),
    nhsNumbers: told.flatMap(({ words }) => words.nhsNumber ?? []),
    wards,
    endedSince: addDays(
      began.reduce((a, b) => (b < a ? b : a), londonDate(now)),
      -1,
    ),
  });
  const diff = diffCensus({
    takenAt: order.takenAt,
    rows: told.map((row) => underItsPatient(read, row)),
    file: placed.index,
    refused: plan.refused,
    complete: within(plan.complete, wards),
    open: read.open,
    ended: read.ended,
    patients: read.patients,
    laterCensus: past.later,
    liveFeed: past.live,
  });
  const changes = changesOf(planning, read, diff);
  return {
    counts: countsOf(diff),
    tooDifferent: diff.tooDifferent,
    thinned: diff.thinned,
    changed: new Set(changes.flatMap(wardsOfChange)),
    read,
    changes,
    frame: {
      organisation,
      commandId: order.batch,
      at: order.takenAt,
      by: person.person,
      now,
      book,
    },
    before: wordsNow(read, changes),
  };
}

/** Words that are about to change, as they are. */
function wordsNow(read: HouseRead, changes: readonly StayChange[]): PatientWords[] {
  const known = new Map(read.patients.map((words) => [words.patient, words]));
  return changes.flatMap(({ before, words }) => {
    const now = before?.patient ?? known.get(words?.patient ?? '');
    return words === null || now === undefined || now === words ? [] : [now];
  });
}

/** A part judges who is missing from its own wards alone, however much of the house was read with them. */
function within(complete: CensusPlan['complete'], wards: readonly string[]) {
  const own = new Set(wards);
  return complete.of === 'list'
    ? { ...complete, wards: own }
    : { ...complete, wards: new Set(wards.filter((ward) => complete.wards.has(ward))) };
}

/** A row under the number of a record that was merged into another speaks of the other's patient. */
function underItsPatient(read: HouseRead, row: PlacedRow): PlacedRow {
  const patient = read.aliases.get(row.words.localId);
  const localId = read.patients.find((one) => one.patient === patient)?.localId ?? null;
  return localId === null ? row : { ...row, words: { ...row.words, localId } };
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
    const facts = [{ type: 'stay-admitted' as const, body }, fact, seenIn(row, takenAt)];
    return { stay, before: null, facts, words };
  });
  const seen = diff.seen.flatMap((one): StayChange[] => {
    const before = held.get(one.stay.view.stay);
    if (before === undefined) return [];
    const facts: StayChange['facts'][number][] = [];
    if (one.resumed) facts.push({ type: 'stay-resumed', body: { at: takenAt } });
    if (one.move !== null) facts.push({ type: 'stay-moved', body: { ...one.move, at: takenAt } });
    else if (one.confirms) facts.push(seenIn(one.row, takenAt));
    const update = { ...one.particulars, ...takenOver(one, source) };
    if (Object.keys(update).length > 0) facts.push({ type: 'stay-updated', body: update });
    const fresh = one.newWords
      ? identified(house, organisation, before.patient, one.row.words)
      : null;
    if (fresh !== null) facts.push(fresh.fact);
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

/** A file says where everybody lies at its own time, also of those who lie where the house has them. */
function seenIn({ ward, bed }: PlacedRow, at: string) {
  return { type: 'stay-seen' as const, body: { ward, bed, at } };
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

function countsOf(diff: CensusDiff): PartCounts {
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
    refused: diff.refused,
    warnings: diff.warnings,
    sharedBeds: diff.sharedBeds,
  };
}
