import type { Fact, StayFacts } from '../fact/fact.js';
import type { StayState } from '../stay/state.js';
import { addDays, londonDate } from '../time/london.js';
import type { InstantText } from '../time/london.js';
import type { Action } from './action.js';

type ActionType = Extract<keyof StayFacts, `action-${string}`>;
export type ActionFact = Fact<ActionType>;

/** How long a settled action stays at hand: it can be taken back, and may be what a day gave. */
export const SETTLED_DAYS_KEPT = 7;

/** The stay after something was done to one of its actions. */
export function actionEvolved(state: StayState, fact: ActionFact): StayState {
  const oldest = addDays(londonDate(fact.at), -SETTLED_DAYS_KEPT);
  const held = (state.actions ?? []).filter(
    ({ settledAt }) => settledAt === null || londonDate(settledAt) >= oldest,
  );
  const actions =
    fact.type === 'action-opened'
      ? [...held, opened(fact)]
      : held.map((one) => (one.action === fact.body.action ? changed(one, fact) : one));
  return { ...state, actions };
}

function opened({ body, at, by }: Fact<'action-opened'>): Action {
  return {
    action: body.action,
    what: body.what.id,
    owner: body.owner,
    person: body.person ?? null,
    dueAt: body.dueAt,
    constraint: body.constraint ?? null,
    delay: body.delay ?? null,
    state: 'open',
    openedAt: at,
    openedBy: by,
    settledAt: null,
    settledBy: null,
    update: null,
    answer: null,
    version: 0,
  };
}

function changed(action: Action, fact: Exclude<ActionFact, Fact<'action-opened'>>): Action {
  return { ...action, ...changeOf(action, fact), version: action.version + 1 };
}

function changeOf(
  action: Action,
  fact: Exclude<ActionFact, Fact<'action-opened'>>,
): Partial<Action> {
  const { at, by } = fact;
  switch (fact.type) {
    case 'action-updated':
      return {
        update: { said: fact.body.said.id, nextAt: fact.body.nextAt ?? null, at, by },
      };
    case 'action-answered': {
      const { offer, offerAt, question } = fact.body;
      return {
        answer: {
          offer:
            offer === undefined || offerAt === undefined ? null : { at: offerAt, what: offer.id },
          question: question?.id ?? null,
          at,
          by,
        },
      };
    }
    case 'action-reassigned':
      return {
        owner: fact.body.owner,
        person: fact.body.person ?? null,
        dueAt: fact.body.dueAt ?? action.dueAt,
      };
    case 'action-done':
      return settled('done', at, by);
    case 'action-reopened':
      return { state: 'open', settledAt: null, settledBy: null };
    case 'action-withdrawn':
      return settled('withdrawn', at, by);
  }
}

function settled(state: 'done' | 'withdrawn', at: InstantText, by: string): Partial<Action> {
  return { state, settledAt: at, settledBy: by };
}
