import type {
  ActionAnswer,
  ActionBody,
  AnswerActionBody,
  OpenActionBody,
  ReassignActionBody,
  UpdateActionBody,
  WithdrawBody,
} from '#contracts';
import type { ActOn, NoteWords, Person, Result, Sealed, StayState } from '#domain';
import {
  accept,
  actOn,
  actionView,
  audienceOf,
  instantText,
  may,
  openAction,
  refuse,
} from '#domain';
import { actorOf } from '#persistence';
import { actedAt } from '../house/acted-at.js';
import type { House } from '../house/house.js';
import { organisationOf } from '../house/ids.js';
import { runStayCommand } from '../house/stay-command.js';
import { sealed } from './mark.js';

type Answer = Pick<ActionAnswer, 'action'>;

/** Asks somebody to do something for a patient: `POST /stays/{stay}/actions`. */
export async function open(
  house: House,
  person: Person,
  stay: string,
  body: OpenActionBody,
  digest: string,
): Promise<Result<ActionAnswer>> {
  const { commandId, at, what, dueAt, ...rest } = body;
  const notes: NoteWords[] = [];
  const action = house.ids.of(organisationOf(stay));
  const asked = {
    ...(rest as Pick<OpenActionBody, 'owner'>),
    action,
    what: sealed(house, stay, what, notes),
    dueAt: instantText(dueAt),
  };
  const done = await runStayCommand<Answer>(house, person, {
    commandId,
    digest,
    stay,
    date: null,
    permission: 'action',
    at: actedAt(house, at),
    decide: (state, context) => {
      const fact = openAction(state, asked, context);
      if (!fact.ok) return fact;
      return accept({ facts: [fact.value], notes, answer: answerOf(person, action) });
    },
  });
  // What is remembered holds no words; the answer holds those that came with the command.
  return done.ok ? accept({ ...done.value, action: { ...done.value.action, what } }) : done;
}

/** Says how far it is: `POST /actions/{action}/update`. */
export function update(
  house: House,
  person: Person,
  action: string,
  body: UpdateActionBody,
  digest: string,
): Promise<Result<ActionAnswer>> {
  const { nextAt } = body;
  return carryOut(house, person, { action, body, digest }, (seal) => ({
    do: 'update',
    said: seal(body.said),
    ...(nextAt === undefined ? {} : { nextAt: instantText(nextAt) }),
  }));
}

/** Whoever was asked offers something or asks back: `POST /actions/{action}/answer`. */
export function answer(
  house: House,
  person: Person,
  action: string,
  body: AnswerActionBody,
  digest: string,
): Promise<Result<ActionAnswer>> {
  const { offer, question } = body;
  return carryOut(house, person, { action, body, digest, partner: true }, (seal) => ({
    do: 'answer',
    ...(offer === undefined ? {} : { offerAt: instantText(offer.at), offer: seal(offer.what) }),
    ...(question === undefined ? {} : { question: seal(question) }),
  }));
}

/** Hands it to somebody else: `POST /actions/{action}/reassign`. */
export function reassign(
  house: House,
  person: Person,
  action: string,
  body: ReassignActionBody,
  digest: string,
): Promise<Result<ActionAnswer>> {
  const { owner, person: to, dueAt } = body;
  return carryOut(house, person, { action, body, digest }, () => ({
    do: 'reassign',
    owner,
    ...(to === undefined ? {} : { person: to }),
    ...(dueAt === undefined ? {} : { dueAt: instantText(dueAt) }),
  }));
}

/** Ticks it, or takes the tick back: `POST /actions/{action}/done` and `/reopen`. */
export function tick(
  house: House,
  person: Person,
  action: string,
  { body, digest, what }: { body: ActionBody; digest: string; what: 'done' | 'reopen' },
): Promise<Result<ActionAnswer>> {
  return carryOut(house, person, { action, body, digest }, () => ({ do: what }));
}

/** Takes it back as entered in error: `POST /actions/{action}/withdraw`. */
export function withdrawAction(
  house: House,
  person: Person,
  action: string,
  body: WithdrawBody,
  digest: string,
): Promise<Result<ActionAnswer>> {
  return carryOut(house, person, { action, body, digest }, (seal) => ({
    do: 'withdraw',
    because: seal(body.because),
  }));
}

interface Doing {
  readonly action: string;
  readonly body: ActionBody;
  readonly digest: string;
  /** A partner who was asked may do it too. */
  readonly partner?: boolean;
}

async function carryOut(
  house: House,
  person: Person,
  { action, body, digest, partner = false }: Doing,
  actOf: (seal: (text: string) => Sealed) => ActOn,
): Promise<Result<ActionAnswer>> {
  const stay = await stayOf(house, person, action);
  if (stay === null) return refuse('not-found');
  const notes: NoteWords[] = [];
  const act = actOf((text) => sealed(house, stay, text, notes));
  const { commandId, ifVersion } = body;
  return runStayCommand<Answer>(house, person, {
    commandId,
    digest,
    stay,
    date: null,
    permission: partner && may(person, 'answer') ? 'answer' : 'action',
    at: actedAt(house, body.at),
    decide: (state, { book }) => {
      const asked = { action, act, ...(ifVersion === undefined ? {} : { ifVersion }) };
      const fact = actOn(state, asked, book);
      if (!fact.ok) return fact;
      return accept({ facts: [fact.value], notes, answer: answerOf(person, action) });
    },
  });
}

function answerOf(person: Person, id: string) {
  const audience = audienceOf(person);
  return (after: StayState): Answer => {
    const action = after.actions?.find((one) => one.action === id);
    if (action === undefined) throw new Error('an action that was written is there');
    return { action: actionView(action, { audience }) };
  };
}

async function stayOf(house: House, person: Person, action: string): Promise<string | null> {
  const [row] = await house.persistence
    .as(actorOf(person))
    .query<{ stay: string }>('SELECT stay FROM action WHERE organisation = $1 AND action = $2', [
      organisationOf(action),
      action,
    ]);
  return row?.stay ?? null;
}
