import type { AsPlannedBody, MarkDayBody, MarkedDay, WithdrawBody } from '#contracts';
import type {
  DayView,
  Judgement,
  MarkDay,
  NoteWords,
  Person,
  Refusal,
  Result,
  Sealed,
  StayState,
  WithdrawMark,
} from '#domain';
import {
  accept,
  confirmAsPlanned,
  dayHeads,
  dayView,
  instantText,
  markDay,
  refuse,
  withdrawMark,
} from '#domain';
import { newSalt, sealNote } from '#persistence';
import { actedAt } from '../house/acted-at.js';
import type { House } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { runStayCommand } from '../house/stay-command.js';

export interface DayOfStay {
  readonly stay: string;
  readonly date: string;
}

/** Marks a day: `PUT /stays/{stay}/days/{date}`. */
export async function mark(
  house: House,
  person: Person,
  target: DayOfStay,
  body: MarkDayBody,
  digest: string,
): Promise<Result<MarkedDay>> {
  const notes: NoteWords[] = [];
  const asked = askedOf(house, target, body, notes);
  const answer = (after: StayState) => ({ day: dayOf(after, target.date) });
  const done = await runStayCommand<Pick<MarkedDay, 'day'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay: target.stay,
    date: target.date,
    permission: 'mark',
    at: asked.at,
    decide: (stay, context) => {
      const fact = markDay(stay, asked, context);
      if (!fact.ok) return withCurrent(fact, stay, target.date);
      return accept({ facts: [fact.value], notes, answer });
    },
  });
  return done.ok ? accept({ ...done.value, day: withWordsOf(body, done.value.day) }) : done;
}

/** Confirms what the morning planned: `POST /stays/{stay}/days/{date}/as-planned`. */
export function asPlanned(
  house: House,
  person: Person,
  target: DayOfStay,
  body: AsPlannedBody,
  digest: string,
): Promise<Result<MarkedDay>> {
  const at = actedAt(house, body.at);
  const asked = {
    date: target.date,
    ifVersion: body.ifVersion,
    ...(body.value === undefined ? {} : { value: body.value }),
    ...(at === undefined ? {} : { at }),
  };
  return runStayCommand<Pick<MarkedDay, 'day'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay: target.stay,
    date: target.date,
    permission: 'mark',
    at,
    decide: (stay, context) => {
      const fact = confirmAsPlanned(stay, asked, context);
      if (!fact.ok) return withCurrent(fact, stay, target.date);
      const answer = (after: StayState) => ({ day: dayOf(after, target.date) });
      return accept({ facts: [fact.value], answer });
    },
  });
}

/** Takes a mark back as entered in error: `POST /stays/{stay}/days/{date}/withdraw`. */
export function withdraw(
  house: House,
  person: Person,
  target: DayOfStay,
  body: WithdrawBody,
  digest: string,
): Promise<Result<MarkedDay>> {
  const notes: NoteWords[] = [];
  const asked: WithdrawMark = {
    date: target.date,
    because: sealed(house, target.stay, body.because, notes),
    ...(body.ifVersion === undefined ? {} : { ifVersion: body.ifVersion }),
  };
  return runStayCommand<Pick<MarkedDay, 'day'>>(house, person, {
    commandId: body.commandId,
    digest,
    stay: target.stay,
    date: target.date,
    permission: 'mark',
    at: actedAt(house, body.at),
    decide: (stay) => {
      const fact = withdrawMark(stay, asked);
      if (!fact.ok) return withCurrent(fact, stay, target.date);
      const answer = (after: StayState) => ({ day: dayOf(after, target.date) });
      return accept({ facts: [fact.value], notes, answer });
    },
  });
}

function askedOf(house: House, target: DayOfStay, body: MarkDayBody, notes: NoteWords[]): MarkDay {
  const { commandId: _commandId, note, lateReason, at: saidAt, dueAt, ...rest } = body;
  const at = actedAt(house, saidAt);
  return {
    ...(rest as Omit<MarkDay, 'date'>),
    date: target.date,
    ...(at === undefined ? {} : { at }),
    ...(dueAt === undefined ? {} : { dueAt: instantText(dueAt) }),
    ...(note === undefined ? {} : { note: sealed(house, target.stay, note, notes) }),
    ...(lateReason === undefined ? {} : { late: sealed(house, target.stay, lateReason, notes) }),
  };
}

/** Puts a person's words aside for the erasable table and gives what the fact may hold of them. */
export function sealed(house: House, stay: string, text: string, notes: NoteWords[]): Sealed {
  const words: NoteWords = {
    id: house.ids.of(organisationOf(stay)),
    stay,
    salt: newSalt(),
    text,
  };
  notes.push(words);
  return { id: words.id, seal: sealNote(words) };
}

/** The day as it stands for a date: later days are not looked at. Its notes are told by the board, not by an answer. */
function dayOf(stay: StayState, date: string): DayView {
  const days = Object.fromEntries(Object.entries(stay.days).filter(([day]) => day <= date));
  const day = dayView(dayHeads(days), date);
  const silent = (one: Judgement | null) => (one === null ? null : { ...one, note: null });
  return { ...day, note: null, planned: silent(day.planned), final: silent(day.final) };
}

/**
 * The answer of a mark holds the words that came with it, and no others: the same command, the same
 * bytes. What is remembered of it holds none, so that erasing the note erases the words.
 */
function withWordsOf(body: MarkDayBody, day: DayView): DayView {
  const { kind } = body;
  const note = body.note ?? null;
  const marked = day[kind];
  if (marked === null || note === null) return day;
  const counts = kind === 'final' || day.final === null;
  return { ...day, [kind]: { ...marked, note }, note: counts ? note : null };
}

/** A day that changed is told with the day as it is now, so that a person can decide. */
function withCurrent(
  refused: { readonly ok: false; readonly refusal: Refusal },
  stay: StayState,
  date: string,
): Result<never> {
  if (refused.refusal.code !== 'day-changed') return refused;
  return refuse('day-changed', { current: dayOf(stay, date) });
}
