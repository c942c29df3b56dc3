import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StayView } from '#domain';
import { adtArrives } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import fc from 'fast-check';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let patients = 0;
let messages = 0;

const RENAMED = { familyName: 'Testcase-Smith' };

/** What a hospital's system says of one stay, each at its own minute, in the order in which it happened. */
const COURSE: readonly Partial<AdtSaid>[] = [
  { trigger: 'A01', recordedAt: '20260501081600' },
  { trigger: 'A08', recordedAt: '20260501083000', familyName: 'Testcase-Jones' },
  { trigger: 'A02', recordedAt: '20260501093000', ward: 'W33', bed: '01' },
  { trigger: 'A02', recordedAt: '20260501100000', ward: 'W35', bed: '02' },
  { trigger: 'A12', recordedAt: '20260501100500', ward: 'W33', bed: '01' },
  { trigger: 'A21', recordedAt: '20260501110000' },
  { trigger: 'A22', recordedAt: '20260501120000' },
  { trigger: 'A03', recordedAt: '20260501130500', dischargedAt: '20260501130000' },
  { trigger: 'A13', recordedAt: '20260501131000' },
  { trigger: 'A08', recordedAt: '20260501132000', ...RENAMED },
  { trigger: 'A02', recordedAt: '20260501140000', ward: 'W36', bed: '09', ...RENAMED },
  { trigger: 'A03', recordedAt: '20260501160500', dischargedAt: '20260501160000', ...RENAMED },
];

async function tell(n: number, said: Partial<AdtSaid>) {
  messages += 1;
  const own = {
    controlId: `ONE-${messages}`,
    localId: `ONE${n}`,
    nhsNumber: syntheticNhsNumber(3 * n),
    visitNumber: `VONE${n}`,
  };
  const bytes = Buffer.from(adtMessage({ ...own, ...said }));
  return adtArrives(test.house, { bytes, receivedBy: 'mllp' });
}

/** Every stay that ever was of a patient of this local id, also by a record that was merged. */
async function staysOf(localId: string) {
  return test.house.persistence
    .as(SERVICE)
    .query<{ view: StayView; words: Record<string, unknown> }>(
      `SELECT s.view, to_jsonb(p) - 'patient' - 'salt' AS words FROM stay s
       JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
       WHERE p.local_id = $1 AND s.view -> 'voided' = 'null'`,
      [localId],
    );
}

/** What the stay says to a ward: all but its ids and its counts. */
function told({ view, words }: Awaited<ReturnType<typeof staysOf>>[number]) {
  const { places, ward, bed, admittedAt, leftAt, leftTo, awaySince } = view;
  return { places, ward, bed, admittedAt, leftAt, leftTo, awaySince, name: words['family_name'] };
}

describe('one patient’s stay, whoever speaks of it and in whatever order', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-01T18:00:00+01:00' });
    for (const ward of ['W31', 'W33', 'W35', 'W36']) await tell(0, { ward, trigger: 'A01' });
  });
  afterAll(() => test.close());

  it('is the same by any order and repetition of its messages', async () => {
    patients += 1;
    for (const said of COURSE) await tell(patients, said);
    const [first] = await staysOf(`ONE${patients}`);
    if (first === undefined) throw new Error('a stay was told');
    const expected = told(first);
    expect(expected).toMatchObject({ ward: 'W36', leftAt: '2026-05-01T15:00:00.000Z' });
    expect(expected.places.map(({ ward }) => ward)).toEqual(['W31', 'W33', 'W36']);
    expect(expected.name).toBe('Testcase-Smith');
    const indexes = COURSE.map((_, index) => index);
    const anyOrder = fc
      .tuple(
        fc.shuffledSubarray(indexes, { minLength: indexes.length }),
        fc.shuffledSubarray(indexes),
      )
      .map(([all, again]) => [...all, ...again]);
    await fc.assert(
      fc.asyncProperty(anyOrder, async (order) => {
        patients += 1;
        const n = patients;
        for (const index of order) await tell(n, COURSE[index] ?? {});
        const stays = await staysOf(`ONE${n}`);
        expect(stays.map(told)).toEqual([expected]);
      }),
      { numRuns: 25 },
    );
  });

  it('is one when two records of the patient become one, before or after either is told of', async () => {
    for (const order of ['01m', '0m1', 'm01', '10m', '1m0', 'm10']) {
      patients += 2;
      const [into, from] = [patients - 1, patients];
      const admission = { ...COURSE[0], nhsNumber: null };
      for (const step of order) {
        if (step === '0') await tell(into, admission);
        else if (step === '1') await tell(from, admission);
        else {
          const text = adtMessage({
            trigger: 'A40',
            controlId: `MERGE-${into}`,
            localId: `ONE${into}`,
            nhsNumber: null,
            recordedAt: '20260501150000',
            visitNumber: null,
          });
          const bytes = Buffer.from(`${text}MRG|ONE${from}^^^RWE^MR\r`);
          await adtArrives(test.house, { bytes, receivedBy: 'mllp' });
        }
      }
      const open = (await staysOf(`ONE${into}`)).filter(({ view }) => view.leftAt === null);
      expect([order, open.length, (await staysOf(`ONE${from}`)).length]).toEqual([order, 1, 0]);
    }
  });

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
