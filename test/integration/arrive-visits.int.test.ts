import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StayView } from '#domain';
import { adtArrives } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import fc from 'fast-check';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';
import { seeded } from '../harness/seeded.js';

let test: TestHouse;
let patients = 0;
let messages = 0;

/** A patient's own numbers, and the visit of a letter. */
function numbers(n: number, visit: string): Partial<AdtSaid> {
  return {
    localId: `VIS${n}`,
    nhsNumber: syntheticNhsNumber(3 * n),
    visitNumber: `VIS${n}-${visit}`,
  };
}

async function says(said: Partial<AdtSaid>, more = '') {
  messages += 1;
  const text = adtMessage({ controlId: `VIS-${messages}`, ...said });
  return adtArrives(test.house, { bytes: Buffer.from(text + more), receivedBy: 'mllp' });
}

/** Every stay of a patient that was, in order. */
async function staysOf(n: number) {
  const rows = await test.house.persistence.as(SERVICE).query<{ view: StayView; name: string }>(
    `SELECT s.view, p.family_name AS name FROM stay s
     JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
     WHERE p.local_id = $1 AND s.view -> 'voided' = 'null' ORDER BY s.view ->> 'admittedAt'`,
    [`VIS${n}`],
  );
  return rows.map(({ view, name }) => {
    const { visit, ward, bed, places, admittedAt, leftAt, leftBetween } = view;
    return {
      visit: visit?.split('-')[1],
      ward,
      bed,
      places,
      admittedAt,
      leftAt,
      leftBetween,
      name,
    };
  });
}

const FIRST = { admittedAt: '20260401090000' };
const SECOND = { admittedAt: '20260430200000' };

/** Two visits of one patient, in the order in which they happened. */
const COURSE = [
  ['1', { ...FIRST, trigger: 'A01', recordedAt: '20260401090500' }],
  ['1', { ...FIRST, trigger: 'A02', recordedAt: '20260403100000', ward: 'W33', bed: '01' }],
  [
    '1',
    {
      ...FIRST,
      trigger: 'A03',
      recordedAt: '20260410151000',
      dischargedAt: '20260410150000',
      ward: 'W33',
      bed: '01',
    },
  ],
  ['2', { ...SECOND, trigger: 'A01', recordedAt: '20260430200500', ward: 'W35', bed: '02' }],
  ['2', { ...SECOND, trigger: 'A02', recordedAt: '20260501090000', ward: 'W36', bed: '03' }],
] as const satisfies readonly (readonly [string, Partial<AdtSaid>])[];

