import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, Escalations, SystemPicture } from '#contracts';
import { londonDate } from '#domain';
import { closeDueDays, nowText } from '#flow';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import type { LiveScreen } from '../harness/live-client.js';
import { CITY, stayId } from '../harness/small-house.js';

type SmallApi = Awaited<ReturnType<typeof startSmallApi>>;

async function sameAsBoard(api: SmallApi, person: string, screen: LiveScreen): Promise<Board> {
  const { body } = await (await api.as(person)).get<Board>('/api/wards/W1/board');
  await eventually(() => expect(screen.version).toBe(body.version));
  const shown = (rows: Iterable<Board['rows'][number]>) =>
    Object.fromEntries([...rows].map((row) => [row.stay, row]));
  expect(shown(screen.rows.values())).toEqual(shown(body.rows));
  expect(screen.faults).toEqual([]);
  return body;
}

async function sameAsList(api: SmallApi, person: string, path: string, screen: LiveScreen) {
  const { body } = await (await api.as(person)).get<Escalations | SystemPicture>(path);
  await eventually(() => expect(screen.vector).toEqual(body.versions));
  const items = body.items.map((item) => ['id' in item ? item.id : item.ward, item] as const);
  expect(Object.fromEntries(screen.items)).toEqual(Object.fromEntries(items));
  expect(screen.faults).toEqual([]);
}

describe('at midnight in London', () => {
  const EVE = '2026-06-10';
  const DAY = '2026-06-11';
  let api: SmallApi;
  beforeAll(async () => {
    // Five seconds before a summer midnight, which is eleven in the evening for the machine.
    const authority = (n: number) => (n === 2 ? null : CITY);
    api = await startSmallApi({
      now: '2026-06-10T22:59:55.000Z',
      wards: [{ code: 'W1', patients: 4, authority }],
    });
  });
  afterAll(() => api.close());

  it('open screens turn to the new day when the old one is closed', async () => {
    const [ward, council, escalations, system] = await Promise.all([
      api.screen('nurse.W1'),
      api.screen('la.leicester'),
      api.screen('director.on-call'),
      api.screen('matron.uhl'),
    ]);
    await Promise.all([ward.watchWard('W1'), council.watchWard('W1')]);
    await Promise.all([escalations.watchList('escalations'), system.watchList('system')]);
    const nurse = await api.as('nurse.W1');
    const marked = await nurse.mark(stayId('W1', 1), EVE, { note: 'Waits for the scan' });
    expect(marked.status).toBe(200);
    const { house } = api.opened;
    await eventually(() => expect(londonDate(nowText(house))).toBe(DAY));
    // The close comes late: the new day has its first word already.
    const early = await nurse.mark(stayId('W1', 4), DAY, { note: 'Fell in the night' });
    expect(early.status).toBe(200);
    expect((await closeDueDays(house)).closed).toBe(1);
    const board = await sameAsBoard(api, 'nurse.W1', ward);
    expect(new Set(board.rows.map(({ day }) => day.date))).toEqual(new Set([DAY]));
    expect(board.rows[0]?.day).toMatchObject({ carriedOver: true, redSince: EVE, reviewed: false });
    expect(board.rows[3]?.day.note).toBe('Fell in the night');
    await sameAsBoard(api, 'la.leicester', council);
    await sameAsList(api, 'director.on-call', '/api/escalations', escalations);
    await sameAsList(api, 'matron.uhl', '/api/system', system);
  });

  it('no word of today is lost from a screen when a day before is closed again', async () => {
    const ward = await api.screen('nurse.W1');
    await ward.watchWard('W1');
    const nurse = await api.as('nurse.W1');
    const today = { note: 'Family comes at four' };
    expect((await nurse.mark(stayId('W1', 1), DAY, today)).status).toBe(200);
    const late = await nurse.mark(stayId('W1', 3), EVE, { commandId: randomUUID() });
    expect(late.status).toBe(200);
    expect((await closeDueDays(api.opened.house)).restated).toBe(1);
    const board = await sameAsBoard(api, 'nurse.W1', ward);
    expect(board.rows[0]?.day.note).toBe('Family comes at four');
  });
});
