import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import type { Row, WardEntry } from '#domain';
import { tellAnswers } from './answers-table.js';
import { outsideMessages, type OutsideMessage } from './folder.js';
import { KEPT_FOR, isOfOnePatient, type Sent } from './kept-for.js';
import { openOutsideHouse, type OutsideHouse } from './outside-house.js';
import { PlainMessage, bare, renumbered } from './plain-hl7.js';

/** Events after which somebody lies in a bed. */
const INTO_A_BED = new Set(['A01', 'A02']);
/** Events after which a stay may be on no board any more, or be another patient's. */
const OFF_THE_BOARD = new Set(['A03', 'A11', 'A23', 'A34', 'A40']);

let house: OutsideHouse;
/** Everything that was sent, in order. */
const sent: Sent[] = [];

async function sendAll(messages: readonly OutsideMessage[]): Promise<Sent[]> {
  const answered: Sent[] = [];
  for (const { name, bytes } of messages) {
    const plain = new PlainMessage(bytes);
    answered.push({ name, bytes, plain, ...(await house.sender.send(bytes)) });
  }
  sent.push(...answered);
  return answered;
}

/** What was kept of each message, by what it says. */
async function keptStays(): Promise<Map<string, string | null>> {
  return new Map((await house.inbound()).map(({ body, stay }) => [bare(body), stay]));
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

describe('the messages of other people’s projects, each in a frame of its own', () => {
  beforeAll(async () => {
    const messages = outsideMessages();
    house = await openOutsideHouse(messages.map(({ bytes }) => new PlainMessage(bytes).source));
    const first = await sendAll(messages);
    tellAnswers('As they are:', first);
    // Half of the projects number all their examples alike: as a sender who mended that, once more.
    const reused = first.filter(({ reason }) => reason === 'control-id-reused');
    const mended = reused.map(({ name, bytes }, index) => ({
      name: `${name} (renumbered)`,
      bytes: renumbered(bytes, `RENUMBERED-${index}`),
    }));
    tellAnswers('With a number of their own:', await sendAll(mended));
  }, 150_000);
  afterAll(() => house.close());

  it('are all answered with the number that their sender gave them', () => {
    expect(sent.length).toBeGreaterThanOrEqual(473);
    const strange = sent.filter(
      ({ code, answeredId, plain }) => code !== 'AR' && answeredId !== plain.controlId,
    );
    expect(strange.map(({ name }) => name)).toEqual([]);
  });

  it('are kept for a person only for a reason that can be seen in them', () => {
    const unexplained = sent.flatMap(({ name, code, reason, plain, bytes }, index) => {
      if (code !== 'AE') return [];
      const known = Object.entries(KEPT_FOR).find(([listed]) => listed === reason)?.[1];
      const seen = known?.holds({ plain, bytes }, sent.slice(0, index)) ?? false;
      return seen ? [] : [`${name} ${plain.event} ${reason}`];
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
    const onBoards = new Set(rows.map(({ stay }) => stay));
    const stays = await keptStays();
    const lost = sent.flatMap((one) => {
      if (one.code !== 'AA' || !INTO_A_BED.has(one.plain.event) || !one.plain.saysEnough) return [];
      const stay = stays.get(bare(one.bytes)) ?? null;
      if (stay === null) return [`${one.name}: no stay`];
      const gone = sent.some(
        (other) =>
          other.code === 'AA' &&
          OFF_THE_BOARD.has(other.plain.event) &&
          isOfOnePatient(other, one.plain),
      );
      return onBoards.has(stay) || gone ? [] : [`${one.name}: on no board`];
    });
    expect(lost).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('put nobody into two beds, and nobody’s number on another’s stay', async () => {
    const rows = await everyRow();
    const numbers = rows.flatMap(({ patient }) => patient.localId ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(new Set(rows.map(({ stay }) => stay)).size).toBe(rows.length);
    const stays = await keptStays();
    const saidOf = new Map<string, Set<string>>();
    for (const { bytes, plain } of sent) {
      const stay = stays.get(bare(bytes)) ?? '';
      saidOf.set(stay, new Set([...(saidOf.get(stay) ?? []), ...plain.patientNumbers]));
    }
    const foreign = rows.filter(
      ({ stay, patient: { localId } }) =>
        localId !== undefined && saidOf.get(stay)?.has(localId) !== true,
    );
    expect(foreign.map(({ stay }) => stay)).toEqual([]);
  });

  it('are each kept once, but for what is no ADT message', async () => {
    const taken = sent.filter(({ code }) => code !== 'AR').map(({ bytes }) => bare(bytes));
    const kept = (await house.inbound()).map(({ body }) => bare(body));
    expect([...kept].sort()).toEqual([...new Set(taken)].sort());
  });

  it('leave a ledger that verifies and tables that can be made again', async () => {
    expect(await house.faults()).toEqual({ ledger: [], rebuild: [] });
  });

  it('make nothing throw, and no name of a patient is logged', () => {
    expect(house.errors()).toEqual([]);
    const log = house.logged().join('\n').toLowerCase();
    const names = sent.map(({ plain }) => plain.at('PID', 5).toLowerCase());
    expect(names.filter((name) => name.length > 6 && log.includes(name))).toEqual([]);
  });
});
