import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { censusArrives, findPerson } from '#flow';
import pg from 'pg';
import { censusFile, censusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';

const WARDS = 40;
const PATIENTS = 10_000;

let test: TestHouse;

async function taken(hour: string, wardOf: (n: number) => number) {
  test.clock.set(`2026-05-04T${hour}:05:00+01:00`);
  const person = findPerson(await test.house.books.now(), 'admin');
  if (person === null) throw new Error('there is always an administrator');
  const takenAt = `2026-05-04T${hour}:00:00+01:00`;
  const lines = Array.from({ length: PATIENTS }, (_, n) =>
    censusLine(20_000 + n, { ward: `Wing ${wardOf(n)}`, bed: `B${n}` }),
  );
  const query = { source: 'PAS', takenAt, createWards: 'true' as const };
  const answer = await censusArrives(test.house, person, query, censusFile(lines));
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.value;
}

/** Nobody counts the tables: the database knows no more of them than when they were empty. */
async function uncounted(url: string) {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  for (const table of ['stay', 'patient', 'patient_alias', 'fact', 'stream'])
    await owner.query(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  await owner.end();
}

describe('a large census of a house that was just filled', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-04T07:05:00+01:00' });
    await uncounted(test.database.ownerUrl);
  });
  afterAll(() => test.close());

  it('is taken, and the next one too, before the database has counted what is in it', async () => {
    expect(await taken('08', (n) => n % WARDS)).toMatchObject({ admitted: PATIENTS, refused: [] });
    const moved = (n: number) => (n % 500 === 0 ? (n + 7) % WARDS : n % WARDS);
    expect(await taken('10', moved)).toMatchObject({
      admitted: 0,
      moved: PATIENTS / 500,
      left: 0,
      held: 0,
      refused: [],
    });
  });
});
