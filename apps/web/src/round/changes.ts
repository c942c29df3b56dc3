import { londonInstant } from '#domain';
import type { ActionView, Row } from '#domain';
import type { ErrorBody, PlanView } from '#contracts';
import type { Settled } from '../commands/queue.js';
import type { PlanPart } from '../words/plan-words.js';

/** What of a row its plan is. */
export type Plan = Pick<Row, Exclude<PlanPart, 'slipReason'>>;

/** What of a plan a person changes; what is not named stays. */
export interface PlanChange {
  readonly expectedDischargeDate?: string | null;
  readonly slipReason?: string;
  readonly criteriaForDischarge?: {
    readonly physiological: string | null;
    readonly functional: string | null;
  };
  readonly pathway?: string | null;
  readonly destination?: string | null;
  readonly today?: {
    readonly discharge: 'definite' | 'potential' | 'no';
    /** `hh:mm` in London. */
    readonly expectedAt?: string;
    readonly transport?: string;
    readonly lounge?: boolean;
  };
  readonly tomorrow?: {
    readonly discharge: 'definite' | 'potential' | 'no';
    readonly firstOut?: boolean;
  };
  readonly checks?: readonly {
    readonly code: string;
    readonly state: 'not-needed' | 'asked' | 'done';
  }[];
}

/**
 * Something done here that the feed has not brought yet. The screen shows it at once; `shownBy` tells
 * when a row holds it by itself. Until the service has answered, nothing does.
 */
export interface Ahead {
  readonly id: string;
  readonly stay: string;
  readonly show: (row: Row) => Row;
  readonly shownBy: ((row: Row) => boolean) | null;
}

/** What of a plan we and somebody else changed to different things, and the plan that stands. */
export interface PlanConflict {
  readonly mine: PlanChange;
  readonly theirs: PlanView;
}

/** What a plan was changed in: its parts, and of the checks which. */
export interface PlanDifference {
  readonly parts: readonly PlanPart[];
  readonly checks: readonly string[];
}

/** A change of a plan that somebody else had changed meanwhile. */
export interface PlanClash extends PlanConflict {
  /** What they changed of it: whoever changed something else is told. */
  readonly changed: PlanDifference;
}

/** What somebody else changed of a plan just when we changed something else of it: both are kept. */
export type ToldChange = Pick<PlanClash, 'theirs' | 'changed'>;

/** A change that was not kept, and why. */
export interface NotKept {
  readonly stay: string;
  readonly words: string;
  readonly error: ErrorBody;
  readonly conflict: PlanConflict | null;
}

export interface Changes {
  readonly ahead: readonly Ahead[];
  readonly notKept: ReadonlyMap<string, NotKept>;
  readonly told: ReadonlyMap<string, ToldChange>;
}

export const NO_CHANGES: Changes = { ahead: [], notKept: new Map(), told: new Map() };

export type ChangeEvent =
  | { readonly type: 'made'; readonly one: Ahead }
  | {
      readonly type: 'settled';
      readonly id: string;
      readonly stay: string;
      readonly words: string;
      readonly settled: Settled;
      /** Of a plan that somebody else changed first: what is left to choose, and what to tell. */
      readonly clash: PlanClash | null;
      readonly answered: (body: unknown) => Pick<Ahead, 'show' | 'shownBy'>;
    }
  | { readonly type: 'seen'; readonly rows: ReadonlyMap<string, Row> }
  | { readonly type: 'dismissed'; readonly stay: string };

export function changesStep(state: Changes, event: ChangeEvent): Changes {
  switch (event.type) {
    case 'made':
      return {
        ahead: [...state.ahead, event.one],
        notKept: withoutKey(state.notKept, event.one.stay),
        told: withoutKey(state.told, event.one.stay),
      };
    case 'settled':
      return settled(state, event);
    case 'seen': {
      const ahead = state.ahead.filter((one) => !isShown(one, event.rows.get(one.stay)));
      return ahead.length === state.ahead.length ? state : { ...state, ahead };
    }
    case 'dismissed':
      return {
        ...state,
        notKept: withoutKey(state.notKept, event.stay),
        told: withoutKey(state.told, event.stay),
      };
  }
}

