import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook } from '../../../../test/builders/book.js';
import { aStay } from '../../../../test/builders/stay.js';
import type { Fact, StayFact } from '../fact/fact.js';
import { changePlan } from '../plan/change-plan.js';
import type { ChangePlan } from '../plan/change-plan.js';
import { evolveStay } from '../stay/evolve.js';
import type { StayState } from '../stay/state.js';
import { stateOf, viewOf } from '../stay/state.js';
import { instantText } from '../time/london.js';
import { actOn, openAction } from './act-on.js';
import type { ActOn } from './act-on.js';
import type { Action, ActionState } from './action.js';

const book = aBook();
const START = Date.parse('2026-06-03T08:00:00Z');
const SEALED = { id: 'RWE.N1', seal: 'f'.repeat(64) };

type Step =
  | { readonly kind: 'open'; readonly action: string }
  | {
      readonly kind: 'act';
      readonly action: string;
      readonly act: ActOn;
      /** How far the version that the person saw lies behind; null when none is sent. */
      readonly behind: number | null;
    }
  | {
      readonly kind: 'plan';
      readonly said: Omit<ChangePlan, 'ifVersion'>;
      readonly behind: number;
    };

const names = fc.constantFrom('RWE.A1', 'RWE.A2', 'RWE.A3');
const acts: fc.Arbitrary<ActOn> = fc.constantFrom<ActOn>(
  { do: 'done' },
  { do: 'reopen' },
  { do: 'update', said: SEALED },
  { do: 'answer', question: SEALED },
  { do: 'reassign', owner: 'UHL-WARD' },
  { do: 'withdraw', because: SEALED },
);
const plans: fc.Arbitrary<Omit<ChangePlan, 'ifVersion'>> = fc.constantFrom<
  Omit<ChangePlan, 'ifVersion'>
>(
  { pathway: 'P1' },
  { pathway: null },
  { physiological: SEALED },
  { today: { discharge: 'definite', expectedAt: '11:30' } },
  { tomorrow: { discharge: 'potential', firstOut: true } },
  { checks: [{ code: 'medicines', state: 'asked' }] },
  { checks: [{ code: 'medicines', state: 'done' }] },
  { expectedDischargeDate: '2026-06-09' },
);
const behind = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constant(1) },
);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('open' as const), action: names }),
    fc.record({
      kind: fc.constant('act' as const),
      action: names,
      act: acts,
      behind: fc.option(behind, { nil: null }),
    }),
    fc.record({ kind: fc.constant('plan' as const), said: plans, behind }),
  ),
  { maxLength: 40 },
);

/** Carries a step out as a command would; the stay as it was when the rules refuse. */
function after(stay: StayState, step: Step, n: number): StayState {
  const at = instantText(new Date(START + n * 60_000).toISOString());
  const decided = decide(stay, step, at);
  if (!decided.ok) return stay;
  const frame = { organisation: 'RWE', stream: `stay:${stay.stay}`, at, by: 'nurse.W1' };
  return evolveStay(stay, { ...decided.value, ...frame } as Fact as StayFact);
}

function decide(stay: StayState, step: Step, at: string) {
  if (step.kind === 'plan')
    return changePlan(
      stay,
      { ...step.said, ifVersion: (stay.plan?.version ?? 0) - step.behind },
      { at, book },
    );
  const held = stay.actions?.find(({ action }) => action === step.action);
  if (step.kind === 'open') {
    // Ids are given once: an action that is there is not opened again.
    const action = held === undefined ? step.action : `${step.action}-${stay.actions?.length ?? 0}`;
    const asked = { action, what: SEALED, owner: 'UHL-PHARMACY', dueAt: at };
    return openAction(stay, asked, { now: at, book });
  }
  const version = step.behind === null ? {} : { ifVersion: (held?.version ?? 0) - step.behind };
  return actOn(stay, { action: step.action, act: step.act, ...version }, book);
}

const NEXT: Readonly<Record<ActionState, readonly ActionState[]>> = {
  open: ['open', 'done', 'withdrawn'],
  done: ['open', 'withdrawn'],
  withdrawn: [],
};

describe('whatever people do to a plan and to actions, in any order', () => {
  it('each version rises by one with each accepted command and by none with a refused one', () => {
    fc.assert(
      fc.property(steps, (all) => {
        all.reduce((stay, step, n) => {
          const next = after(stay, step, n);
          const planned = (next.plan?.version ?? 0) - (stay.plan?.version ?? 0);
          const changed = changedActions(stay, next);
          expect(planned + changed.length).toBe(next === stay ? 0 : 1);
          for (const [before, now] of changed)
            expect(now.version).toBe(before === null ? 0 : before.version + 1);
          return next;
        }, aStay());
      }),
    );
  });

  it('an action goes only from open to done or withdrawn, from done back to open or to withdrawn, and rests then', () => {
    fc.assert(
      fc.property(steps, (all) => {
        all.reduce((stay, step, n) => {
          const next = after(stay, step, n);
          for (const [before, now] of changedActions(stay, next)) {
            if (before === null) expect(now.state).toBe('open');
            else expect(NEXT[before.state]).toContain(now.state);
            expect(now.settledAt === null).toBe(now.state === 'open');
          }
          return next;
        }, aStay());
      }),
    );
  });

  it('who saw an older version changes nothing', () => {
    fc.assert(
      fc.property(steps, (all) => {
        all.reduce((stay, step, n) => {
          const next = after(stay, step, n);
          if (step.kind !== 'open' && step.behind === 1) expect(next).toBe(stay);
          return next;
        }, aStay());
      }),
    );
  });

  it('a stay read from its row is decided on as the one that was folded', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const folded = all.reduce((stay, step, n) => after(stay, step, n), aStay());
        const read = all.reduce(
          (stay, step, n) =>
            stateOf(JSON.parse(JSON.stringify(viewOf(after(stay, step, n)))) as never, []),
          aStay(),
        );
        expect(read).toEqual(folded);
      }),
    );
  });
});

function changedActions(
  before: StayState,
  after: StayState,
): readonly (readonly [Action | null, Action])[] {
  return (after.actions ?? []).flatMap((now) => {
    const held = before.actions?.find(({ action }) => action === now.action) ?? null;
    return held === now ? [] : [[held, now] as const];
  });
}
