import type { Board } from '#contracts';
import type {
  Identity,
  InstantText,
  Person,
  Result,
  Row,
  StayFact,
  StayState,
  StayView,
  WardEntry,
} from '#domain';
import {
  accept,
  audienceOf,
  checksOf,
  compareInstants,
  evolveStay,
  inBedOrder,
  instantText,
  isOnBoard,
  judgementOf,
  londonDate,
  opensBoard,
  refuse,
  renderRow,
  roundIsDue,
  viewOf,
} from '#domain';
import type { StayWithWords } from '#persistence';
import { FACT_COLUMNS, actorOf, asFact, identityColumns } from '#persistence';
import type { StoredFact } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import { feedsOfWard } from '../house/feed-ages.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';

/** The ward a person asks for, when it exists and their right opens its board. */
export async function openWard(
  house: House,
  person: Person,
  ward: string,
): Promise<Result<WardEntry>> {
  const entry = await reachedWard(house, person, ward);
  if (!entry.ok) return entry;
  const subject = { organisation: entry.value.organisation, ward };
  return opensBoard(audienceOf(person), subject) ? entry : refuse('not-allowed');
}

/** A ward that exists, of an organisation that the person reaches at all. */
export async function reachedWard(
  house: House,
  person: Person,
  ward: string,
): Promise<Result<WardEntry>> {
  const book = await house.books.any();
  const entry = book.wards.get(ward) ?? (await house.books.now()).wards.get(ward);
  if (entry === undefined) return refuse('not-found');
  return actorOf(person).organisations.includes(entry.organisation)
    ? accept(entry)
    : refuse('not-allowed');
}

/** A ward's board as it is now: `GET /wards/{ward}/board` and the snapshot of its screen. */
export async function board(house: House, person: Person, ward: string): Promise<Result<Board>> {
  const opened = await openWard(house, person, ward);
  if (!opened.ok) return opened;
  const read = await readWard(house, person, opened.value, 'board');
  if (read === null) return refuse('not-found');
  const feeds = await feedsOfWard(house, opened.value.organisation, ward);
  return accept(boardOf(read.entry, read.version, read.stays, { ...read, person, feeds }));
}

/** What boards and walls of a ward are drawn from, as it stands now. */
export async function readWard(
  house: House,
  person: Person,
  entry: WardEntry,
  opens: 'board' | 'wall',
) {
  const now = nowText(house);
  const { organisation, code } = entry;
  const read = await house.persistence
    .as(actorOf(person))
    .readBoard(organisation, code, now, opens);
  if (read === null) return null;
  const book = await house.books.at(read.reference);
  for (const stay of read.stays)
    house.persistence.shelf.put({ ...stay, reference: read.reference });
  return { ...read, now, book, entry: book.wards.get(code) ?? entry };
}

interface BoardFrame {
  readonly now: string;
  readonly book: Awaited<ReturnType<House['books']['any']>>;
  readonly person: Person;
  /** None on a board as it was: what was heard when is not recorded. */
  readonly feeds: Board['dataAge']['feeds'];
}

function boardOf(
  ward: WardEntry,
  version: number,
  stays: readonly StayWithWords[],
  { now, book, person, feeds }: BoardFrame,
): Board {
  const date = londonDate(now);
  const audience = audienceOf(person);
  const rows = stays.flatMap(({ view, patient, notes }): Row[] => {
    const row = renderRow(view, patient, { audience, date, book, notes });
    return row === null ? [] : [row];
  });
  return {
    ward: ward.code,
    name: ward.name,
    organisation: ward.organisation,
    site: ward.site,
    kind: ward.kind,
    openBeds: ward.openBeds,
    beds: ward.beds,
    roundDue: roundIsDue(ward, date),
    redGreenFrom: ward.redGreenFrom,
    roundAt: ward.roundAt,
    huddleAt: ward.huddleAt,
    version,
    asOf: now,
    date,
    dataAge: {
      lastMarkAt: latest(stays.map(({ view }) => judgementOf(view.latest)?.at ?? null)),
      lastArrivalAt: latest(stays.map(({ view }) => view.lastConfirmedAt)),
      feeds,
    },
    checks: checksOf(book, ward),
    rows: inBedOrder(rows, ward.beds),
  };
}

