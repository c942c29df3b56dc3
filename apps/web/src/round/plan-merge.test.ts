import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aRow } from '../live/samples.js';
import { showPlanChange } from './changes.js';
import type { Plan, PlanChange } from './changes.js';
import { differenceOf, isNothing, mergePlans } from './plan-merge.js';

const when = {
  at: '2026-03-04T09:00:00Z',
  by: 'nurse.W1',
  date: '2026-03-04',
  tomorrow: '2026-03-05',
};
const row: Plan = aRow({
  stay: 's1',
  expectedDischargeDate: '2026-03-06',
  pathway: 'P1',
  destination: 'own-home',
  criteriaForDischarge: { physiological: 'no oxygen', functional: 'walks' },
});
const put = (change: PlanChange, on: Plan = row): Plan =>
  showPlanChange(change, { ...when, at: '2026-03-04T09:01:00Z', by: 'matron.uhl' })(on);
const merged = (mine: PlanChange, theirs: PlanChange) => mergePlans(row, put(theirs), mine, when);

describe('two people’s changes of one plan', () => {
  it('are both kept when one moves the date and the other says where to', () => {
    const mine = { expectedDischargeDate: '2026-03-08', slipReason: 'no carer yet' };
    const merge = merged(mine, { destination: 'care-home' });
    expect(merge.free).toEqual(mine);
    expect(merge.both).toEqual({});
    expect(merge.theirs).toEqual({ parts: ['destination'], checks: [] });
  });

  it('ask only for what both changed', () => {
    const merge = merged(
      { expectedDischargeDate: '2026-03-08', slipReason: 'no carer yet', pathway: 'P2' },
      { expectedDischargeDate: '2026-03-07', destination: 'care-home' },
    );
    expect(merge.free).toEqual({ pathway: 'P2' });
    expect(merge.both).toEqual({ expectedDischargeDate: '2026-03-08', slipReason: 'no carer yet' });
  });

  it('ask for nothing when both said the same', () => {
    const same = { today: { discharge: 'definite' as const, expectedAt: '14:00' } };
    const merge = merged(same, same);
    expect([merge.free, merge.both]).toEqual([{}, {}]);
    expect(merge.theirs.parts).toEqual(['today']);
  });

  it('keep why a date moves, also when somebody else named the same date', () => {
    const mine = { expectedDischargeDate: '2026-03-08', slipReason: 'no carer yet' };
    const merge = merged(mine, { expectedDischargeDate: '2026-03-08' });
    expect([merge.free, merge.both]).toEqual([mine, {}]);
  });

  it('are taken check by check and criterion by criterion', () => {
    const merge = merged(
      {
        checks: [
          { code: 'medicines', state: 'done' },
          { code: 'letter', state: 'asked' },
        ],
        criteriaForDischarge: { physiological: 'no oxygen for a day', functional: 'walks' },
      },
      {
        checks: [{ code: 'letter', state: 'done' }],
        criteriaForDischarge: { physiological: 'no oxygen', functional: 'walks with a frame' },
      },
    );
    expect(merge.free).toEqual({
      checks: [{ code: 'medicines', state: 'done' }],
      criteriaForDischarge: {
        physiological: 'no oxygen for a day',
        functional: 'walks with a frame',
      },
    });
    expect(merge.both).toEqual({ checks: [{ code: 'letter', state: 'asked' }] });
    expect(merge.theirs.checks).toEqual(['letter']);
  });

  it('say again what was said before and nobody touched', () => {
    const mine = { pathway: 'P1' };
    expect(merged(mine, { destination: 'care-home' }).free).toEqual(mine);
  });

  const code = fc.constantFrom(null, 'P1', 'P2', 'P3');
  const change: fc.Arbitrary<PlanChange> = fc.record(
    {
      expectedDischargeDate: fc.constantFrom(null, '2026-03-06', '2026-03-07', '2026-03-08'),
      pathway: code,
      destination: code,
      today: fc.record({
        discharge: fc.constantFrom('definite' as const, 'potential' as const, 'no' as const),
      }),
      tomorrow: fc.record({ discharge: fc.constant('potential' as const), firstOut: fc.boolean() }),
      criteriaForDischarge: fc.record({ physiological: code, functional: code }),
      checks: fc.uniqueArray(
        fc.record({
          code: fc.constantFrom('medicines', 'letter', 'transport'),
          state: fc.constantFrom('asked' as const, 'done' as const, 'not-needed' as const),
        }),
        { selector: (one) => one.code, minLength: 1 },
      ),
    },
    { requiredKeys: [] },
  );

  it('never lose what one alone changed, and never take back what the other did', () => {
    fc.assert(
      fc.property(change, change, (mine, others) => {
        const theirs = put(others);
        const { free, both } = mergePlans(row, theirs, mine, when);
        const kept = put(free, theirs);
        // What stands differs from theirs only where they had changed nothing.
        const touched = differenceOf(row, theirs);
        const added = differenceOf(theirs, kept);
        for (const part of added.parts.filter(
          (one) => !['checks', 'criteriaForDischarge'].includes(one),
        ))
          expect(touched.parts).not.toContain(part);
        for (const check of added.checks) expect(touched.checks).not.toContain(check);
        // With what is asked for said too, all of ours stands.
        const all = put(both, kept);
        const missing = differenceOf(all, put(mine, all));
        expect(missing.parts.filter((one) => one !== 'criteriaForDischarge')).toEqual([]);
        if (isNothing(others)) expect(both).toEqual({});
      }),
    );
  });
});
