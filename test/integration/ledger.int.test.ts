import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { delays, erasePatient, mark, seal, withdraw } from '#flow';
import type { LedgerFault } from '#persistence';
import {
  FACT_COLUMNS,
  SERVICE,
  checkRebuild,
  sealPatient,
  verifyLedger,
  type StoredFact,
} from '#persistence';
import type { TestClock } from '#platform';
import { CHAIN_START, chained } from '../../libs/persistence/src/ledger/chain.js';
import { assertFacts } from '../harness/assert-facts.js';
import type { TestDatabase } from '../harness/database.js';
import {
  behindTheBack,
  standingHouse,
  stillClock,
  tamper,
  type StandingHouse,
} from '../harness/open-house.js';
import { smallHouse, stayId, wordsOf } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

async function someMarks(standing: StandingHouse, stays: readonly string[]): Promise<void> {
  const nurse = await standing.person('nurse.W1');
  for (const stay of stays) {
    const target = { stay, date: TODAY };
    const planned = { kind: 'planned', colour: 'red', constraint: 'I02', note: 'Waits' } as const;
    const marked = await mark(
      standing.house,
      nurse,
      target,
      { commandId: randomUUID(), ifVersion: 0, ...planned },
      stay,
    );
    expect(marked.ok).toBe(true);
    const undone = await withdraw(
      standing.house,
      nurse,
      target,
      { commandId: randomUUID(), because: 'Wrong bed' },
      stay,
    );
    expect(undone.ok).toBe(true);
    const delayed = await delays.open(
      standing.house,
      nurse,
      stay,
      { commandId: randomUUID(), list: 'dtoc', reason: 'E', since: '2026-06-10', primary: true },
      stay,
    );
    expect(delayed.ok).toBe(true);
  }
}

describe('the facts of the ledger', () => {
  let database: TestDatabase;
  let standing: StandingHouse;
  beforeAll(async () => {
    database = await smallHouse({ now: NOW, wards: [{ code: 'W1', patients: 4 }] });
    standing = await standingHouse(database, stillClock(NOW));
    await someMarks(standing, [stayId('W1', 1)]);
  });
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const changes = [
    `UPDATE fact SET by_person = 'somebody' WHERE stream = 'stay:${stayId('W1', 1)}'`,
    `DELETE FROM fact WHERE stream = 'stay:${stayId('W1', 1)}'`,
    'TRUNCATE fact',
    'TRUNCATE fact CASCADE',
  ];

  it.each(changes)('are never changed by the service: %s', async (text) => {
    await expect(standing.house.persistence.as(SERVICE).query(text)).rejects.toMatchObject({
      code: '42501',
    });
  });

  it.each(changes)('are never changed by the owner: %s', async (text) => {
    const asOwner = async (client: pg.Client) => {
      await client.query(`SELECT set_config('app.organisations', '*', false)`);
      await client.query(text);
    };
    await expect(behindTheBack(database, asOwner)).rejects.toMatchObject({ code: '42501' });
  });

  it('are chained in the database just as they are chained in the service', async () => {
    const facts = await standing.house.persistence
      .as(SERVICE)
      .query<StoredFact>(
        `SELECT ${FACT_COLUMNS} FROM fact WHERE organisation = 'RWE' AND stream = $1 ORDER BY seq`,
        [`stay:${stayId('W1', 1)}`],
      );
    expect(facts.map(({ type }) => type)).toEqual([
      'stay-admitted',
      'patient-identified',
      'day-marked',
      'day-mark-withdrawn',
      'delay-opened',
    ]);
    let previous: Buffer = CHAIN_START;
    for (const fact of facts) {
      previous = chained(previous, fact);
      expect(fact.hash.equals(previous)).toBe(true);
    }
  });

  it('hold no word of a patient and no free text', async () => {
    const [held] = await standing.house.persistence
      .as(SERVICE)
      .query<{ n: number }>(
        `SELECT count(*)::int AS n FROM fact WHERE body ~* 'plantedname|"ada"|waits"|wrong bed|1941-02'`,
      );
    expect(held?.n).toBe(0);
  });
});

/** A house that one test breaks and no other uses. */
async function breakable(): Promise<{
  database: TestDatabase;
  standing: StandingHouse;
  clock: TestClock;
  faults: () => Promise<readonly LedgerFault[]>;
  close: () => Promise<void>;
}> {
  const database = await smallHouse({ now: NOW, wards: [{ code: 'W1', patients: 3 }] });
  const clock = stillClock(NOW);
  const standing = await standingHouse(database, clock);
  await someMarks(
    standing,
    [1, 2, 3].map((n) => stayId('W1', n)),
  );
  return {
    database,
    standing,
    clock,
    faults: async () => (await verifyLedger(standing.house.persistence)).faults,
    close: async () => {
      await standing.close();
      await database.drop();
    },
  };
}

