import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSmallApi } from '../harness/api.js';
import { eventually } from '../harness/eventually.js';
import { behindTheBack } from '../harness/open-house.js';
import { stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';

/** Two seconds long a ward is drawn once for all who see the same; these tests ask within a few milliseconds. */
describe('many screens of one ward at once', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  beforeAll(async () => {
    const wards = ['W1', 'W2'].map((code) => ({ code, patients: 3 }));
    api = await startSmallApi({ now: NOW, wards });
  });
  afterAll(() => api.close());

  const openings = (ward: string) =>
    behindTheBack(api.database, async (client) => {
      const { rows } = await client.query<{ person: string }>(
        `SELECT person FROM opened WHERE what = 'board' AND subject = $1 ORDER BY person`,
        [ward],
      );
      return rows.map(({ person }) => person);
    });

  it('show the same, and each opening is written down', async () => {
    const people = ['nurse.W1', 'matron.uhl', 'nurse.W1'];
    const screens = await Promise.all(people.map((person) => api.screen(person)));
    await Promise.all(screens.map((screen) => screen.watchWard('W1')));
    for (const screen of screens) {
      expect(screen.first).toHaveLength(3);
      expect([...screen.rows.values()]).toEqual([...(screens[0]?.rows.values() ?? [])]);
    }
    expect(await openings('W1')).toEqual([...people].sort());
  });

  it('have each change that came since the drawing once, whoever joins when', async () => {
    const nurse = await api.as('nurse.W2');
    const first = await api.screen('nurse.W2');
    await first.watchWard('W2');
    const second = await api.screen('nurse.W2');
    const path = `/api/stays/${stayId('W2', 1)}/days/${TODAY}`;
    const mark = (ifVersion: number, colour: object) =>
      nurse.put(path, { commandId: crypto.randomUUID(), ifVersion, kind: 'planned', ...colour });
    expect((await mark(0, { colour: 'green' })).status).toBe(200);
    const joining = second.watchWard('W2');
    expect((await mark(1, { colour: 'red', constraint: 'I08' })).status).toBe(200);
    await joining;
    const third = await api.screen('nurse.W2');
    await third.watchWard('W2');
    for (const screen of [first, second, third]) {
      await eventually(() => expect(screen.version).toBe(first.version));
      expect(screen.rows.get(stayId('W2', 1))?.day).toMatchObject({ version: 2, colour: 'red' });
      expect(screen.faults).toEqual([]);
    }
  });
});
