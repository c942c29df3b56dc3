import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { durableHouse, type DurableDatabase } from '../harness/durable.js';
import { eventually } from '../harness/eventually.js';
import { holdingWard } from '../harness/holding.js';
import { mllpSender, type MllpAnswer } from '../harness/mllp-sender.js';
import { startWorkerPart, type Part } from '../harness/processes.js';
import { seeded } from '../harness/seeded.js';
import { smallHouseActs } from '../harness/small-house.js';
import { ledgerFaults } from '../harness/whole-ledger.js';

const NOW = '2026-06-10T09:00:00.000Z';
const LATER = '2026-06-10T09:05:00.000Z';
const FEEDS = 4;
const KILLS = 3;
const RETRY_MS = 20;
const APPLIED_MS_MAX = 60_000;

function message(n: number, controlId: string, said: Partial<AdtSaid> = {}): Buffer {
  const own = {
    controlId,
    ward: 'W1',
    bed: `C${n}`,
    localId: `K${n}`,
    // Of two that lie side by side the builder may make one number.
    nhsNumber: syntheticNhsNumber(7_000 + 3 * n),
    visitNumber: `VK${n}`,
    familyName: ['Abernethy', 'Birchall', 'Coldwater', 'Dunmore'][n % 4] ?? 'Testcase',
    admittedAt: '20260610081500',
    recordedAt: '20260610083000',
    sentAt: '20260610083000',
  };
  return Buffer.from(adtMessage({ ...own, ...said }));
}

function portOf(worker: Part): number {
  return Number(/"mllp":(\d+)/.exec(worker.said())?.[1] ?? 0);
}

