import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Board, CensusAnswer } from '#contracts';
import type { Person } from '#domain';
import { board, censusArrives, findPerson, undoCensus, type Arrival } from '#flow';
import { checkRebuild, verifyLedger } from '#persistence';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine, type CensusLine } from '../builders/census.js';
import { testHouse, type TestHouse } from '../harness/house.js';
import { seeded } from '../harness/seeded.js';

const RUNS = 12;
const PATIENTS_MAX = 14;
const FIRST = Date.parse('2026-05-04T06:00:00Z');
const MINUTE = 60_000;

let test: TestHouse;
let admin: Person;
let runs = 0;

/** Where somebody lies in truth, by the numbers of ward and bed. */
interface Lying {
  readonly ward: number;
  readonly named: boolean;
}

/** What may go wrong with a file, and with how much of it. */
type Mishap =
  | {
      readonly what: 'refused';
      readonly how: 'no heading' | 'no bytes' | 'another kind' | 'future';
    }
  | { readonly what: 'row refused'; readonly which: number }
  | { readonly what: 'cut'; readonly at: number; readonly bytes: boolean }
  | { readonly what: 'old'; readonly without: number }
  | { readonly what: 'undone'; readonly without: number; readonly move: number };

const share = fc.integer({ min: 0, max: 99 });
const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  fc.record({
    what: fc.constant('refused' as const),
    how: fc.constantFrom('no heading', 'no bytes', 'another kind', 'future'),
  }),
  fc.record({ what: fc.constant('row refused' as const), which: share }),
  fc.record({ what: fc.constant('cut' as const), at: share, bytes: fc.boolean() }),
  fc.record({ what: fc.constant('old' as const), without: share }),
  fc.record({ what: fc.constant('undone' as const), without: share, move: share }),
);

const hospital = fc.array(
  fc.record({ ward: fc.integer({ min: 0, max: 2 }), named: fc.boolean() }),
  {
    minLength: 3,
    maxLength: PATIENTS_MAX,
  },
);

/** One hospital of its own in the house: its wards, its source, and the clock that only goes on. */
class Hospital {
  private at: number;
  readonly lines: readonly CensusLine[];
  private readonly wards: readonly string[];

  constructor(
    private readonly run: number,
    patients: readonly Lying[],
    private readonly complete: 'wards' | 'list',
  ) {
    // Each run has a day of its own, so that nobody stays gone from the one before.
    this.at = FIRST + run * 24 * 60 * MINUTE;
    const day = new Date(this.at).toISOString().slice(0, 10);
    this.lines = patients.map(({ ward, named }, n) => {
      const number = run * PATIENTS_MAX + n;
      return censusLine(3 * number, {
        ward: `R${run} ward ${ward}`,
        local_id: `LOSE${number}`,
        bed: `B${n}`,
        admitted_at: `${day}T00:30:00+01:00`,
        ...(named ? {} : { nhs_number: '', date_of_birth: '' }),
      });
    });
    this.wards = [...new Set(this.lines.map(({ ward = '' }) => ward))];
  }

  /** Sends a file as of now, or as of some minutes before the hospital's first one. */
  async send(
    bytes: Uint8Array,
    { agoMinutes = 0, aheadMinutes = 0 } = {},
  ): Promise<Arrival<CensusAnswer>> {
    this.at += 10 * MINUTE;
    test.clock.set(new Date(this.at).toISOString());
    const takenAt = new Date(this.at + (aheadMinutes - agoMinutes) * MINUTE).toISOString();
    const query = { source: `PAS${this.run}`, takenAt, createWards: 'true' as const };
    return censusArrives(
      test.house,
      admin,
      this.complete === 'list' ? { ...query, complete: 'list', confirm: 'true' } : query,
      bytes,
    );
  }

  async undo(batch: string): Promise<boolean> {
    this.at += MINUTE;
    test.clock.set(new Date(this.at).toISOString());
    const body = { commandId: randomUUID(), because: 'wrong file' };
    return (await undoCensus(test.house, admin, batch, body, randomUUID())).ok;
  }

