import { it } from '@jest/globals';
import { adtArrives } from '#flow';
import { SERVICE } from '#persistence';
import { adtMessage, syntheticNhsNumber } from '../builders/hl7.js';
import { testHouse } from '../harness/house.js';
it('bench', async () => {
  const t = await testHouse({ now: '2026-05-01T12:00:00+01:00' });
  let n = 0;
  const send = async (k: number, said: object) => {
    n += 1;
    const bytes = Buffer.from(adtMessage({ controlId: `B${n}`, localId: `L${k}`, nhsNumber: syntheticNhsNumber(k * 3), visitNumber: `V${k}`, ward: `W${k % 40}`, bed: `${k}`, familyName: `Fam${String.fromCharCode(65 + (k % 26))}${String.fromCharCode(65 + (k % 17))}`, ...said }));
    const s = performance.now();
    const a = await adtArrives(t.house, { bytes, receivedBy: 'mllp' });
    if (a.code !== 'AA') throw new Error(a.reason ?? '');
    return performance.now() - s;
  };
  for (let k = 0; k < 40; k += 1) await send(k, {});
  const run = async (name: string, count: number, conc: number, f: (k: number) => Promise<number>) => {
    const s = performance.now(); const ms: number[] = []; let i = 0;
    await Promise.all(Array.from({ length: conc }, async () => { while (i < count) { const k = i; i += 1; ms.push(await f(k)); } }));
    ms.sort((a, b) => a - b);
    console.log(name, Math.round(count / ((performance.now() - s) / 1000)), '/s p50', ms[ms.length >> 1], 'p99', ms[Math.floor(ms.length * 0.99)]);
  };
  await run('admit c6', 1000, 6, (k) => send(k + 40, {}));
  await run('update c6', 1000, 6, (k) => send(k + 40, { trigger: 'A08', recordedAt: '20260501090000' }));
  await run('transfer c6', 1000, 6, (k) => send(k + 40, { trigger: 'A02', recordedAt: '20260501093000', ward: `W${(k + 7) % 40}` }));
  await run('serial update', 200, 1, (k) => send(k + 40, { trigger: 'A08', recordedAt: '20260501094000', familyName: 'Changed' }));
  const db = t.house.persistence.as(SERVICE);
  const time = async (name: string, values: unknown[]) => {
    const s = performance.now();
    let size = 0;
    for (let i = 0; i < 100; i += 1) size = JSON.stringify(await db.call('read_house', values)).length;
    console.log(name, 'p50 read ms', (performance.now() - s) / 100, size);
  };
  await time('near', ['RWE', ['L100'], [], [], '2026-04-30', [], [], []]);
  await time('none', ['RWE', ['Lnone'], [], [], '2026-04-30', [], [], []]);
  await time('parked', ['RWE', ['Lnone'], [], [], '2026-04-30', [], [], ['local:x']]);
  await db.query('ANALYZE').catch(() => undefined);
  await time('near', ['RWE', ['L100'], [], [], '2026-04-30', [], [], []]);
  console.log(await t.house.persistence.as(SERVICE).query('select count(*) from stay'));
  await t.close();
}, 120000);
