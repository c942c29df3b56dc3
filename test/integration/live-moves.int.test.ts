import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, Escalations, SystemPicture } from '#contracts';
import type { NewFact, StayFact } from '#domain';
import { startingAt } from '#platform';
import { Temporal } from 'temporal-polyfill';
import { startSmallApi } from '../harness/api.js';
import { assertFacts } from '../harness/assert-facts.js';
import { eventually } from '../harness/eventually.js';
import type { LiveScreen } from '../harness/live-client.js';
import { standingHouse, type StandingHouse } from '../harness/open-house.js';
import { seeded, type Seeded } from '../harness/seeded.js';
import { CITY, COUNTY, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const TODAY = '2026-06-10';
const WARDS = ['W1', 'W2', 'W3'];
const PATIENTS = 8;
const HAPPENINGS = 150;
const MOVERS = 3;
const PEOPLE = ['matron.uhl', 'la.leicester', 'la.leicestershire', 'analyst.llr'];

type StayChange = NewFact<StayFact['type']>;

/** What a feed may say of a patient: moved, of another council, gone. */
function somethingSaid(chance: Seeded): StayChange {
  const what = chance.below(10);
  if (what < 6)
    return {
      type: 'stay-moved',
      body: { ward: chance.pick(WARDS), bed: `B${chance.below(20)}`, at: NOW },
    };
  if (what < 9)
    return {
      type: 'stay-updated',
      body: { responsibleAuthority: chance.pick([CITY, COUNTY, 'E06000017']) },
    };
  return { type: 'stay-left', body: { at: NOW, to: 'home' } };
}

describe('screens while patients move', () => {
  let api: Awaited<ReturnType<typeof startSmallApi>>;
  let others: StandingHouse[];
  beforeAll(async () => {
    const authority = (n: number) => [CITY, COUNTY, null][n % 3] ?? null;
    const wards = WARDS.map((code) => ({ code, patients: PATIENTS, authority }));
    api = await startSmallApi({ now: NOW, wards });
    const clock = startingAt(Temporal.Instant.from(NOW));
    others = await Promise.all(
      Array.from({ length: MOVERS }, () => standingHouse(api.database, clock, 2)),
    );
  });
  afterAll(async () => {
    await Promise.all(others.map((other) => other.close()));
    await api.close();
  });

  /** Moves and marks at once, each patient spoken of by one mover and by everyone's nurse. */
  async function live(mover: number, chance: Seeded): Promise<void> {
    const matron = await api.as('matron.uhl');
    const house = others[mover]?.house;
    if (house === undefined) throw new Error('each mover has a house');
    const gone = new Set<string>();
    for (let n = 0; n < HAPPENINGS / MOVERS; n += 1) {
      const stay = stayId(WARDS[mover] ?? '', chance.below(PATIENTS) + 1);
      if (gone.has(stay)) continue;
      const said = somethingSaid(chance);
      if (said.type === 'stay-left') gone.add(stay);
      const note = chance.next() < 0.5 ? { note: `Note ${n}` } : {};
      const marking = matron.mark(stay, TODAY, { ...note, ifVersion: chance.below(2) });
      await assertFacts(house, { stay, facts: [said] });
      expect([200, 409, 422]).toContain((await marking).status);
    }
  }

  it('of every ward and list, for every audience, end as the service would draw them anew', async () => {
    const chance = seeded('patients on the move');
    const screens = await Promise.all(
      WARDS.flatMap((ward) =>
        PEOPLE.map(async (person) => {
          const screen = await api.screen(person);
          await screen.watchWard(ward);
          return { ward, person, screen };
        }),
      ),
    );
    const lists = await Promise.all(
      (
        [
          ['director.on-call', 'escalations'],
          ['la.leicester', 'escalations'],
          ['matron.uhl', 'system'],
          ['commissioner.llr', 'system'],
        ] as const
      ).map(async ([person, kind]) => {
        const screen = await api.screen(person);
        await screen.watchList(kind);
        return { person, kind, screen };
      }),
    );
    await Promise.all(others.map((_, mover) => live(mover, chance)));
    for (const { ward, person, screen } of screens) await sameBoard(ward, person, screen);
    for (const { person, kind, screen } of lists) await sameList(person, kind, screen);
    for (const { person, screen } of screens)
      if (person.startsWith('la.')) onlyItsOwn(screen, person === 'la.leicester' ? CITY : COUNTY);
  });

  async function sameBoard(ward: string, person: string, screen: LiveScreen): Promise<void> {
    const { body } = await (await api.as(person)).get<Board>(`/api/wards/${ward}/board`);
    await eventually(() => expect(screen.version).toBe(body.version));
    const shown = Object.fromEntries(screen.rows);
    expect({ ward, person, shown }).toEqual({
      ward,
      person,
      shown: Object.fromEntries(body.rows.map((row) => [row.stay, row])),
    });
    expect(screen.faults).toEqual([]);
  }

  async function sameList(person: string, kind: string, screen: LiveScreen): Promise<void> {
    const client = await api.as(person);
    const { body } = await client.get<Escalations | SystemPicture>(`/api/${kind}`);
    await eventually(() => expect(screen.vector).toEqual(body.versions));
    const items = body.items.map((item) => ['id' in item ? item.id : item.ward, item] as const);
    const shown = Object.fromEntries(screen.items);
    expect({ person, shown }).toEqual({ person, shown: Object.fromEntries(items) });
    expect(screen.faults).toEqual([]);
  }

  /** Not a row of another council’s resident ever, and nothing left that was not there. */
  function onlyItsOwn(screen: LiveScreen, authority: string): void {
    const there = new Set<string>();
    for (const row of screen.first) there.add(row);
    for (const change of screen.changes) {
      if (change.screen !== 'ward') continue;
      for (const stay of change.left) expect(there.delete(stay)).toBe(true);
      for (const row of change.rows) {
        expect([authority, null]).toContain(row.responsibleAuthority);
        there.add(row.stay);
      }
    }
  }
});