describe('verifying the ledger', () => {
  const stream = `stay:${stayId('W1', 2)}`;
  const fault = (code: LedgerFault['code'], seq: number) => ({
    code,
    organisation: 'RWE',
    stream,
    seq,
  });
  let broken: Awaited<ReturnType<typeof breakable>>;
  beforeEach(async () => {
    broken = await breakable();
    expect(await broken.faults()).toEqual([]);
  });
  afterEach(() => broken.close());

  it('names a fact whose body was changed', async () => {
    await tamper(
      broken.database,
      `UPDATE fact SET body = replace(body, 'I02', 'I03') WHERE stream = $1 AND seq = 3`,
      [stream],
    );
    expect(await broken.faults()).toEqual([fault('chain-broken', 3)]);
  });

  it.each(['at', 'recorded_at'])('names a fact whose time %s was changed', async (column) => {
    await tamper(
      broken.database,
      `UPDATE fact SET ${column} = ${column} - interval '1 second' WHERE stream = $1 AND seq = 3`,
      [stream],
    );
    expect(await broken.faults()).toEqual([fault('chain-broken', 3)]);
  });

  it('names a stream whose last fact is missing', async () => {
    await tamper(broken.database, 'DELETE FROM fact WHERE stream = $1 AND seq = 5', [stream]);
    expect(await broken.faults()).toEqual([fault('last-fact-missing', 5)]);
  });

  it('names a sealed stream whose last fact is missing although its head was wound back', async () => {
    expect(await seal(broken.standing.house, 'RWE')).toBe(true);
    expect(await broken.faults()).toEqual([]);
    await tamper(broken.database, 'DELETE FROM fact WHERE stream = $1 AND seq = 5', [stream]);
    await tamper(
      broken.database,
      `UPDATE stream s SET seq = 4, head = f.hash FROM fact f
       WHERE f.stream = s.stream AND f.organisation = s.organisation AND f.seq = 4 AND s.stream = $1`,
      [stream],
    );
    expect(await broken.faults()).toEqual([fault('last-fact-missing', 5)]);
  });

  it('names a sealed stream that is gone as if it had never been', async () => {
    await seal(broken.standing.house, 'RWE');
    await tamper(broken.database, 'DELETE FROM fact WHERE stream = $1', [stream]);
    await tamper(broken.database, 'DELETE FROM stream WHERE stream = $1', [stream]);
    expect(await broken.faults()).toEqual([fault('last-fact-missing', 5)]);
  });

  it('names the place where a fact in the middle is missing', async () => {
    await tamper(broken.database, 'DELETE FROM fact WHERE stream = $1 AND seq = 3', [stream]);
    expect(await broken.faults()).toEqual([fault('fact-missing', 3)]);
  });

  it('names a seal that was made again', async () => {
    await seal(broken.standing.house, 'RWE');
    await tamper(
      broken.database,
      `UPDATE fact SET body = regexp_replace(body, '"digest":"[0-9a-f]{2}', '"digest":"zz') WHERE type = 'seal'`,
    );
    expect(await broken.faults()).toContainEqual({
      code: 'seal-broken',
      organisation: 'RWE',
      stream: 'reference:seal',
      seq: 1,
    });
  });

  it('seals only what grew since, each seal bound to the last', async () => {
    await seal(broken.standing.house, 'RWE');
    broken.clock.advance({ hours: 12 });
    await someMarks(broken.standing, []);
    const nurse = await broken.standing.person('nurse.W1');
    await mark(
      broken.standing.house,
      nurse,
      { stay: stayId('W1', 1), date: TODAY },
      { commandId: randomUUID(), ifVersion: 2, kind: 'planned', colour: 'green' },
      'd',
    );
    expect(await seal(broken.standing.house, 'RWE')).toBe(true);
    const verified = await verifyLedger(broken.standing.house.persistence);
    expect([verified.seals, verified.faults]).toEqual([2, []]);
  });

  it('names words of a patient and of a note that are not those that were sealed', async () => {
    const { patient } = wordsOf('W1', 2, 'RWE');
    await tamper(broken.database, `UPDATE patient SET family_name = 'Other' WHERE patient = $1`, [
      patient,
    ]);
    await tamper(
      broken.database,
      `UPDATE note SET words = 'Other' WHERE stay = $1 AND words = 'Waits'`,
      [stayId('W1', 3)],
    );
    const faults = await broken.faults();
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatchObject({ code: 'words-differ', stream: `patient:${patient}` });
    expect(faults[1]?.stream).toMatch(/^note:RWE\./);
  });

  it('knows the last words of a patient by when they were told, not by the name of the stay', async () => {
    const { house } = broken.standing;
    const words = { ...wordsOf('W1', 2, 'RWE'), familyName: 'Corrected' };
    const told = { patient: words.patient, seal: sealPatient(words) };
    await assertFacts(house, {
      stay: stayId('W1', 2),
      facts: [{ type: 'patient-identified', body: told }],
      patients: [words],
    });
    const left = { at: NOW, to: 'home' } as const;
    await assertFacts(house, {
      stay: stayId('W1', 2),
      facts: [{ type: 'stay-left', body: left }],
    });
    const again = { ...words, familyName: 'Married' };
    const admitted = {
      patient: words.patient,
      ward: 'W1',
      bed: 'B9',
      admittedAt: NOW,
      source: 'PAS',
    };
    await assertFacts(house, {
      stay: 'RWE.A-earlier-by-name',
      facts: [
        { type: 'stay-admitted', body: admitted },
        { type: 'patient-identified', body: { patient: words.patient, seal: sealPatient(again) } },
      ],
      patients: [again],
    });
    expect(await broken.faults()).toEqual([]);
    expect((await checkRebuild(house.persistence)).faults).toEqual([]);
  });

  it('finds ledger and projections whole after a patient was erased', async () => {
    const { patient } = wordsOf('W1', 2, 'RWE');
    const { house } = broken.standing;
    expect(await erasePatient(house, 'RWE', patient)).toBe(true);
    expect(await erasePatient(house, 'RWE', patient)).toBe(false);
    expect(await broken.faults()).toEqual([]);
    expect((await checkRebuild(house.persistence)).faults).toEqual([]);
    const left = await house.persistence
      .as(SERVICE)
      .query('SELECT 1 FROM note WHERE stay = $1', [stayId('W1', 2)]);
    expect(left).toEqual([]);
  });
});
