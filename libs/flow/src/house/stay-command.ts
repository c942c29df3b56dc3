import type {
  Fact,
  Identity,
  NewFact,
  NoteWords,
  Permission,
  Person,
  ReferenceBook,
  Result,
  StayFact,
  StayState,
  StayView,
} from '#domain';
import { audienceOf, checkActedAt, may, refuse, shows, stateOf, subjectOf, viewOf } from '#domain';
import { actorOf, mergeRows, project } from '#persistence';
import type { CommandWrite, Known, ProjectedRows, StayRead } from '#persistence';
import { Busy } from './busy.js';
import { closedDatesOf } from './closed-dates.js';
import type { House } from './house.js';
import { nowText } from './house.js';
import { organisationOf } from './ids.js';

/** How often a command is decided again when something moved under it, before the service says it is busy. */
const TRIES_MAX = 12;

/** What a decision on a stay may look at. */
interface StayContext {
  readonly now: string;
  readonly book: ReferenceBook;
  readonly patient: Identity | null;
  /** Words of the notes that the row names. */
  readonly notes: Readonly<Record<string, string>>;
}

/** What a rule decided: the facts, the words they seal, and the answer once they are folded in. */
interface StayDecision<T> {
  readonly facts: readonly NewFact<StayFact['type']>[];
  readonly notes?: readonly NoteWords[];
  readonly answer: (after: StayState) => T;
}

export interface StayCommand<T> {
  readonly commandId: string;
  /** Of method, path and body: the same command has the same digest. */
  readonly digest: string;
  readonly stay: string;
  /** Date whose days the rule looks at, when it looks at days. */
  readonly date: string | null;
  readonly permission: Permission;
  /** When the person acted, as `actedAt` gives it; now when they do not say. */
  readonly at: string | undefined;
  readonly decide: (stay: StayState, context: StayContext) => Result<StayDecision<T>>;
}

export type Answered<T> = T & { readonly wardVersion: number };

/**
 * Carries out one command on one stay: read, decide, write; two trips to the database, or one for a
 * stay that this process has just shown or written. What was accepted is answered again for the same
 * command; what moved in between is decided again.
 */
export async function runStayCommand<T extends object>(
  house: House,
  person: Person,
  command: StayCommand<T>,
): Promise<Result<Answered<T>>> {
  const organisation = organisationOf(command.stay);
  const actor = actorOf(person);
  if (!actor.organisations.includes(organisation)) return refuse('not-found');
  const database = house.persistence.as(actor);
  const { shelf } = house.persistence;
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const held = attempt === 0 ? shelf.take(command.stay, command.date) : null;
    const read =
      held ??
      (await database.readStay(organisation, command.stay, command.commandId, command.date));
    if (read.command !== null) return repeated<T>(read.command, command, person);
    if (taken) return refuse('command-reused');
    const prepared = await prepare(house, person, organisation, command, read);
    // A refusal may only rest on what the database says now.
    if (!prepared.ok && held !== null) continue;
    if (!prepared.ok) return prepared;
    const { write, answer, state, patient, notes } = prepared.value;
    const { reference } = read;
    const writing = database.write(held === null ? write : { ...write, reference });
    const untold = {
      organisation,
      ward: state.ward,
      change: write.wards[0]?.change ?? { views: [], left: [] },
      patients: patient === null ? [] : [patient],
      notes,
    };
    house.foretell(untold);
    const outcome = await writing;
    taken = outcome.code === 'done';
    if (outcome.code !== 'written') continue;
    const wardVersion = outcome.wards[state.ward] ?? 0;
    // Screens first: what is put aside for the next command waits for it.
    house.tell({ ...untold, version: wardVersion });
    shelf.put({ view: viewOf(state), seq: prepared.value.seq, patient, notes, reference });
    return { ok: true, value: { ...answer, wardVersion } };
  }
  throw new Busy('a stay changed on every try');
}

