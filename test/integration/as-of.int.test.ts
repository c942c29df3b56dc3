import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board } from '#contracts';
import type { Person } from '#domain';
import { addDays, londonDate } from '#domain';
import { board, boardAsOf, closeDueDays, delays, mark, nowText, setWard, withdraw } from '#flow';
import { SERVICE } from '#persistence';
import type { TestClock } from '#platform';
import { assertFacts } from '../harness/assert-facts.js';
import { assertReference } from '../harness/assert-reference.js';
import type { TestDatabase } from '../harness/database.js';
import { standingHouse, stillClock, type StandingHouse } from '../harness/open-house.js';
import { seeded, type Seeded } from '../harness/seeded.js';
import { CITY, COUNTY, smallHouse, stayId } from '../harness/small-house.js';

const NOW = '2026-06-10T09:00:00.000Z';
const WARDS = ['W1', 'W2', 'W3'];
const PATIENTS = 4;
const PEOPLE = ['matron.uhl', 'la.leicester', 'analyst.llr'];
const ADMINISTRATOR = 'admin';
/** Boards are remembered while this much happens, and asked for again when much more has happened. */
const FACTS_BEFORE = 150;
const FACTS_AFTER = 1_000;

interface Remembered {
  readonly at: string;
  readonly ward: string;
  readonly person: string;
  readonly board: Board;
}

