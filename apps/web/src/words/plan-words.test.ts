import { describe, expect, it } from '@jest/globals';
import { aRow } from '../live/samples.js';
import { planWords } from './plan-words.js';

const names = {
  reason: (_list: string, code: string) => `name of ${code}`,
  checks: [],
};
const about = { names, today: '2026-03-04', checks: ['medicines', 'family-told'] };

describe('a plan in sentences', () => {
  it('says of each part that was asked what stands, also where nothing does', () => {
    const parts = [
      'expectedDischargeDate',
      'slipReason',
      'criteriaForDischarge',
      'pathway',
      'destination',
      'today',
      'tomorrow',
      'checks',
    ] as const;
    expect(planWords(aRow({ stay: 's1' }), parts, about)).toEqual([
      'No expected date',
      'No criteria for discharge',
      'No pathway',
      'To: not said',
      'Home today: not said',
      'Not first out tomorrow',
      'medicines: to do',
      'family told: to do',
    ]);
    const at = '2026-03-04T09:00:00.000Z';
    const said = { date: '2026-03-04', at, by: 'p', discharge: 'definite' as const };
    const full = aRow({
      stay: 's1',
      expectedDischargeDate: '2026-03-06',
      criteriaForDischarge: { physiological: 'no oxygen', functional: null },
      pathway: 'P1',
      today: {
        ...said,
        expectedAt: '2026-03-04T16:00:00.000Z',
        transport: null,
        lounge: null,
        firstOut: false,
        carriedOver: false,
      },
      tomorrow: { ...said, firstOut: true },
      checks: [{ code: 'medicines', state: 'asked', at, by: 'p' }],
    });
    expect(planWords(full, parts, about)).toEqual([
      'Expected Fri 6',
      'Criteria: no oxygen',
      'name of P1',
      'To: not said',
      'Home today: Definite 16:00',
      'First out tomorrow',
      'medicines: asked',
      'family told: to do',
    ]);
  });
});
