import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#domain';
import { censusArrives, findPerson, loadWards, setWard } from '#flow';
import { censusFile, censusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';

let test: TestHouse;
let admin: Person;

const load = (text: string, dryRun = false) =>
  loadWards(test.house, admin, Buffer.from(text), { dryRun });
const ward = async (code: string) => (await test.house.books.now()).wards.get(code);

describe('wards that an administrator sets', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T08:05:00+01:00', mode: 'empty' });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('admin is known');
    admin = found;
  });
  afterAll(() => test.close());

  it('have the checks that the file names, in its order, and keep them when it names none', async () => {
    const codes = [...(await test.house.books.now()).checks.keys()];
    const [first = '', , third = ''] = codes;
    const text = `ward,organisation,checks\nC1,RWE,${third} ${first}\n`;
    expect(await load(text)).toMatchObject({ ok: true, value: { set: ['C1'], refused: [] } });
    expect((await ward('C1'))?.checks).toEqual([third, first]);
    await load('ward,organisation,name\nC1,RWE,Cedar\n');
    expect(await ward('C1')).toMatchObject({ name: 'Cedar', checks: [third, first] });
  });

  it('are refused line by line for a check that nobody knows, in a trial too', async () => {
    const text = 'ward,organisation,checks\nC2,RWE,NOSUCH\n';
    for (const dryRun of [true, false])
      expect(await load(text, dryRun)).toMatchObject({
        value: { set: [], refused: [{ line: 2, field: 'checks', code: 'check-unknown' }] },
      });
  });

  it('may be virtual, by file and by form, and take patients as any other', async () => {
    expect(await load('ward,organisation,kind,open_beds\nV1,RWE,Virtual,40\n')).toMatchObject({
      value: { set: ['V1'] },
    });
    const { code: _code, ...held } = (await ward('V1')) ?? { code: '' };
    const body = { ...held, kind: 'virtual', openBeds: 45 } as Parameters<typeof setWard>[3];
    expect(await setWard(test.house, admin, 'V1', body)).toMatchObject({ ok: true });
    expect(await ward('V1')).toMatchObject({ kind: 'virtual', openBeds: 45 });
    const lines = [1, 2].map((n) => censusLine(n, { ward: 'V1', bed: '' }));
    const query = { source: 'virtual', takenAt: '2026-05-04T08:00:00+01:00' };
    expect(await censusArrives(test.house, admin, query, censusFile(lines))).toMatchObject({
      ok: true,
      value: { admitted: 2 },
    });
  });
});