describe('two visits of one patient', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-01T18:00:00+01:00' });
    for (const [n, ward] of ['W31', 'W33', 'W35', 'W36'].entries())
      await says({ localId: `WARD${n}`, nhsNumber: null, visitNumber: null, ward, bed: '28' });
  });
  afterAll(() => test.close());

  it('are two stays, the one before over when its own discharge comes late', async () => {
    const n = (patients += 1);
    await says({ ...numbers(n, '1'), ...COURSE[0][1] });
    expect(await says({ ...numbers(n, '2'), ...COURSE[3][1] })).toMatchObject({ code: 'AA' });
    const between = ['2026-04-01T08:00:00.000Z', '2026-04-30T19:00:00.000Z'];
    expect(await staysOf(n)).toMatchObject([
      { visit: '1', leftBetween: between },
      { visit: '2', ward: 'W35', leftAt: null },
    ]);
    expect(await says({ ...numbers(n, '1'), ...COURSE[2][1] })).toMatchObject({ code: 'AA' });
    expect(await staysOf(n)).toMatchObject([
      { visit: '1', leftAt: '2026-04-10T14:00:00.000Z', leftBetween: null },
      { visit: '2', ward: 'W35', leftAt: null },
    ]);
  });

  it('are two stays when the earlier is told of only once the later has begun', async () => {
    const n = (patients += 1);
    await says({ ...numbers(n, '2'), ...COURSE[3][1] });
    expect(await says({ ...numbers(n, '1'), ...COURSE[2][1] })).toMatchObject({
      code: 'AE',
      reason: 'stay-unknown',
    });
    expect(await says({ ...numbers(n, '1'), ...COURSE[0][1] })).toMatchObject({ code: 'AA' });
    expect(await staysOf(n)).toMatchObject([
      { visit: '1', leftAt: '2026-04-10T14:00:00.000Z', leftBetween: null },
      { visit: '2', ward: 'W35', leftAt: null },
    ]);
  });

  it('are the same two stays by any order and repetition of their messages', async () => {
    const { seed } = seeded('visits');
    const tell = async (order: readonly number[]) => {
      const n = (patients += 1);
      for (const index of order) {
        const [visit, said] = COURSE[index] ?? COURSE[0];
        await says({ ...numbers(n, visit), ...said });
      }
      return staysOf(n);
    };
    const all = COURSE.map((_, index) => index);
    const inOrder = await tell(all);
    expect(inOrder).toMatchObject([
      { visit: '1', ward: 'W33', leftAt: '2026-04-10T14:00:00.000Z', leftBetween: null },
      { visit: '2', ward: 'W36', bed: '03', leftAt: null },
    ]);
    const orders = fc
      .tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all))
      .map(([once, again]) => [...once, ...again]);
    await fc.assert(
      fc.asyncProperty(orders, async (order) => expect(await tell(order)).toEqual(inOrder)),
      { numRuns: 40, seed },
    );
  }, 120_000);

  it('are one again when the later never was, and its discharge still ends the one before', async () => {
    const n = (patients += 1);
    await says({ ...numbers(n, '1'), ...COURSE[0][1] });
    await says({ ...numbers(n, '2'), ...COURSE[3][1] });
    const never = { ...SECOND, trigger: 'A11', recordedAt: '20260430210000' };
    expect(await says({ ...numbers(n, '2'), ...never })).toMatchObject({ code: 'AA' });
    expect(await staysOf(n)).toMatchObject([{ visit: '1', leftAt: null, leftBetween: null }]);
    expect(await says({ ...numbers(n, '1'), ...COURSE[2][1] })).toMatchObject({ code: 'AA' });
    expect(await staysOf(n)).toMatchObject([{ leftAt: '2026-04-10T14:00:00.000Z' }]);
  });

  it('wait for a person when the earlier went on after the later began', async () => {
    const n = (patients += 1);
    await says({ ...numbers(n, '1'), ...COURSE[0][1] });
    const on = { trigger: 'A02', recordedAt: '20260501100000', ward: 'W33', bed: '09' };
    await says({ ...numbers(n, '1'), ...FIRST, ...on });
    const reason = 'other-stay-open';
    expect(await says({ ...numbers(n, '2'), ...COURSE[3][1] })).toMatchObject({ reason });
    expect(await staysOf(n)).toMatchObject([{ visit: '1', ward: 'W33', leftAt: null }]);
  });

  it('are on the board once, and no day of the earlier counts after the later began', async () => {
    const n = (patients += 1);
    await says({ ...numbers(n, '1'), ...COURSE[0][1] });
    await says({ ...numbers(n, '2'), ...COURSE[3][1] });
    const [row] = await test.house.persistence.as(SERVICE).query<{ shown: number }>(
      `SELECT count(*)::int AS shown FROM stay s
       JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
       WHERE p.local_id = $1 AND (s.open_until = 'infinity' OR s.gone)`,
      [`VIS${n}`],
    );
    expect(row?.shown).toBe(1);
  });

  it('leave a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});

describe('what is said of a visit after its record became another’s', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-01T18:00:00+01:00' });
  });
  afterAll(() => test.close());

  const RENAMED = { familyName: 'Testcase-Smith' };
  /** Words of the surviving record's own visit, said after the merge. */
  const AFTER: readonly Partial<AdtSaid>[] = [
    { trigger: 'A02', recordedAt: '20260501153000', ward: 'W31', bed: '09' },
    { trigger: 'A08', recordedAt: '20260501154000', ward: 'W31', ...RENAMED },
    { trigger: 'A03', recordedAt: '20260501160500', dischargedAt: '20260501160000', ...RENAMED },
  ];

  /** Two records of one patient in beds, the one given up since yesterday, and the merge of the two. */
  async function merged() {
    const [into, from] = [(patients += 1), (patients += 1)];
    const alone = { nhsNumber: null };
    await says({ ...numbers(into, 'A'), ...alone, recordedAt: '20260501081600' });
    const earlier = { admittedAt: '20260430100000', recordedAt: '20260430100500', bed: '02' };
    await says({ ...numbers(from, 'B'), ...alone, ...earlier });
    const merge = { trigger: 'A40', visitNumber: null, recordedAt: '20260501150000' };
    await says({ ...numbers(into, 'A'), ...alone, ...merge }, `MRG|VIS${from}^^^RWE^MR\r`);
    const own = { ...numbers(into, 'A'), ...alone };
    return { into, from, tell: (said: Partial<AdtSaid>) => says({ ...own, ...said }) };
  }

  it('is of the stay that goes on: moved, renamed and let go by any order of the words', async () => {
    const goneHome = {
      visit: 'B',
      bed: '09',
      admittedAt: '2026-04-30T09:00:00.000Z',
      leftAt: '2026-05-01T15:00:00.000Z',
      name: 'Testcase-Smith',
    };
    for (const order of ['012', '021', '102', '120', '201', '210']) {
      const { into, tell } = await merged();
      for (const index of order)
        expect([order, (await tell(AFTER[Number(index)] ?? {})).code]).toEqual([order, 'AA']);
      expect([order, await staysOf(into)]).toMatchObject([order, [goneHome]]);
    }
  });

  it('finds the stay that goes on also when that is over, and says that it is not', async () => {
    const { into, tell } = await merged();
    await tell(AFTER[2] ?? {});
    await tell({ trigger: 'A13', recordedAt: '20260501163000' });
    expect(await staysOf(into)).toMatchObject([{ visit: 'B', leftAt: null }]);
  });

  it('is of the void stay when it was said before the merge, and changes nothing', async () => {
    const { into, tell } = await merged();
    const early = { trigger: 'A02', recordedAt: '20260501120000', ward: 'W31', bed: '11' };
    expect(await tell(early)).toMatchObject({ code: 'AA' });
    expect(await staysOf(into)).toMatchObject([{ visit: 'B', bed: '02', leftAt: null }]);
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
