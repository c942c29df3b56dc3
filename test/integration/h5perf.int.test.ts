import { it } from '@jest/globals';
import { adtArrives, censusArrives, findPerson } from '#flow';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { testHouse } from '../harness/house.js';
it('perf', async () => {
  const out: string[] = [];
  for (const n of [900]) {
    const test = await testHouse({ now: '2026-05-04T08:05:00+01:00' });
    const admin = findPerson(await test.house.books.now(), 'admin');
    if (admin === null) throw new Error();
    const lines = Array.from({ length: n }, (_, i) => censusLine(i, { ward: `W${i % Math.ceil(n / 28)}`, family_name: `Name${String.fromCharCode(97 + (i % 26))}${i}`  }));
    const q = { source: 'PAS', takenAt: '2026-05-04T08:00:00+01:00', createWards: 'true' as const };
    let t = performance.now();
    let a = await censusArrives(test.house, admin, q, censusFile(lines));
    out.push(`${n} first ${Math.round(performance.now() - t)} ms ${a.ok ? a.value.admitted : a.refusal.code}`);
    test.clock.set('2026-05-04T10:05:00+01:00');
    t = performance.now();
    a = await censusArrives(test.house, admin, { ...q, takenAt: '2026-05-04T10:00:00+01:00' }, censusFile(lines));
    out.push(`${n} again ${Math.round(performance.now() - t)} ms ${a.ok ? a.value.unchanged : a.refusal.code}`);
    test.clock.set('2026-05-04T10:10:00+01:00');
    t = performance.now();
    a = await censusArrives(test.house, admin, { ...q, takenAt: '2026-05-04T10:06:00+01:00' }, censusFile(lines));
    out.push(`${n} soon again ${Math.round(performance.now() - t)} ms ${a.ok ? a.value.unchanged : a.refusal.code}`);
    if (n === 900) {
      const msgs = Array.from({ length: 400 }, (_, i) => adtMessage({ controlId: `X${i}`, localId: `Z${i}`, visitNumber: `ZV${i}`, nhsNumber: syntheticNhsNumber(5000 + i), ward: `W${i % 30}`, familyName: `Name${i}`,  recordedAt: '20260504100000', admittedAt: '20260504093000', sentAt: '20260504100000' }));
      t = performance.now();
      const times: number[] = [];
      for (const m of msgs) { const s = performance.now(); await adtArrives(test.house, { bytes: Buffer.from(m), receivedBy: 'mllp' }); times.push(performance.now() - s); }
      const total = performance.now() - t;
      const db = test.house.persistence.as({ person: 'x', organisations: ['RWE'] });
      const { readHouse } = await import('../../libs/flow/src/1-arrive/read-house.js');
      const seg = async (name: string, f: () => Promise<unknown>) => { const s = performance.now(); for (let i = 0; i < 50; i += 1) await f(); out.push(`${name} ${((performance.now() - s) / 50).toFixed(2)} ms`); };
      const asked = { organisation: 'RWE', localIds: ['Z5'], nhsNumbers: ['9990000018'], visit: 'ZV5', wards: ['W5'], endedSince: '2026-05-03' };
      await seg('select1', () => db.query('SELECT 1'));
      await seg('read', () => readHouse(db, asked));
      await seg('read jit off', () => db.work(async (m) => { await m.query('SET LOCAL jit = off'); }));
      const { READ_NEAR } = await import('../../libs/flow/src/1-arrive/read-house.js') as unknown as { READ_NEAR: string };
      const plan = await db.query<Record<string, string>>('EXPLAIN (ANALYZE, SUMMARY) ' + READ_NEAR, ['RWE', ['Z5'], ['9990000018'], 'ZV5', '2026-05-03', ['W5']]);
      out.push(plan.map((r) => Object.values(r)[0]).join('\n'));
      times.sort((x, y) => x - y);
      out.push(`adt ${Math.round(400000 / total)}/s p50 ${times[200]?.toFixed(1)} p99 ${times[395]?.toFixed(1)}`);
    }
    await test.close();
  }
  process.stderr.write(out.join('\n') + '\n');
}, 200000);
