import type {
  Fact,
  Identity,
  NewFact,
  PatientWords,
  ReferenceBook,
  StayFact,
  StayState,
} from '#domain';
import { isOnBoard, londonDate, similarlyNamed, stateOf, viewOf } from '#domain';
import type { CommandWrite, ProjectedRows, WardWrite } from '#persistence';
import { mergeRows, newSalt, sealPatient } from '#persistence';
import { closedDatesOf } from '../house/closed-dates.js';
import type { House } from '../house/house.js';
import { fold } from '../house/stay-command.js';
import { mergedWords, saysNewWords } from './particulars.js';
import type { Words } from './particulars.js';
import { identityOf, shownDays } from './read-house.js';
import type { HeldStay, HouseRead } from './read-house.js';

/** The frame that every fact of one arrival shares. */
export interface ArrivalFrame {
  readonly organisation: string;
  readonly commandId: string;
  /** When it happened, by the feed's word. */
  readonly at: string;
  readonly by: string;
  readonly now: string;
  readonly book: ReferenceBook;
  /** For what a person asked: how the same command is known again, and what it is answered. */
  readonly remember?: NonNullable<CommandWrite['remember']>;
}

/** What is decided of one stay. */
export interface StayChange {
  readonly stay: string;
  readonly before: HeldStay | null;
  readonly facts: readonly NewFact<StayFact['type']>[];
  /** The patient's words where they are new. */
  readonly words: PatientWords | null;
  /** Nothing that a board shows: no ward's version rises. */
  readonly quiet?: boolean;
}

interface Written {
  readonly change: StayChange;
  readonly state: StayState;
  readonly rows: ProjectedRows;
}

/** A write, and what the feed may be told at once when it is done. */
export interface Drafted {
  readonly write: CommandWrite;
  readonly patients: readonly Identity[];
  readonly notes: Readonly<Record<string, string>>;
  /** Stays whose warning changes and that were read by name alone: to be read whole and drafted again. */
  readonly unread: readonly string[];
  /** Wards on which somebody of another name is now, with the versions at which their names were read. */
  readonly names: ReadonlyMap<string, number>;
}

/** The words of a patient, and the fact that seals them; known words that nothing is added to keep their salt. */
export function identified(
  house: House,
  organisation: string,
  known: PatientWords | null,
  said: Words,
  told: readonly string[] = [],
): { readonly words: PatientWords; readonly fact: NewFact<'patient-identified'> } {
  const words: PatientWords =
    known !== null && !saysNewWords(known, said)
      ? known
      : {
          patient: known?.patient ?? `${organisation}.P${house.ids.of('').slice(1)}`,
          ...mergedWords(known, said),
          salt: newSalt(),
          similarName: known?.similarName ?? false,
        };
  const fact = {
    type: 'patient-identified' as const,
    body: {
      patient: words.patient,
      seal: sealPatient(words),
      ...(told.length === 0 ? {} : { told }),
    },
  };
  return { words, fact };
}

/**
 * One complete write of all that an arrival changes in an organisation: facts with the rows they
 * make, words, warnings of similar names on the wards touched, each ward's change, and the closed
 * days to count again. `guarded`: the decision rests on whole wards, so they must not have moved.
 * `alsoNames`: wards whose names are compared though nobody came to them.
 */
export function draft(
  frame: ArrivalFrame,
  read: HouseRead,
  changes: readonly StayChange[],
  {
    guarded,
    alsoNames = [],
  }: { readonly guarded: boolean; readonly alsoNames?: readonly string[] },
): Drafted {
  const written = changes.map((change) => write(frame, change));
  const date = londonDate(frame.now);
  const touched = new Set([...wardsOf(written, date), ...alsoNames]);
  const after = openAfter(read, written);
  const words = wordsAfter(read, written);
  const flagged = flags(touched, after, words, read.beside);
  const fresh = written.flatMap(({ change }) => change.words?.patient ?? []);
  const changedWords = new Set([...fresh, ...[...flagged.stays].map((s) => after.get(s)?.patient)]);
  const told = new Set([...written.map(({ state }) => state.stay), ...flagged.stays]);
  const wards = [...touched].sort().map((ward): WardWrite => {
    const views = [
      ...[...after.values()].filter((one) => one.ward === ward && told.has(one.stay)),
      ...goneNow(ward, written, date),
    ];
    return {
      ward,
      ...(guarded ? { version: read.versions.get(ward) ?? 0 } : {}),
      change: { views: views.map(viewOf), left: goneFrom(ward, written, date) },
    };
  });
  const guards = read.open.filter(
    ({ view }) => flagged.stays.has(view.stay) && !written.some((w) => w.state.stay === view.stay),
  );
  const shown = [
    ...[...after.values()].filter((state) => told.has(state.stay)),
    ...written.map(({ state }) => state),
  ];
  return {
    write: {
      organisation: frame.organisation,
      commandId: frame.commandId,
      at: frame.at,
      recordedAt: frame.now,
      wards,
      streams: [
        ...written.map(({ change, state }) => ({
          stream: `stay:${state.stay}`,
          seq: change.before?.seq ?? 0,
          ward: touched.has(state.ward) ? state.ward : null,
          facts: change.facts,
        })),
        ...guards.map(({ view, seq }) => ({ stream: `stay:${view.stay}`, seq, ward: null })),
      ].sort((a, b) => (a.stream < b.stream ? -1 : 1)),
      rows: mergeRows(written.map(({ rows }) => rows)),
      patients: [...flagged.all.values()].filter((one) => changedWords.has(one.patient)),
      restate: restatements(written, frame.now),
      ...(frame.remember === undefined ? {} : { remember: frame.remember }),
    },
    patients: shown.flatMap((state) => {
      const held = flagged.all.get(state.patient);
      return held === undefined ? [] : [identityOf(held)];
    }),
    notes: Object.assign({}, ...read.open.map(({ notes }) => notes)) as Record<string, string>,
    unread: flagged.unread,
    names: guarded ? new Map() : namesMoved(read, written, words),
  };
}