function repeated<T extends object>(
  remembered: NonNullable<StayRead['command']>,
  command: { readonly digest: string },
  person: Person,
): Result<Answered<T>> {
  if (remembered.digest !== personal(command.digest, person)) return refuse('command-reused');
  const answer = JSON.parse(remembered.answer) as T;
  return { ok: true, value: { ...answer, wardVersion: Object.values(remembered.wards)[0] ?? 0 } };
}

/** The digest of a command with who gave it: from another person it is another command. */
export function personal(digest: string, person: Person): string {
  return `${digest}:${person.person}`;
}

interface Prepared<T> {
  readonly write: CommandWrite;
  /** Length of the stay's stream after the write. */
  readonly seq: number;
  readonly answer: T;
  readonly state: StayState;
  readonly patient: Identity | null;
  readonly notes: Record<string, string>;
}

async function prepare<T extends object>(
  house: House,
  person: Person,
  organisation: string,
  command: StayCommand<T>,
  read: StayRead,
): Promise<Result<Prepared<T>>> {
  if (read.stay === null) return refuse('not-found');
  const subject = subjectOf(read.stay.view);
  if (!shows(audienceOf(person), subject)) return refuse('not-found');
  if (!may(person, command.permission, subject)) return refuse('not-allowed');
  const book = await house.books.at(read.reference);
  const now = nowText(house);
  const before = stateOf(read.stay.view, read.days);
  const at = command.at ?? now;
  const acted = checkActedAt(at, now);
  if (!acted.ok) return acted;
  const decided = command.decide(before, { now, book, ...wordsOf(read.stay) });
  if (!decided.ok) return decided;
  const { facts, notes = [], answer } = decided.value;
  const stream = `stay:${command.stay}`;
  const folded = fold(
    before,
    read.stay.seq,
    facts,
    { organisation, stream, at, by: person.person },
    book,
  );
  const view = folded.rows.stay?.[0]?.view ?? viewOf(folded.state);
  const answered = answer(folded.state);
  const restate = closedDatesOf(facts, folded.state, now);
  const write: CommandWrite = {
    organisation,
    commandId: command.commandId,
    at,
    recordedAt: now,
    wards: [
      {
        ward: folded.state.ward,
        change:
          folded.state.leftAt === null
            ? { views: [view], left: [] }
            : { views: [], left: [view.stay] },
      },
    ],
    streams: [{ stream, seq: read.stay.seq, ward: folded.state.ward, facts }],
    rows: folded.rows,
    notes,
    ...(restate.length > 0 ? { restate } : {}),
    remember: { digest: personal(command.digest, person), answer: JSON.stringify(answered) },
  };
  const words = Object.fromEntries(notes.map((note) => [note.id, note.text]));
  return {
    ok: true,
    value: {
      write,
      seq: read.stay.seq + facts.length,
      answer: answered,
      state: folded.state,
      patient: read.stay.patient,
      notes: namedIn(view, { ...read.stay.notes, ...words }),
    },
  };
}

function wordsOf({ patient, notes }: NonNullable<StayRead['stay']>) {
  return { patient, notes };
}

/** Of some notes those that the row names: all that a screen shows. */
function namedIn({ words: ids = [] }: StayView, notes: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const words = notes[id];
      return words === undefined ? [] : [[id, words]];
    }),
  );
}

/** Folds new facts into a stay and collects the rows they make. */
export function fold(
  before: StayState | null,
  seq: number,
  facts: readonly NewFact<StayFact['type']>[],
  frame: Pick<Fact, 'organisation' | 'stream' | 'at' | 'by'>,
  book: ReferenceBook,
): { readonly state: StayState; readonly rows: ProjectedRows } {
  let state = before;
  let length = seq;
  const rows: ProjectedRows[] = [];
  const known: Known = {
    stay: () => ({ state, seq: length }),
    staysTouching: () => [],
    closedRows: () => [],
    round: () => null,
    book: () => book,
  };
  for (const fact of facts) {
    const projection = project({ ...fact, ...frame }, known);
    rows.push(projection.rows);
    state = projection.state;
    length += 1;
  }
  if (state === null) throw new Error('a command on a stay leaves a stay');
  return { state, rows: mergeRows(rows) };
}