function latest(instants: readonly (string | null)[]): string | null {
  return instants.reduce((a, b) => (b !== null && (a === null || b > a) ? b : a), null);
}

/**
 * A ward's board as it was recorded by an instant: folded from the facts, the ward's own settings and all
 * that it is read with included; no snapshot is kept. Patients' names are those held today; what was
 * erased stays erased.
 */
export async function boardAsOf(
  house: House,
  person: Person,
  ward: string,
  asOf: string,
): Promise<Result<Board>> {
  const opened = await openWard(house, person, ward);
  if (!opened.ok) return opened;
  const { organisation } = opened.value;
  const at = instantText(asOf);
  if (compareInstants(at, nowText(house)) > 0) return refuse('at-in-future');
  const book = await house.books.asOf(at);
  const entry = book.wards.get(ward);
  if (entry === undefined) return refuse('not-found');
  const read = await readWardAsOf(house, person, entry, at);
  await recordOpened(house, person, 'board', ward, organisation);
  return accept(boardOf(entry, read.version, read.stays, { now: at, book, person, feeds: [] }));
}

/** A ward as it was recorded by an instant: what of it was on the board then, and its version. */
export function readWardAsOf(
  house: House,
  person: Person,
  { organisation, code: ward }: WardEntry,
  at: InstantText,
): Promise<{ readonly version: number; readonly stays: readonly StayWithWords[] }> {
  return house.persistence.as(actorOf(person)).work(async (manager) => {
    const facts = await manager.query<StoredFact[]>(
      `SELECT ${FACT_COLUMNS} FROM fact WHERE organisation = $1 AND recorded_at <= $3 AND stream IN (
         SELECT DISTINCT stream FROM fact WHERE organisation = $1 AND ward = $2 AND recorded_at <= $3
           AND stream LIKE 'stay:%') ORDER BY stream, seq`,
      [organisation, ward, at],
    );
    // A patient's leaving for another ward is a fact of that ward: here only the change tells of it.
    const [head] = await manager.query<{ version: number | null }[]>(
      `SELECT greatest(
         (SELECT max(ward_version) FROM fact
          WHERE organisation = $1 AND ward = $2 AND recorded_at <= $3),
         (SELECT max(version) FROM board_change
          WHERE organisation = $1 AND ward = $2 AND at <= $3))::int AS version`,
      [organisation, ward, at],
    );
    const views = foldAll(facts).filter(
      (view) => view.ward === ward && isOnBoard(view, londonDate(at)),
    );
    return {
      version: head?.version ?? 0,
      stays: await withWords(manager.query.bind(manager), organisation, views),
    };
  }, 'REPEATABLE READ');
}

function foldAll(facts: readonly StoredFact[]): StayView[] {
  const states = new Map<string, StayState>();
  for (const stored of facts)
    states.set(
      stored.stream,
      evolveStay(states.get(stored.stream) ?? null, asFact(stored) as StayFact),
    );
  return [...states.values()].map(viewOf);
}

type Query = <T>(text: string, values?: unknown[]) => Promise<T>;

async function withWords(
  query: Query,
  organisation: string,
  views: readonly StayView[],
): Promise<StayWithWords[]> {
  const noteIds = views.flatMap(({ words = [] }) => words);
  const patients = await query<Identity[]>(
    `SELECT ${identityColumns()} FROM patient WHERE organisation = $1 AND patient = ANY ($2)`,
    [organisation, views.map((view) => view.patient)],
  );
  const words = await query<{ note: string; words: string }[]>(
    'SELECT note, words FROM note WHERE organisation = $1 AND note = ANY ($2)',
    [organisation, noteIds],
  );
  const byId = new Map(patients.map((patient) => [patient.patient, patient]));
  const notes = Object.fromEntries(words.map((one) => [one.note, one.words]));
  return views.map((view) => ({ view, patient: byId.get(view.patient) ?? null, notes }));
}