  /** Everybody on its boards, by local id: which stay, where, and whether to be confirmed as gone. */
  async everybody(): Promise<Map<string, { stay: string; place: string; gone: boolean }>> {
    const rows: Board['rows'][number][] = [];
    for (const ward of this.wards) {
      const read = await board(test.house, admin, ward);
      if (!read.ok) throw new Error(`refused: ${read.refusal.code}`);
      rows.push(...read.value.rows);
    }
    const entries = rows.map(
      ({ patient, stay, ward, bed, gone }) =>
        [patient?.localId ?? '', { stay, place: `${ward} ${bed}`, gone: gone !== null }] as const,
    );
    expect(new Set(entries.map(([id]) => id)).size).toBe(entries.length);
    return new Map(entries);
  }
}

const without = (lines: readonly CensusLine[], part: number) =>
  lines.filter((_, n) => n !== Math.floor((part * lines.length) / 100));

/** Does what goes wrong, and says what must hold of it. */
async function goesWrong(hospital: Hospital, one: Mishap): Promise<void> {
  const { lines } = hospital;
  const before = await hospital.everybody();
  switch (one.what) {
    case 'refused': {
      const file = Buffer.from(censusFile(lines));
      const bytes = {
        'no heading': file.subarray(file.indexOf('\n') + 1),
        'no bytes': Buffer.alloc(0),
        'another kind': Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'),
        future: file,
      }[one.how];
      const ahead = one.how === 'future' ? { aheadMinutes: 30 } : {};
      expect((await hospital.send(bytes, ahead)).ok).toBe(false);
      expect(await hospital.everybody()).toEqual(before);
      return;
    }
    case 'row refused': {
      const spoilt = Math.floor((one.which * lines.length) / 100);
      const told = lines.map((line, n) => (n === spoilt ? { ...line, admitted_at: 'soon' } : line));
      const answer = await hospital.send(censusFile(told));
      expect(answer).toMatchObject({ ok: true, value: { left: 0, admitted: 0 } });
      const after = await hospital.everybody();
      for (const id of before.keys()) expect([id, after.has(id)]).toEqual([id, true]);
      return;
    }
    case 'cut': {
      const file = Buffer.from(censusFile(lines));
      const place = Math.floor((one.at * file.length) / 100);
      const end = one.bytes ? place : file.indexOf('\n', place) + 1;
      await hospital.send(file.subarray(0, end));
      // Whoever it does not name is to be confirmed as gone; nobody is off the board.
      const after = await hospital.everybody();
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      for (const [id, { stay }] of before) expect(after.get(id)?.stay).toBe(stay);
      return;
    }
    case 'old': {
      const file = censusFile(without(lines, one.without));
      const answer = await hospital.send(file, { agoMinutes: 300 });
      expect(answer).toMatchObject({ ok: true, value: { left: 0, admitted: 0 } });
      const after = await hospital.everybody();
      for (const [id, { stay, place, gone }] of before) {
        expect(after.get(id)).toMatchObject({ stay, place });
        if (!gone) expect(after.get(id)).toMatchObject({ gone: false });
      }
      return;
    }
    case 'undone': {
      const wards = [...new Set(lines.map(({ ward = '' }) => ward))];
      const wrong = without(lines, one.without).map((line, n) =>
        n === Math.floor((one.move * lines.length) / 100)
          ? { ...line, ward: wards[one.move % wards.length] ?? '', bed: 'Z9', family_name: 'Wrong' }
          : line,
      );
      const answer = await hospital.send(censusFile(wrong));
      if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
      expect(await hospital.undo(answer.value.batch)).toBe(true);
      expect(await hospital.everybody()).toEqual(before);
    }
  }
}

describe('a census file that is refused, cut, old or undone', () => {
  beforeAll(async () => {
    test = await testHouse({ now: new Date(FIRST).toISOString() });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
  });
  afterAll(() => test.close());

  it('never loses a patient: all are on a board, and the next whole file has each in the same stay', async () => {
    const { seed } = seeded('census files');
    const course = fc.array(mishap, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        hospital,
        course,
        fc.constantFrom('wards' as const, 'list' as const),
        async (patients, mishaps, complete) => {
          runs += 1;
          const own = new Hospital(runs, patients, complete);
          expect(await own.send(censusFile(own.lines))).toMatchObject({
            value: { admitted: own.lines.length, refused: [] },
          });
          const first = await own.everybody();
          expect(first.size).toBe(own.lines.length);
          for (const one of mishaps) await goesWrong(own, one);
          expect((await own.send(censusFile(own.lines))).ok).toBe(true);
          expect(await own.everybody()).toEqual(first);
        },
      ),
      { numRuns: RUNS, seed },
    );
  }, 120_000);

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
