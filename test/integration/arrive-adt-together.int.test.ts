import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adtArrives, type AdtAnswer } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { eventually } from '../harness/eventually.js';
import { holdingWard } from '../harness/holding.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let controlIds = 0;

/** An admission of a patient of one's own. */
function message(n: number, ward: string, familyName?: string): string {
  controlIds += 1;
  return adtMessage({
    controlId: `T-${controlIds}`,
    localId: `S${2_000_000 + n}`,
    nhsNumber: syntheticNhsNumber(3 * n),
    visitNumber: `V${n}`,
    familyName: familyName ?? ['Abernethy', 'Birchall', 'Coldwater', 'Dunmore'][n % 4] ?? '',
    ward,
    bed: `${n}`,
  });
}

function arrives(text: string): Promise<AdtAnswer> {
  return adtArrives(test.house, { bytes: Buffer.from(text), receivedBy: 'mllp' });
}

async function counted(what: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await test.house.persistence
    .as(SERVICE)
    .query<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`, values);
  return row?.count ?? 0;
}

const onBoard = (ward: string) =>
  counted(`stay WHERE ward = $1 AND open_until = 'infinity'`, [ward]);

describe('messages that come together', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-01T12:00:00+01:00' });
    for (const [n, ward] of ['W31', 'W32', 'W34'].entries()) await arrives(message(n + 1, ward));
  });
  afterAll(() => test.close());

  it('are not acknowledged when a dying database lost what was stored of them', async () => {
    const text = message(13, 'W34');
    const held = await holdingWard(test.database, 'W34');
    const unanswered = expect(arrives(text)).rejects.toThrow('is gone');
    await eventually(async () => expect(await counted(`inbound WHERE state = 'received'`)).toBe(1));
    await test.house.persistence.as(SERVICE).query(`DELETE FROM inbound WHERE state = 'received'`);
    await held.release();
    await unanswered;
    expect(await onBoard('W34')).toBe(1);
    expect(await arrives(text)).toMatchObject({ code: 'AA' });
    expect(await onBoard('W34')).toBe(2);
  });

  it('are written while one ward is held, and that ward’s once it is free', async () => {
    const held = await holdingWard(test.database, 'W34');
    const waits = arrives(message(40, 'W34'));
    const others = await Promise.all(
      Array.from({ length: 12 }, (_, n) => arrives(message(41 + n, n % 2 === 0 ? 'W31' : 'W32'))),
    );
    expect(others.map(({ code }) => code)).toEqual(others.map(() => 'AA'));
    await held.release();
    expect(await waits).toMatchObject({ code: 'AA' });
    const versions = test.told.filter(({ ward }) => ward === 'W31').map(({ version }) => version);
    expect([...versions].sort((a, b) => a - b)).toEqual(versions.map((_, n) => n + 1));
  });

  it('warn of similar names though none of them saw another, and again when they part', async () => {
    const flagged = async () => {
      const rows = await test.house.persistence.as(SERVICE).query<{ name: string }>(
        `SELECT p.family_name AS name FROM stay s JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
         WHERE s.ward = 'W38' AND s.open_until = 'infinity' AND p.similar_name ORDER BY 1`,
      );
      return rows.map(({ name }) => name);
    };
    await arrives(message(60, 'W38', 'Pfister'));
    const names = ['Smith', 'Smyth', 'Robert', 'Rupert', 'Patel', 'Patil', 'Eastgate', 'Zoltan'];
    await Promise.all(names.map((name, n) => arrives(message(61 + n, 'W38', name))));
    const pairs = ['Patel', 'Patil', 'Robert', 'Rupert', 'Smith', 'Smyth'];
    expect(await flagged()).toEqual(pairs);
    // Every screen that follows the ward was told so.
    const shown = new Map<string, boolean>();
    for (const { patients } of test.told.filter(({ ward }) => ward === 'W38'))
      for (const { familyName, similarName } of patients ?? [])
        shown.set(familyName ?? '', similarName);
    expect([...shown].flatMap(([name, similar]) => (similar ? name : [])).sort()).toEqual(pairs);
    const elsewhere = ['Smith', 'Rupert', 'Patil'].map((name) =>
      message(61 + names.indexOf(name), 'W31', name).replaceAll('A01', 'A02'),
    );
    await Promise.all(elsewhere.map(arrives));
    expect(await flagged()).toEqual([]);
  });

  it('leave a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
