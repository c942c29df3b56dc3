import type {
  AttendedBody,
  FinishRoundBody,
  RoundAnswer,
  RoundFinished,
  Rounds,
  StartRoundBody,
} from '#contracts';
import type { NewFact, Person, Refusal, Result, Round, RoundFact, WardEntry } from '#domain';
import {
  accept,
  attendedOf,
  checkActedAt,
  evolveRound,
  londonDate,
  may,
  refuse,
  roundResult,
} from '#domain';
import { actorOf, mergeRows, project } from '#persistence';
import type { AsActor, Known } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import { actedAt } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { answeredOnWard, remembering } from '../house/told-before.js';
import { openWard } from './board.js';
import { jobNames, wholeBoard } from './jobs.js';
import { constraintsOf, roundsOn, seesWard } from './round-read.js';

const TRIES_MAX = 20;

type RoundNews = NewFact<RoundFact['type']>;

/**
 * Begins a ward's round: `POST /wards/{ward}/rounds`. Its order of patients stands from then on. Who
 * begins one that is open already joins it: a ward has one round of a kind at a time.
 */
export async function startRound(
  house: House,
  person: Person,
  code: string,
  body: StartRoundBody,
  digest: string,
): Promise<Result<RoundAnswer>> {
  const ward = await ownWard(house, person, code);
  if (!ward.ok) return ward;
  const entry = ward.value;
  const at = actedAt(house, body.at);
  const command = { entry, commandId: body.commandId, digest, at };
  return runRoundCommand(house, person, command, async () => {
    const named = attendedOf(body.attended, await house.books.any());
    if (!named.ok) return named;
    const date = londonDate(at ?? nowText(house));
    const today = await roundsOn(house, person, entry, date);
    const open = today.find(({ kind, finishedAt }) => kind === body.kind && finishedAt === null);
    if (open !== undefined) {
      const attended = [...new Set([...open.attended, ...named.value])];
      // Who joins without naming anybody new changes nothing that another could have changed.
      const facts =
        attended.length === open.attended.length ? [] : [attendedFact(open.round, attended)];
      return accept({ before: open, facts });
    }
    const { rows } = await wholeBoard(house, person, entry, date);
    const started: RoundNews = {
      type: 'round-started',
      body: {
        round: house.ids.of(entry.organisation),
        date,
        kind: body.kind,
        attended: named.value,
        order: rows.filter(({ gone }) => gone === null).map(({ stay }) => stay),
        constraints: await constraintsOf(house, person, entry, { date, rounds: today }),
      },
    };
    return accept({ before: null, facts: [started] });
  });
}

/** Changes who takes part, until the round is finished: `PUT /rounds/{round}`. */
export function changeAttended(
  house: House,
  person: Person,
  round: string,
  body: AttendedBody,
  digest: string,
): Promise<Result<RoundAnswer>> {
  const command = { round, commandId: body.commandId, digest, at: actedAt(house, body.at) };
  return onRound(house, person, command, async (before) => {
    const named = attendedOf(body.attended, await house.books.any());
    return named.ok ? accept([attendedFact(before.round, named.value)]) : named;
  });
}

/** Ends a round, and says what it leaves: `POST /rounds/{round}/finish`. */
export async function finishRound(
  house: House,
  person: Person,
  round: string,
  body: FinishRoundBody,
  digest: string,
): Promise<Result<RoundFinished>> {
  const { commandId, attended } = body;
  const command = { round, commandId, digest, at: actedAt(house, body.at) };
  const done = await onRound(house, person, command, async (before, entry) => {
    const { rows, book } = await wholeBoard(house, person, entry, before.date);
    const named = attended === undefined ? accept(null) : attendedOf(attended, book);
    if (!named.ok) return named;
    const result = roundResult(before, rows, jobNames(book));
    return accept([
      ...(named.value === null ? [] : [attendedFact(before.round, named.value)]),
      { type: 'round-finished', body: { round: before.round, ...result } },
    ]);
  });
  if (!done.ok) return done;
  const { result } = done.value.round;
  if (result === null) throw new Error('a round that was finished has a result');
  return accept({ ...result, ...done.value });
}

/** The rounds of a ward on a date: `GET /wards/{ward}/rounds`. */
export async function rounds(
  house: House,
  person: Person,
  code: string,
  asked: string | undefined,
): Promise<Result<Rounds>> {
  const opened = await openWard(house, person, code);
  if (!opened.ok) return opened;
  if (!seesWard(person, opened.value)) return refuse('not-allowed');
  const date = asked ?? londonDate(nowText(house));
  const items = await roundsOn(house, person, opened.value, date);
  await recordOpened(house, person, 'rounds', code, opened.value.organisation);
  return accept({ ward: code, date, items });
}

function attendedFact(round: string, attended: readonly string[]): RoundNews {
  return { type: 'round-attended', body: { round, attended } };
}

