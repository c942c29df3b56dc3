import { it } from '@jest/globals';
import { outsideMessages } from './folder.js';
import { openOutsideHouse } from './outside-house.js';
import { PlainMessage } from './plain-hl7.js';
import { SERVICE } from '#persistence';
it('x', async () => {
  const messages = outsideMessages().map((one) => ({ ...one, plain: new PlainMessage(one.bytes) }));
  const house = await openOutsideHouse(messages.map(({ plain }) => plain.source));
  const t0 = performance.now();
  for (const m of messages) await house.sender.send(m.bytes);
  const q = (sql: string) => house.api.opened.house.persistence.as(SERVICE).query(sql);
  console.error(performance.now() - t0, await q('select count(*), count(distinct ward), min(date), max(date) from restatement'), await q('select ward, count(*), min(date) from restatement group by 1 order by 2 desc limit 60'), await q('select count(*), min(view->>\'admittedAt\') from stay'));
  await new Promise((r) => setTimeout(r, 20000));
  console.error(performance.now() - t0, await q('select count(*), count(distinct ward), min(date), max(date) from restatement'));
  
}, 100000);