function write(frame: ArrivalFrame, change: StayChange): Written {
  const before =
    change.before === null ? null : stateOf(change.before.view, shownDays(change.before.view));
  const stream = `stay:${change.stay}`;
  const { organisation, at, by, book } = frame;
  const place: Pick<Fact, 'organisation' | 'stream' | 'at' | 'by'> = {
    organisation,
    stream,
    at,
    by,
  };
  const folded = fold(before, change.before?.seq ?? 0, change.facts, place, book);
  return { change, state: folded.state, rows: folded.rows };
}

/** Wards whose board these changes alter: where a patient lay on it, or lies on it now. */
function wardsOf(written: readonly Written[], date: string): Set<string> {
  return new Set(
    written.flatMap(({ change: { before, quiet = false }, state }) => {
      if (quiet) return [];
      return [
        ...(before !== null && isOnBoard(before.view, date) ? [before.view.ward] : []),
        ...(isOnBoard(state, date) || before === null ? [state.ward] : []),
      ];
    }),
  );
}

function openAfter(read: HouseRead, written: readonly Written[]): Map<string, StayState> {
  const open = new Map(read.open.map(({ view }) => [view.stay, stateOf(view, shownDays(view))]));
  for (const { state } of written) {
    if (state.leftAt === null) open.set(state.stay, state);
    else open.delete(state.stay);
  }
  return open;
}

/** Wards that somebody came to or left, or on which somebody is called otherwise. */
function namesMoved(
  read: HouseRead,
  written: readonly Written[],
  words: ReadonlyMap<string, PatientWords>,
): Map<string, number> {
  const wards = written.flatMap(({ change: { before }, state }) => {
    const was = before === null || before.view.leftAt !== null ? null : before.view.ward;
    const is = state.leftAt === null ? state.ward : null;
    const name = words.get(state.patient)?.familyName;
    const same = was === is && before?.patient?.familyName === name;
    return same ? [] : [was, is].filter((ward) => ward !== null);
  });
  return new Map(wards.map((ward) => [ward, read.versions.get(ward) ?? 0]));
}

function wordsAfter(read: HouseRead, written: readonly Written[]): Map<string, PatientWords> {
  const held = read.open.flatMap(({ patient }) => patient ?? []);
  const fresh = written.flatMap(({ change: { words } }) => words ?? []);
  return new Map([...read.patients, ...held, ...fresh].map((one) => [one.patient, one]));
}

interface Flags {
  /** Every patient's words as they are after the write. */
  readonly all: ReadonlyMap<string, PatientWords>;
  /** Stays whose warning comes or goes. */
  readonly stays: ReadonlySet<string>;
  readonly unread: readonly string[];
}

function flags(
  touched: ReadonlySet<string>,
  after: ReadonlyMap<string, StayState>,
  words: ReadonlyMap<string, PatientWords>,
  beside: HouseRead['beside'],
): Flags {
  const all = new Map(words);
  const stays = new Set<string>();
  const unread: string[] = [];
  for (const ward of touched) {
    const present = [...after.values()].filter((state) => state.ward === ward);
    const named = present.flatMap(({ patient }) => words.get(patient) ?? []);
    const others = beside.filter((one) => one.ward === ward);
    const similar = similarlyNamed([...named, ...others]);
    for (const one of others)
      if (similar.has(one.patient) !== one.similarName) unread.push(one.stay);
    for (const { stay, patient } of present) {
      const held = words.get(patient);
      const similarName = similar.has(patient);
      if (held === undefined || held.similarName === similarName) continue;
      all.set(patient, { ...held, similarName });
      stays.add(stay);
    }
  }
  return { all, stays, unread };
}

/** Who is missing on the ward and shown until that is confirmed. */
function goneNow(ward: string, written: readonly Written[], date: string): StayState[] {
  return written.flatMap(({ state }) =>
    state.ward === ward && state.leftAt !== null && isOnBoard(state, date) ? [state] : [],
  );
}

function goneFrom(ward: string, written: readonly Written[], date: string): string[] {
  return written.flatMap(({ change: { before }, state }) =>
    before !== null &&
    isOnBoard(before.view, date) &&
    before.view.ward === ward &&
    (state.ward !== ward || !isOnBoard(state, date))
      ? [state.stay]
      : [],
  );
}

/** Closed days to count again, each once. */
function restatements(
  written: readonly Written[],
  now: string,
): NonNullable<CommandWrite['restate']> {
  const dates = written.flatMap(({ change, state }) =>
    closedDatesOf(change.facts, state, now, change.before?.view.admittedOn),
  );
  return [...new Map(dates.map((one) => [`${one.date}|${one.ward}`, one])).values()];
}