/** The ward, when the person holds rounds on it. */
async function ownWard(house: House, person: Person, code: string): Promise<Result<WardEntry>> {
  const opened = await openWard(house, person, code);
  if (!opened.ok) return opened;
  const subject = { organisation: opened.value.organisation, ward: code };
  return may(person, 'round', subject) ? opened : refuse('not-allowed');
}

interface Command {
  readonly entry: WardEntry;
  readonly commandId: string;
  readonly digest: string;
  /** When the person acted, as `actedAt` gives it; now when they do not say. */
  readonly at: string | undefined;
}

async function onRound(
  house: House,
  person: Person,
  { round, ...command }: Omit<Command, 'entry'> & { readonly round: string },
  decide: (before: Round, entry: WardEntry) => Promise<Result<RoundNews[]>>,
): Promise<Result<RoundAnswer>> {
  const organisation = organisationOf(round);
  const actor = actorOf(person);
  if (!actor.organisations.includes(organisation)) return refuse('not-found');
  const held = () => readRound(house.persistence.as(actor), organisation, round);
  const found = await held();
  if (found === null) return refuse('not-found');
  const ward = await ownWard(house, person, found.ward);
  if (!ward.ok) return ward;
  const entry = ward.value;
  return runRoundCommand(house, person, { ...command, entry }, async () => {
    const before = (await held()) ?? found;
    if (before.finishedAt !== null) return refuse('round-changed', { current: before });
    const decided = await decide(before, entry);
    return decided.ok ? accept({ before, facts: decided.value }) : decided;
  });
}

async function readRound(
  database: AsActor,
  organisation: string,
  round: string,
): Promise<Round | null> {
  const [row] = await database.query<{ body: Round }>(
    'SELECT body FROM round WHERE organisation = $1 AND round = $2',
    [organisation, round],
  );
  return row?.body ?? null;
}

interface Decided {
  readonly before: Round | null;
  readonly facts: readonly RoundNews[];
}

/**
 * Carries out one command on a ward's rounds: answered again when it was done before, decided again
 * when the ward's stream moved meanwhile. No patient changes, so the ward's new version names none: its
 * screens look at the rounds again.
 */
async function runRoundCommand(
  house: House,
  person: Person,
  { entry, commandId, digest, at: said }: Command,
  decide: () => Promise<Result<Decided, Refusal>>,
): Promise<Result<RoundAnswer>> {
  const { organisation, code: ward } = entry;
  const database = house.persistence.as(actorOf(person));
  const told = { commandId, digest };
  const stream = `ward:${ward}`;
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const seq = await streamLength(database, organisation, stream);
    const decided = await decide();
    // Looked for last: who saw what the command did sees that it was done, and is not refused for its own effect.
    const before = await answeredOnWard<Pick<RoundAnswer, 'round'>>(
      database,
      person,
      told,
      () => ward,
    );
    if (before !== null) return before;
    if (taken) return refuse('command-reused');
    if (!decided.ok) return decided;
    const { facts } = decided.value;
    const now = nowText(house);
    const at = said ?? now;
    const acted = checkActedAt(at, now);
    if (!acted.ok) return acted;
    const { round, rows } = folded(decided.value, {
      organisation,
      stream,
      at,
      by: person.person,
    });
    const change = { views: [], left: [] };
    const outcome = await database.write({
      organisation,
      commandId,
      at,
      recordedAt: now,
      wards: [{ ward, change }],
      streams: facts.length === 0 ? [] : [{ stream, seq, ward, facts }],
      rows,
      remember: remembering(person, told, { round }),
    });
    taken = outcome.code === 'done';
    if (outcome.code !== 'written') continue;
    const wardVersion = outcome.wards[ward] ?? 0;
    house.tell({ organisation, ward, version: wardVersion, change, patients: [], notes: {} });
    return accept({ round, wardVersion });
  }
  throw new Busy('a ward changed on every try to hold its round');
}

function folded(
  { before, facts }: Decided,
  frame: Pick<RoundFact, 'organisation' | 'stream' | 'at' | 'by'>,
) {
  let round = before;
  const known: Known = {
    stay: () => ({ state: null, seq: 0 }),
    staysTouching: () => [],
    closedRows: () => [],
    round: () => round,
    book: () => {
      throw new Error('a round is folded without the book');
    },
  };
  const rows = facts.map((fact) => {
    const whole = { ...fact, ...frame };
    const made = project(whole, known).rows;
    round = evolveRound(round, whole);
    return made;
  });
  if (round === null) throw new Error('a command on a round leaves a round');
  return { round, rows: mergeRows(rows) };
}

async function streamLength(
  database: AsActor,
  organisation: string,
  stream: string,
): Promise<number> {
  const [row] = await database.query<{ seq: number }>(
    'SELECT seq::int AS seq FROM stream WHERE organisation = $1 AND stream = $2',
    [organisation, stream],
  );
  return row?.seq ?? 0;
}
