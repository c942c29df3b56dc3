import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { addDays } from '#domain';
import type { ActionView, Row } from '#domain';
import type { ActionAnswer, Board, PlanAnswer, PlanView } from '#contracts';
import { useReference } from '../api/reference.js';
import { whereOf } from '../board/use-marking.js';
import { useKnownVersions } from '../commands/known-versions.js';
import { useSender } from '../commands/use-commands.js';
import { useLive } from '../live/use-live.js';
import { useSession } from '../session/session.js';
import {
  NO_CHANGES,
  answeredAction,
  answeredPlan,
  changesStep,
  showAction,
  showNewAction,
  showPlanChange,
  standingPlan,
  withAhead,
} from './changes.js';
import type { Ahead, Changes, Plan, PlanChange, PlanClash } from './changes.js';
import { isNothing, mergePlans } from './plan-merge.js';

interface NewAction {
  readonly what: string;
  readonly owner: string;
  readonly dueAt: string;
  readonly constraint?: string;
}

export interface ChangeTools {
  readonly changes: Changes;
  /**
   * `about` is what a person reads while it waits, and in what is said of it: "medicines done". `over` is the
   * plan that a person decided to overrule.
   */
  readonly plan: (row: Row, change: PlanChange, about: string, over?: PlanView) => void;
  /** `kept` is called when the service has it. */
  readonly openAction: (row: Row, action: NewAction, kept?: () => void) => void;
  readonly settleAction: (row: Row, action: ActionView, done: boolean) => void;
  readonly dismiss: (stay: string) => void;
}

interface Errand {
  readonly row: Row;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly about: string;
  readonly show: (row: Row) => Row;
  /** The body, from the version that the change builds on. */
  readonly own: (version: number) => object;
  /** Of a plan that somebody else changed first: says again what was no business of theirs. */
  readonly clashed?: (theirs: PlanView) => PlanClash;
  readonly versionOf?: (body: unknown) => number;
  readonly answered: (body: unknown) => Pick<Ahead, 'show' | 'shownBy'>;
  readonly kept?: () => void;
}

/** Changes plans and actions: shown at once, sent in order, and taken back when they were not kept. */
export function useChanges(board: Board): ChangeTools {
  const [changes, happen] = useReducer(changesStep, NO_CHANGES);
  const run = useErrands(happen);
  const live = useLive();
  const { person } = useSession();
  const { date, rows, asOf } = board;
  useEffect(() => {
    happen({ type: 'seen', rows: new Map(rows.map((row) => [row.stay, row])) });
  }, [rows]);

  return useMemo<ChangeTools>(() => {
    const now = () => live.now() ?? asOf;
    /** `base` is the plan that is changed, as the service last told it. */
    const change = (row: Row, mine: PlanChange, about: string, base: Plan & Versioned): void => {
      const when = { at: now(), by: person, date, tomorrow: addDays(date, 1) };
      run({
        row: { ...row, planVersion: base.version },
        method: 'PUT',
        path: `/stays/${encodeURIComponent(row.stay)}/plan`,
        about,
        show: showPlanChange(mine, when),
        own: (ifVersion) => ({ ifVersion, ...mine }),
        versionOf: (body) => (body as PlanAnswer).plan.version,
        answered: (body) => answeredPlan((body as PlanAnswer).plan),
        clashed: (theirs) => {
          const merge = mergePlans(base, theirs, mine, when);
          if (!isNothing(merge.free)) change(row, merge.free, about, theirs);
          // What is said again will stand by then, and is not somebody else's.
          const standing = showPlanChange(merge.free, when)(theirs);
          return { mine: merge.both, theirs: standing, changed: merge.theirs };
        },
      });
    };
    return {
      changes,
      plan: (row, mine, about, over) =>
        change(row, mine, about, over ?? toldPlan(row, rows, changes)),
      openAction: (row, action, kept) =>
        run({
          ...(kept === undefined ? {} : { kept }),
          row,
          method: 'POST',
          path: `/stays/${encodeURIComponent(row.stay)}/actions`,
          about: `action: ${action.what}`,
          show: showNewAction(newAction(action, now(), person)),
          own: () => ({ ...action }),
          answered: (body) => answeredAction((body as ActionAnswer).action),
        }),
      settleAction: (row, action, done) =>
        run({
          row,
          method: 'POST',
          path: `/actions/${encodeURIComponent(action.action)}/${done ? 'done' : 'reopen'}`,
          about: done ? 'action done' : 'action open again',
          show: showAction({
            ...action,
            state: done ? 'done' : 'open',
            settledAt: done ? now() : null,
            settledBy: done ? person : null,
          }),
          own: () => ({}),
          answered: (body) => answeredAction((body as ActionAnswer).action),
        }),
      dismiss: (stay) => happen({ type: 'dismissed', stay }),
    };
  }, [changes, run, live, person, date, asOf, rows]);
}

interface Versioned {
  readonly version: number;
}

/** A plan as the service told it: what is still on its way to it is not in it. */
function toldPlan(shown: Row, rows: readonly Row[], { ahead }: Changes): Plan & Versioned {
  const row = rows.find(({ stay }) => stay === shown.stay) ?? shown;
  const told = withAhead(
    row,
    ahead.filter(({ shownBy }) => shownBy !== null),
  );
  return { ...told, version: told.planVersion };
}

/** Sends one errand after the other and tells the screen's state of it. */
function useErrands(happen: (event: Parameters<typeof changesStep>[1]) => void) {
  const known = useKnownVersions();
  const sender = useSender();
  const live = useLive();
  const reference = useReference();
  return useCallback(
    ({ row, method, path, about, show, own, clashed, versionOf, answered, kept }: Errand) => {
      const commandId = crypto.randomUUID();
      const { stay } = row;
      // Versions go up by one a command, so we can count past those still on their way.
      const ahead = sender.queue().filter((one) => one.path === path).length;
      const now = live.now();
      const at = live.line().state === 'live' || now === null ? {} : { at: now };
      happen({ type: 'made', one: { id: commandId, stay, show, shownBy: null } });
      void sender
        .submit({
          commandId,
          method,
          path,
          body: { commandId, ...own(known.next(path, row.planVersion, ahead)), ...at },
          stay,
          // Words of a person stay on this page: what waits on the device holds none of them.
          about: about.startsWith('action:') ? 'an action' : about,
          where: whereOf(reference, row),
          madeAt: now,
        })
        .then((settled) => {
          if (settled.ok && versionOf !== undefined) known.learn(path, versionOf(settled.body));
          const theirs = standingPlan(settled);
          const clash = theirs === null ? null : (clashed?.(theirs) ?? null);
          happen({ type: 'settled', id: commandId, stay, words: about, settled, clash, answered });
          if (settled.ok) kept?.();
        });
    },
    [sender, live, reference, known, happen],
  );
}

function newAction(action: NewAction, at: string, by: string): ActionView {
  return {
    action: `new ${crypto.randomUUID()}`,
    what: action.what,
    owner: action.owner,
    person: null,
    dueAt: action.dueAt,
    constraint: action.constraint ?? null,
    delay: null,
    state: 'open',
    openedAt: at,
    openedBy: by,
    settledAt: null,
    settledBy: null,
    update: null,
    answer: null,
    version: -1,
  };
}