describe('a board as of an earlier time', () => {
  let database: TestDatabase;
  let clock: TestClock;
  let standing: StandingHouse;
  let people: Map<string, Person>;
  let chance: Seeded;

  beforeAll(async () => {
    chance = seeded('boards as of then');
    const wards = WARDS.map((code) => ({
      code,
      patients: PATIENTS,
      authority: (n: number) => [null, CITY, COUNTY][n % 3] ?? null,
    }));
    database = await smallHouse({ now: NOW, wards });
    clock = stillClock(NOW);
    standing = await standingHouse(database, clock);
    people = new Map();
    for (const id of [...PEOPLE, ADMINISTRATOR]) people.set(id, await standing.person(id));
  });
  afterAll(async () => {
    await standing.close();
    await database.drop();
  });

  const personOf = (id: string): Person => {
    const person = people.get(id);
    if (person === undefined) throw new Error(`nobody is called ${id}`);
    return person;
  };
  const facts = async () => {
    const [row] = await standing.house.persistence
      .as(SERVICE)
      .query<{ n: number }>('SELECT count(*)::int AS n FROM fact');
    return row?.n ?? 0;
  };

  /** Something that may happen on a ward; whether the rules let it happen is all the same. */
  async function happen(): Promise<void> {
    const { house } = standing;
    const matron = personOf('matron.uhl');
    clock.advance({ seconds: 1 + chance.below(1_200) });
    const stay = stayId(chance.pick(WARDS), chance.below(PATIENTS) + 1);
    const today = londonDate(nowText(house));
    const target = { stay, date: chance.next() < 0.8 ? today : addDays(today, -1) };
    const ids = { commandId: randomUUID() };
    const what = chance.below(22);
    if (what < 9) {
      const day = await house.persistence
        .as(SERVICE)
        .query<{ version: number }>(
          `SELECT (record ->> 'version')::int AS version FROM day WHERE stay = $1 AND date = $2`,
          [target.stay, target.date],
        );
      const red = { colour: 'red', constraint: chance.pick(['I01', 'I02', 'E08']) } as const;
      const green = { colour: 'green', value: 'V01' } as const;
      await mark(
        house,
        matron,
        target,
        {
          ...ids,
          ifVersion: day[0]?.version ?? 0,
          kind: chance.pick(['planned', 'final']),
          ...(chance.next() < 0.5 ? red : green),
          ...(chance.next() < 0.4 ? { note: `Note ${chance.below(1_000)}` } : {}),
          ...(chance.next() < 0.5 ? { lateReason: 'Told late' } : {}),
        },
        ids.commandId,
      );
    } else if (what < 12) {
      await withdraw(house, matron, target, { ...ids, because: 'Wrong' }, ids.commandId);
    } else if (what < 15) {
      const said = { list: 'dtoc', reason: 'E', since: today, primary: chance.next() < 0.5 };
      await delays.open(house, matron, stay, { ...ids, ...said }, ids.commandId);
    } else if (what < 17) {
      await endSomeDelay(matron, stay, ids.commandId);
    } else if (what < 18) {
      const responsibleAuthority = chance.pick([CITY, COUNTY]);
      await assertFacts(house, {
        stay,
        facts: [{ type: 'stay-updated', body: { responsibleAuthority } }],
      });
    } else if (what < 19) {
      const body = { ward: chance.pick(WARDS), bed: `B${chance.below(9)}`, at: nowText(house) };
      await assertFacts(house, { stay, facts: [{ type: 'stay-moved', body }] });
    } else if (what < 20) await closeDueDays(house);
    else await changeReference(ids.commandId);
  }

  /** What a ward is, and what all boards are read with: kinds and beds, bands, names, columns. */
  async function changeReference(commandId: string): Promise<void> {
    const { house } = standing;
    const book = await house.books.now();
    const validFrom = addDays(londonDate(nowText(house)), -chance.below(2));
    const name = `Name ${chance.below(1_000)}`;
    const which = chance.below(4);
    if (which === 0) {
      const code = chance.pick(WARDS);
      const beds = Array.from({ length: 9 }, (_, n) => `B${(n * 4 + chance.below(3)) % 9}`);
      const set = await setWard(house, personOf(ADMINISTRATOR), code, {
        commandId,
        name,
        organisation: 'RWE',
        site: chance.pick(['RWEAA', 'RWES1']),
        kind: chance.pick(['acute', 'community', 'mental-health']),
        fundedBeds: 9,
        openBeds: chance.below(9),
        beds: [...new Set(beds)],
        checks: [...book.checks.keys()].slice(chance.below(3), 5),
        redGreenFrom: chance.next() < 0.3 ? null : '2010-01-01',
        roundDays: [1, 2, 3, 4, 5].slice(chance.below(5)),
        roundAt: '09:15',
        huddleAt: null,
        receivesFromAssessment: false,
      });
      if (!set.ok) throw new Error(set.refusal.code);
    } else if (which === 1) {
      const code = chance.pick(['acute', 'community', 'mental-health']);
      const strandedOver = chance.below(3) - 1;
      const value = { strandedOver, longFrom: strandedOver + 2, superStrandedFrom: 9 };
      await assertReference(house, { kind: 'thresholds', code, validFrom, value });
    } else if (which === 2) {
      const owner = chance.pick([...book.owners.values()]);
      const value = { ...owner, name, role: chance.pick([...book.roles.keys()]) };
      await assertReference(house, { kind: 'owner', code: owner.code, validFrom, value });
    } else {
      const check = chance.pick([...book.checks.values()]);
      const value = { ...check, name, place: chance.below(9) };
      await assertReference(house, { kind: 'check', code: check.code, validFrom, value });
    }
  }

  async function endSomeDelay(matron: Person, stay: string, commandId: string): Promise<void> {
    const { house } = standing;
    const open = await house.persistence
      .as(SERVICE)
      .query<{ delay: string }>('SELECT delay FROM delay WHERE stay = $1 AND open', [stay]);
    if (open.length === 0) return;
    const { delay } = chance.pick(open);
    if (chance.next() < 0.5) await delays.end(house, matron, delay, { commandId }, commandId);
    else await delays.withdrawDelay(house, matron, delay, { commandId, because: 'No' }, commandId);
  }

  async function look(): Promise<Remembered[]> {
    const seen: Remembered[] = [];
    for (const ward of WARDS)
      for (const person of PEOPLE) {
        const read = await board(standing.house, personOf(person), ward);
        if (!read.ok) throw new Error(read.refusal.code);
        seen.push({ at: nowText(standing.house), ward, person, board: read.value });
      }
    return seen;
  }

  it(`equals what was shown then, for all who may look, after ${FACTS_AFTER} later facts`, async () => {
    const remembered = await look();
    const first = await facts();
    while ((await facts()) < first + FACTS_BEFORE) {
      for (let n = 0; n < 12; n += 1) await happen();
      remembered.push(...(await look()));
    }
    const then = await facts();
    while ((await facts()) < then + FACTS_AFTER) for (let n = 0; n < 100; n += 1) await happen();
    expect(remembered.length).toBeGreaterThan(50);
    const different = new Set(remembered.map((one) => JSON.stringify(one.board.rows)));
    expect(different.size).toBeGreaterThan(20);
    const shapes = remembered.map(({ board: { name, kind, beds, checks } }) => ({
      name,
      kind,
      beds,
      checks,
    }));
    expect(new Set(shapes.map((one) => JSON.stringify(one))).size).toBeGreaterThan(4);
    for (const one of remembered) {
      const again = await boardAsOf(standing.house, personOf(one.person), one.ward, one.at);
      const expected = { seed: chance.seed, ...one };
      expect({ ...expected, board: again.ok ? again.value : again.refusal }).toEqual(expected);
    }
  }, 240_000);
});
