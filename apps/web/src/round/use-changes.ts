import { useCallback, useEffect, useMemo, useReducer } from 'react';
import { addDays } from '#domain';
import type { ActionView, Row } from '#domain';
import type { ActionAnswer, Board, PlanAnswer } from '#contracts';
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
} from './changes.js';
import type { Ahead, Changes, PlanChange } from './changes.js';

interface NewAction {
  readonly what: string;
  readonly owner: string;
  readonly dueAt: string;
  readonly constraint?: string;
}

export interface ChangeTools {
  readonly changes: Changes;
  /**
   * `about` is what a person reads while it waits, and in what is said of it: "medicines done". `onVersion` is the
   * plan that a person decided to overrule.
   */
  readonly plan: (row: Row, change: PlanChange, about: string, onVersion?: number) => void;
  readonly openAction: (row: Row, action: NewAction) => void;
  readonly settleAction: (row: Row, action: ActionView, done: boolean) => void;
  readonly dismiss: (stay: string) => void;
}

interface Errand {
  readonly row: Row;
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly about: string;
  readonly show: (row: Row) => Row;
  /** What of a plan is changed. */
  readonly mine?: PlanChange | null;
  /** The body, from the version that the change builds on. */
  readonly own: (version: number) => object;
  readonly versionOf?: (body: unknown) => number;
  readonly answered: (body: unknown) => Pick<Ahead, 'show' | 'shownBy'>;
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
    return {
      changes,
      plan: (row, change, about, onVersion) =>
        run({
          row,
          method: 'PUT',
          path: `/stays/${encodeURIComponent(row.stay)}/plan`,
          about,
          show: showPlanChange(change, {
            at: now(),
            by: person,
            date,
            tomorrow: addDays(date, 1),
          }),
          mine: change,
          own: (ifVersion) => ({ ifVersion: onVersion ?? ifVersion, ...change }),
          versionOf: (body) => (body as PlanAnswer).plan.version,
          answered: (body) => answeredPlan((body as PlanAnswer).plan),
        }),
      openAction: (row, action) =>
        run({
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
  }, [changes, run, live, person, date, asOf]);
}

/** Sends one errand after the other and tells the screen's state of it. */
function useErrands(happen: (event: Parameters<typeof changesStep>[1]) => void) {
  const known = useKnownVersions();
  const sender = useSender();
  const live = useLive();
  const reference = useReference();
  return useCallback(
    ({ row, method, path, about, show, mine = null, own, versionOf, answered }: Errand) => {
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
          happen({ type: 'settled', id: commandId, stay, words: about, settled, mine, answered });
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
