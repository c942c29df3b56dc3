import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { Board } from '#contracts';
import type { Row, WardEntry } from '#domain';
import { outsideMessages } from './folder.js';
import { KEPT_FOR, isOfOnePatient, type Sent } from './kept-for.js';
import { openOutsideHouse, type InboundRow, type OutsideHouse } from './outside-house.js';
import { PlainMessage } from './plain-hl7.js';

/** Events after which somebody lies in a bed. */
const INTO_A_BED = new Set(['A01', 'A02']);
/** Events after which a stay may be on no board any more, or be another patient's. */
const OFF_THE_BOARD = new Set(['A03', 'A11', 'A23', 'A34', 'A40']);
const LOGGED_AS_ERROR = 50;

let house: OutsideHouse;
const sent: Sent[] = [];

const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** How often each event was answered AA, AE and AR, and why not AA; no value of any message. */
function answersTable(): string {
  const lines = [...new Set(sent.map(({ plain }) => plain.event))].sort().map((event) => {
    const own = sent.filter(({ plain }) => plain.event === event);
    const count = (code: string) => String(own.filter((one) => one.code === code).length);
    const reasons = own.map(({ reason }) => reason).filter((reason) => reason !== '');
    const told = [...new Set(reasons)].sort().map((reason) => {
      const times = reasons.filter((other) => other === reason).length;
      return `${reason} ${times}`;
    });
    return [event, count('AA'), count('AE'), count('AR'), told.join(', ')];
  });
  return [['event', 'AA', 'AE', 'AR', 'reasons'], ...lines]
    .map(([event = '', aa = '', ae = '', ar = '', why = '']) =>
      `${event.padEnd(12)}${aa.padStart(5)}${ae.padStart(5)}${ar.padStart(5)}  ${why}`.trimEnd(),
    )
    .join('\n');
}

/** Every patient on every board, as an administrator sees them. */
async function everyRow(): Promise<Row[]> {
  const wards = await house.admin.get<WardEntry[]>('/api/wards');
  expect(wards.status).toBe(200);
  const rows: Row[] = [];
  for (const { code } of wards.body) {
    const board = await house.admin.get<Board>(`/api/wards/${encodeURIComponent(code)}/board`);
    expect(board.status).toBe(200);
    rows.push(...board.body.rows);
  }
  return rows;
}

describe('the messages of other people’s projects, each through a frame of its own', () => {
  beforeAll(async () => {
    const messages = outsideMessages().map((one) => ({
      ...one,
      plain: new PlainMessage(one.bytes),
    }));
    house = await openOutsideHouse(messages.map(({ plain }) => plain.source));
    for (const message of messages)
      sent.push({ ...message, ...(await house.sender.send(message.bytes)) });
  }, 120_000);
  afterAll(() => house.close());

  it('are all answered, under the number their sender gave them', () => {
    console.log(answersTable());
    expect(sent.length).toBeGreaterThanOrEqual(473);
  });

  it('are kept for a person only for a reason that can be seen in them', () => {
    const unexplained = sent.flatMap((one, index) => {
      if (one.code !== 'AE') return [];
      const known = Object.entries(KEPT_FOR).find(([reason]) => reason === one.reason)?.[1];
      const holds = known?.holds(one.plain, sent.slice(0, index), one.bytes) ?? false;
      return holds ? [] : [`${one.name} ${one.plain.event} ${one.reason}`];
    });
    expect(unexplained).toEqual([]);
  });

  it('are refused only when they are no ADT message', () => {
    const wronged = sent.filter(
      ({ code, plain }) => code === 'AR' && plain.at('MSH', 9).toUpperCase() === 'ADT',
    );
    expect(wronged.map(({ name, reason }) => `${name} ${reason}`)).toEqual([]);
  });

  it('lead to a stay on a board wherever they say who, where and when', async () => {
    const rows = await everyRow();
    const stays = new Map(rows.map((row) => [row.stay, row]));
    const kept = new Map<string, InboundRow>();
    for (const row of await house.inbound()) kept.set(row.digest, row);
    const lost = sent.flatMap((one) => {
      if (one.code !== 'AA' || !INTO_A_BED.has(one.plain.event) || !one.plain.saysEnough) return [];
      const stay = kept.get(digestOf(one.bytes))?.stay ?? null;
      if (stay === null) return [`${one.name}: no stay`];
      if (stays.has(stay)) return [];
      const gone = sent.some(
        (other) =>
          other.code === 'AA' &&
          OFF_THE_BOARD.has(other.plain.event) &&
          isOfOnePatient(other, one.plain),
      );
      return gone ? [] : [`${one.name}: on no board`];
    });
    expect(lost).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
    expect(stays.size).toBe(rows.length);
  });
  it('are each kept once', async () => {
    const kept = await house.inbound();
    const refused = sent.filter(({ code }) => code === 'AR').length;
    const taken = sent.filter(({ code }) => code !== 'AR');
    const repeats = taken.length - new Set(taken.map(({ bytes }) => digestOf(bytes))).size;
    console.log(kept.length, refused, repeats, sent.length);
    expect(kept.length + refused + repeats).toBe(sent.length);
  });
  it('leave a ledger that verifies and tables that can be made again', async () => {
    expect(await house.faults()).toEqual({ ledger: [], rebuild: [] });
  });
  it('make nothing throw', () => {
    const errors = house
      .logged()
      .filter((line) => (JSON.parse(line) as { readonly level: number }).level >= LOGGED_AS_ERROR);
    expect(errors).toEqual([]);
  });
});
