import { describe, expect, it } from '@jest/globals';
import type { ErrorCode, PlanView } from '#contracts';
import { londonInstant } from '#domain';
import type { ActionView } from '#domain';
import { aRow } from '../live/samples.js';
import {
  NO_CHANGES,
  answeredPlan,
  changesStep,
  showNewAction,
  showPlanChange,
  standingPlan,
  withAhead,
} from './changes.js';
import type { Ahead, Changes, PlanChange } from './changes.js';
import { roundKeyOf } from './round-keys.js';
import { nextCheckState } from './round-words.js';
import { timesFrom } from './time-choice.js';

const when = {
  at: '2026-03-04T09:00:00Z',
  by: 'nurse.W1',
  date: '2026-03-04',
  tomorrow: '2026-03-05',
};
const row = aRow({ stay: 's1' });
const tick = (state: 'asked' | 'done', id: string): Ahead => ({
  id,
  stay: 's1',
  show: showPlanChange({ checks: [{ code: 'medicines', state }] }, when),
  shownBy: null,
});
const made = (state: Changes, one: Ahead) => changesStep(state, { type: 'made', one });
const plan: PlanView = {
  expectedDischargeDate: null,
  criteriaForDischarge: null,
  pathway: null,
  destination: null,
  today: null,
  tomorrow: null,
  checks: [{ code: 'medicines', state: 'asked', at: when.at, by: when.by }],
  prompts: [],
  version: 1,
};

describe('what was changed here and is not told yet', () => {
  it('shows at once, one press on the other', () => {
    const state = made(made(NO_CHANGES, tick('asked', 'c1')), tick('done', 'c2'));
    expect(withAhead(row, state.ahead).checks).toMatchObject([
      { code: 'medicines', state: 'done' },
    ]);
    expect(withAhead(aRow({ stay: 's2' }), state.ahead).checks).toEqual([]);
  });

  it('gives way to the feed once the feed has it, and not before', () => {
    const state = changesStep(made(NO_CHANGES, tick('asked', 'c1')), {
      type: 'settled',
      id: 'c1',
      stay: 's1',
      words: '',
      clash: null,
      settled: { ok: true, body: null },
      answered: () => answeredPlan(plan),
    });
    expect(withAhead(row, state.ahead)).toMatchObject({ planVersion: 1 });
    const newer = aRow({ stay: 's1', planVersion: 2 });
    expect(withAhead(newer, state.ahead)).toBe(newer);
    expect(changesStep(state, { type: 'seen', rows: new Map([['s1', newer]]) }).ahead).toEqual([]);
    expect(changesStep(state, { type: 'seen', rows: new Map([['s1', row]]) }).ahead).toHaveLength(
      1,
    );
  });

  it('is taken back and said when it was refused', () => {
    const state = changesStep(made(NO_CHANGES, tick('asked', 'c1')), {
      type: 'settled',
      id: 'c1',
      stay: 's1',
      words: 'medicines asked',
      clash: null,
      settled: {
        ok: false,
        status: 409,
        error: { code: 'plan-changed', message: 'm', details: {} },
      },
      answered: () => answeredPlan(plan),
    });
    expect(withAhead(row, state.ahead)).toBe(row);
    expect(state.notKept.get('s1')).toMatchObject({ words: 'medicines asked' });
    expect(changesStep(state, { type: 'dismissed', stay: 's1' }).notKept.size).toBe(0);
  });

  it('is put beside what stands when somebody else changed the same, and told of when something else', () => {
    const clashed = (mine: PlanChange) =>
      changesStep(made(NO_CHANGES, tick('asked', 'c1')), {
        type: 'settled',
        id: 'c1',
        stay: 's1',
        words: 'medicines asked',
        clash: { mine, theirs: plan, changed: { parts: ['pathway'], checks: [] } },
        settled: {
          ok: false,
          status: 409,
          error: { code: 'plan-changed', message: 'm', details: { current: plan } },
        },
        answered: () => answeredPlan(plan),
      });
    const mine = { checks: [{ code: 'medicines', state: 'asked' as const }] };
    expect(clashed(mine).notKept.get('s1')?.conflict).toEqual({ mine, theirs: plan });
    const aside = clashed({});
    expect(aside.notKept.size).toBe(0);
    expect(aside.told.get('s1')).toMatchObject({ changed: { parts: ['pathway'] } });
    expect(aside.ahead).toEqual([]);
    expect(changesStep(aside, { type: 'dismissed', stay: 's1' }).told.size).toBe(0);
  });

  it('knows the plan that stands from a refusal, and from nothing else', () => {
    const refused = (code: string, current: unknown) =>
      standingPlan({
        ok: false,
        status: 409,
        error: { code: code as ErrorCode, message: 'm', details: { current } },
      });
    expect(refused('plan-changed', plan)).toEqual(plan);
    expect(refused('plan-changed', null)).toBeNull();
    expect(refused('day-changed', plan)).toBeNull();
  });

  it('says the hour of today as an instant in London', () => {
    const summer = { ...when, date: '2026-06-10', tomorrow: '2026-06-11' };
    const shown = showPlanChange(
      { today: { discharge: 'definite', expectedAt: '14:00' } },
      summer,
    )(row);
    expect(shown.today).toMatchObject({
      discharge: 'definite',
      expectedAt: '2026-06-10T13:00:00.000Z',
    });
  });
});

describe('an action that is on its way', () => {
  const underWay: ActionView = {
    action: 'new one',
    what: 'Ring the pharmacy',
    owner: 'pharmacy',
    person: null,
    dueAt: londonInstant('2026-06-10', '15:00'),
    constraint: null,
    delay: null,
    state: 'open',
    openedAt: when.at,
    openedBy: when.by,
    settledAt: null,
    settledBy: null,
    update: null,
    answer: null,
    version: -1,
  };
  const kept = { ...underWay, action: 'RWE.A1', dueAt: '2026-06-10T14:00:00.000Z', version: 1 };

  it('stands once when the feed brings it before the answer', () => {
    const state = made(NO_CHANGES, {
      id: 'c1',
      stay: 's1',
      show: showNewAction(underWay),
      shownBy: null,
    });
    expect(withAhead(row, state.ahead).actions).toEqual([underWay]);
    const told = aRow({ stay: 's1', actions: [kept] });
    expect(withAhead(told, state.ahead).actions).toEqual([kept]);
  });
});

describe('the hand in a round', () => {
  const key = (name: string, over: object = {}) =>
    roundKeyOf({
      key: name,
      repeat: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...over,
    });

  it('is served by keys that do nothing while held down or with a modifier', () => {
    expect(key('G')).toEqual({ means: 'green' });
    expect(key('8')).toEqual({ means: 'choice', index: 7 });
    expect([key('9'), key('g', { repeat: true }), key('r', { ctrlKey: true })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('walks a check from to do to asked, done, not needed and asked again', () => {
    const walked = [null, 'asked', 'done', 'not-needed'] as const;
    expect(walked.map(nextCheckState)).toEqual(['asked', 'done', 'not-needed', 'asked']);
  });

  it('is offered half hours, and the time that was said where it is another', () => {
    expect(timesFrom('08:00', '09:00', '')).toEqual(['08:00', '08:30', '09:00']);
    expect(timesFrom('08:00', '09:00', '08:20')).toEqual(['08:00', '08:20', '08:30', '09:00']);
  });
});