function settled(
  state: Changes,
  { id, stay, words, settled, clash, answered }: Extract<ChangeEvent, { type: 'settled' }>,
): Changes {
  if (settled.ok) {
    const known = answered(settled.body);
    return {
      ...state,
      ahead: state.ahead.map((one) => (one.id === id ? { ...one, ...known } : one)),
    };
  }
  const { error } = settled;
  const ahead = state.ahead.filter((one) => one.id !== id);
  const told =
    clash === null || clash.changed.parts.length === 0
      ? state.told
      : new Map([...state.told, [stay, { theirs: clash.theirs, changed: clash.changed }]]);
  // All that we changed is said again by itself: nothing is left to choose.
  if (clash !== null && Object.keys(clash.mine).length === 0) return { ...state, ahead, told };
  const conflict = clash === null ? null : { mine: clash.mine, theirs: clash.theirs };
  const notKept = new Map([...state.notKept, [stay, { stay, words, error, conflict }]]);
  return { ahead, notKept, told };
}

/** The plan that stands, of an answer that says that it is not the one that was changed. */
export function standingPlan(settled: Settled): PlanView | null {
  if (settled.ok || settled.error.code !== 'plan-changed') return null;
  const theirs = settled.error.details['current'];
  return isPlan(theirs) ? theirs : null;
}

function isPlan(value: unknown): value is PlanView {
  return typeof value === 'object' && value !== null && 'version' in value && 'checks' in value;
}

function isShown(one: Ahead, row: Row | undefined): boolean {
  return one.shownBy !== null && (row === undefined || one.shownBy(row));
}

/** A row with all that was done to it here, in the order in which it was done. */
export function withAhead(row: Row, ahead: readonly Ahead[]): Row {
  return ahead
    .filter((one) => one.stay === row.stay && !isShown(one, row))
    .reduce((shown, one) => one.show(shown), row);
}

function withoutKey<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return map.has(key) ? new Map([...map].filter(([one]) => one !== key)) : map;
}

/** The row as it looks when a change of its plan is kept. */
export function showPlanChange(
  change: PlanChange,
  when: {
    readonly at: string;
    readonly by: string;
    readonly date: string;
    readonly tomorrow: string;
  },
): <P extends Plan>(row: P) => P {
  const { at, by, date, tomorrow } = when;
  return (row) => ({
    ...row,
    ...(change.expectedDischargeDate === undefined
      ? {}
      : { expectedDischargeDate: change.expectedDischargeDate }),
    ...(change.criteriaForDischarge === undefined
      ? {}
      : { criteriaForDischarge: change.criteriaForDischarge }),
    ...(change.pathway === undefined ? {} : { pathway: change.pathway }),
    ...(change.destination === undefined ? {} : { destination: change.destination }),
    ...(change.today === undefined
      ? {}
      : {
          today: {
            date,
            at,
            by,
            discharge: change.today.discharge,
            expectedAt:
              change.today.expectedAt === undefined
                ? null
                : londonInstant(date, change.today.expectedAt),
            transport: change.today.transport ?? null,
            lounge: change.today.lounge ?? null,
            firstOut: row.today?.firstOut ?? false,
            carriedOver: false,
          },
        }),
    ...(change.tomorrow === undefined
      ? {}
      : {
          tomorrow: {
            date: tomorrow,
            at,
            by,
            discharge: change.tomorrow.discharge,
            firstOut: change.tomorrow.firstOut ?? false,
          },
        }),
    ...(change.checks === undefined
      ? {}
      : {
          checks: [
            ...row.checks.filter(({ code }) => !change.checks?.some((one) => one.code === code)),
            ...change.checks.map((one) => ({ ...one, at, by })),
          ],
        }),
  });
}

/** The plan as the service answered it, until the feed has brought that plan or a later one. */
export function answeredPlan({ version, ...plan }: PlanView): Pick<Ahead, 'show' | 'shownBy'> {
  return {
    show: (row) => ({ ...row, ...plan, planVersion: version }),
    shownBy: (row) => row.planVersion >= version,
  };
}

/** An action as the service answered it, or as it will be. */
export function showAction(action: ActionView): (row: Row) => Row {
  return (row) => ({
    ...row,
    actions: row.actions.some((one) => one.action === action.action)
      ? row.actions.map((one) => (one.action === action.action ? action : one))
      : [...row.actions, action],
  });
}

/** An action that is on its way; the feed may bring it before the answer does, and then it is there already. */
export function showNewAction(action: ActionView): (row: Row) => Row {
  const there = ({ what, owner, dueAt }: ActionView) =>
    what === action.what && owner === action.owner && dueAt === action.dueAt;
  return (row) => (row.actions.some(there) ? row : showAction(action)(row));
}

export function answeredAction(action: ActionView): Pick<Ahead, 'show' | 'shownBy'> {
  return {
    show: showAction(action),
    shownBy: (row) =>
      row.actions.some((one) => one.action === action.action && one.version >= action.version),
  };
}