async function asked<T extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.organisations', '*', false)`);
    return (await client.query<T>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

describe('messages of a hospital, whatever dies', () => {
  let database: DurableDatabase;
  let worker: Part;
  beforeAll(async () => {
    const wards = [
      { code: 'W1', patients: 2 },
      { code: 'W2', patients: 2 },
    ];
    database = await durableHouse(smallHouseActs({ now: NOW, wards }), NOW);
    worker = await startWorkerPart({ database, now: NOW });
  }, 60_000);
  afterAll(async () => {
    await worker.kill();
    await database.drop();
  });

  const query = <T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    asked<T>(database.ownerUrl, text, values);

  it('are applied once after the restart when they were stored and not yet settled', async () => {
    const first = await mllpSender(portOf(worker));
    expect(await first.send(message(1, 'CUT-1'))).toMatchObject({ code: 'AA' });
    // Somebody holds the ward, so that what is stored cannot be written yet.
    const held = await holdingWard(database, 'W1');
    const senders = await Promise.all([2, 3].map(() => mllpSender(portOf(worker))));
    const cut = senders.map((sender, n) => sender.send(message(n + 2, `CUT-${n + 2}`)));
    const ends = Promise.allSettled(cut);
    await eventually(async () => {
      const stored = await query<{ state: string }>(
        `SELECT state FROM inbound WHERE control_id = ANY ($1)`,
        [['CUT-2', 'CUT-3']],
      );
      expect(stored.map(({ state }) => state)).toEqual(['received', 'received']);
    });
    // The machine dies whole: the process, and what it had the database do.
    await worker.kill();
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'SELECT write_arrivals%'`,
    );
    await held.release();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const none = await query(`SELECT 1 FROM stay WHERE visit = ANY ($1)`, [['VK2', 'VK3']]);
    expect(none).toEqual([]);

    worker = await startWorkerPart({ database, now: LATER });
    // One is sent again, as a hospital's system does; the other is taken up by the service itself.
    const again = await mllpSender(portOf(worker));
    expect(await again.send(message(2, 'CUT-2'))).toMatchObject({ code: 'AA' });
    await eventually(
      async () => {
        const settled = await query<{ state: string }>(
          `SELECT state FROM inbound WHERE control_id = ANY ($1)`,
          [['CUT-1', 'CUT-2', 'CUT-3']],
        );
        expect(settled.map(({ state }) => state)).toEqual(['applied', 'applied', 'applied']);
      },
      { withinMs: APPLIED_MS_MAX },
    );
    for (const n of [1, 2, 3])
      expect(await again.send(message(n, `CUT-${n}`))).toMatchObject({ code: 'AA' });
    const admissions = await query<{ visit: string; facts: number }>(
      `SELECT visit, (SELECT count(*)::int FROM fact f WHERE f.organisation = s.organisation
         AND f.stream = 'stay:' || s.stay) AS facts
       FROM stay s WHERE visit = ANY ($1) ORDER BY visit`,
      [['VK1', 'VK2', 'VK3']],
    );
    expect(admissions).toEqual(['VK1', 'VK2', 'VK3'].map((visit) => ({ visit, facts: 2 })));
    for (const sender of [first, ...senders, again]) sender.close();
  }, 120_000);

  it('that were acknowledged are there after every kill of the database, each applied once', async () => {
    const chance = seeded('kills of the database under messages');
    const acknowledged: string[] = [];
    let going = true;
    const courses = Array.from({ length: FEEDS }, async (_, feed) => {
      for (let turn = 0; going; turn += 1) {
        const n = 10 + feed * 1_000 + turn;
        const course: Partial<AdtSaid>[] = [
          { trigger: 'A01' },
          { trigger: 'A02', ward: 'W2', bed: `D${n}`, recordedAt: '20260610084000' },
          { trigger: 'A03', recordedAt: '20260610085000', dischargedAt: '20260610084500' },
        ];
        for (const [step, said] of course.entries()) {
          const controlId = `KILL-${n}-${step}`;
          await untilAcknowledged(() => portOf(worker), message(n, controlId, said));
          acknowledged.push(controlId);
        }
      }
    });
    for (let n = 0; n < KILLS; n += 1) {
      // The moment of the kill is the random input of this test, not a wait for anything.
      await pause(150 + chance.below(300));
      const before = acknowledged.length;
      await database.revive();
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + FEEDS), {
        withinMs: 30_000,
      });
    }
    going = false;
    await Promise.all(courses);
    const lost = await query<{ id: string }>(
      `SELECT told AS id FROM unnest($1::text[]) AS told WHERE NOT EXISTS
         (SELECT 1 FROM inbound WHERE control_id = told AND state = 'applied' AND stay IS NOT NULL)`,
      [acknowledged],
    );
    expect(lost).toEqual([]);
    const patients = acknowledged.length / 3;
    const whole = await query<{ stays: number; facts: number }>(
      `SELECT count(DISTINCT s.stay)::int AS stays, count(*)::int AS facts
       FROM stay s JOIN fact f ON f.organisation = s.organisation AND f.stream = 'stay:' || s.stay
       WHERE s.visit = ANY ($1) AND s.wards = '{W1,W2}' AND s.view ->> 'leftAt' = '2026-06-10T07:45:00.000Z'
         AND f.type IN ('stay-admitted', 'stay-moved', 'stay-left')`,
      [acknowledged.map((id) => `VK${id.split('-')[1] ?? ''}`)],
    );
    expect(whole).toEqual([{ stays: patients, facts: acknowledged.length }]);
    expect(await ledgerFaults(database)).toEqual([]);
  }, 180_000);
});

/** Sends a message as a hospital's system does: again, on a new connection, until it is acknowledged. */
async function untilAcknowledged(port: () => number, bytes: Buffer): Promise<MllpAnswer> {
  for (;;) {
    try {
      const sender = await mllpSender(port());
      try {
        const answer = await sender.send(bytes);
        if (answer.code === 'AA') return answer;
      } finally {
        sender.close();
      }
    } catch {
      // The database was away: the connection is closed and nothing was acknowledged.
    }
    await pause(RETRY_MS);
  }
}
