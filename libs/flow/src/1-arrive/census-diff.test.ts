import { describe, expect, it } from '@jest/globals';
import type { Identity, StayView } from '#domain';
import fc from 'fast-check';
import { diffCensus } from './census-diff.js';
import type { CensusInput, KnownStay, PlacedRow, Traces } from './census.types.js';

const TAKEN = '2026-05-04T08:00:00.000Z';
const EARLIER = '2026-05-04T05:00:00.000Z';
const LATER = '2026-05-04T09:00:00.000Z';
const ADMITTED = '2026-05-01T10:00:00.000Z';

function patient(n: number, said: Partial<Identity> = {}): Identity {
  return {
    patient: `P${n}`,
    localId: `L${n}`,
    nhsNumber: `N${n}`,
    familyName: 'Testcase',
    givenName: null,
    dateOfBirth: null,
    sex: null,
    similarName: false,
    ...said,
  };
}

function stay(n: number, said: Partial<StayView> = {}, who: Partial<Identity> = {}): KnownStay {
  const ward = said.ward ?? 'W1';
  const bed = said.bed === undefined ? `B${n}` : said.bed;
  return {
    view: {
      stay: `RWE.S${n}`,
      organisation: 'RWE',
      patient: `P${n}`,
      source: 'PAS',
      visit: null,
      ward,
      bed,
      places: [{ ward, bed, from: ADMITTED }],
      admittedAt: ADMITTED,
      admittedOn: '2026-05-01',
      leftAt: null,
      leftOn: null,
      leftTo: null,
      leftBetween: null,
      awaySince: null,
      voided: null,
      careType: null,
      specialty: null,
      consultant: null,
      responsibleAuthority: null,
      expectedDischargeDate: null,
      delays: [],
      version: 0,
      lastConfirmedAt: EARLIER,
      latest: null,
      before: null,
      ...said,
    },
    patient: patient(n, who),
  };
}

function row(n: number, said: Partial<PlacedRow> = {}): PlacedRow {
  return {
    line: n + 1,
    ward: 'W1',
    bed: `B${n}`,
    admittedAt: ADMITTED,
    particulars: {},
    words: { localId: `L${n}`, nhsNumber: `N${n}`, familyName: 'Testcase' },
    ...said,
  };
}

function census(said: Partial<CensusInput>): CensusInput {
  const rows = said.rows ?? [];
  return {
    takenAt: TAKEN,
    rows,
    refused: [],
    complete: { of: 'wards', wards: new Set(rows.map(({ ward }) => ward)) },
    open: [],
    ended: [],
    patients: (said.open ?? []).flatMap((one) => one.patient ?? []),
    laterCensus: new Set(),
    liveFeed: new Set(),
    ...said,
  };
}

const NO_TRACES: Traces = { ward: null, bed: null, localId: null, nhsNumber: null };
const stays = (known: readonly KnownStay[]) => known.map(({ view }) => view.stay);

describe('what a census changes', () => {
  it('is nothing when it says what the house knows', () => {
    const diff = diffCensus(census({ rows: [row(1)], open: [stay(1)] }));
    expect(diff.seen).toMatchObject([{ move: null, particulars: null, newWords: false }]);
    expect(diff).toMatchObject({ admitted: [], left: [], held: [], refused: [], warnings: [] });
  });

  it('lets a missing patient leave between the last word of them and the census', () => {
    const diff = diffCensus(census({ rows: [row(1)], open: [stay(1), stay(2)] }));
    expect(diff.left).toMatchObject([
      { stay: { view: { stay: 'RWE.S2' } }, between: [EARLIER, TAKEN] },
    ]);
  });

  it('ends nobody on a ward that it does not name', () => {
    const diff = diffCensus(census({ rows: [row(1)], open: [stay(1), stay(2, { ward: 'W2' })] }));
    expect(diff.left).toEqual([]);
  });

  it('ends only its own patients when it is the list of a team that visits', () => {
    const complete = { of: 'list' as const, source: 'in-reach' };
    const open = [stay(1), stay(2, { source: 'in-reach', ward: 'W9' })];
    expect(stays(diffCensus(census({ complete, open })).left.map((one) => one.stay))).toEqual([
      'RWE.S2',
    ]);
  });

  it('holds a patient of whom a refused row may speak, and everybody when it cannot be told of whom', () => {
    const open = [stay(1), stay(2), stay(3), stay(4)];
    const traces = [
      { ...NO_TRACES, localId: 'L2' },
      { ...NO_TRACES, nhsNumber: 'N3' },
      { ...NO_TRACES, ward: 'W1', bed: 'B4', localId: 'other' },
    ];
    const held = diffCensus(census({ rows: [row(1)], open, refused: traces }));
    expect(stays(held.held)).toEqual(['RWE.S2', 'RWE.S3', 'RWE.S4']);
    const untold = diffCensus(census({ rows: [row(1)], open, refused: [NO_TRACES] }));
    expect(untold.left).toEqual([]);
    expect(untold.warnings).toEqual([{ code: 'left-withheld', ward: 'W1' }]);
    const elsewhere = [{ ...NO_TRACES, ward: 'W2' }];
    expect(diffCensus(census({ rows: [row(1)], open, refused: elsewhere })).left).toHaveLength(3);
  });

  it('does not end a stay of which something later is known, nor where messages tell who leaves', () => {
    const judged = { colour: 'red', at: LATER } as NonNullable<StayView['latest']>['planned'];
    const latest = { date: '2026-05-04', version: 1, planned: judged, final: null, redSince: null };
    for (const said of [
      { open: [stay(1), stay(2, { lastConfirmedAt: LATER })] },
      { open: [stay(1), stay(2, { latest })] },
      { open: [stay(1), stay(2)], liveFeed: new Set(['W1']) },
    ]) {
      const diff = diffCensus(census({ rows: [row(1)], ...said }));
      expect(diff.left).toEqual([]);
      expect(diff.warnings).toMatchObject([
        { code: 'disagrees', ward: 'W1', stay: expect.any(String) },
      ]);
    }
  });

  it('moves nobody by a word older than the last on the stay, whatever others said of the ward', () => {
    const rows = [row(1, { ward: 'W2', particulars: { specialty: 'Stroke' } })];
    const older = census({ rows, open: [stay(1, { lastConfirmedAt: LATER })] });
    const { seen, warnings } = diffCensus(older);
    expect(seen).toMatchObject([{ move: null, confirms: false, particulars: null }]);
    expect(warnings).toMatchObject([
      {
        code: 'disagrees',
        line: 2,
        field: 'ward',
        ward: 'W1',
        stay: expect.any(String),
        says: { ward: expect.any(String) },
      },
    ]);
    const ofWard = census({ rows, open: [stay(1)], laterCensus: new Set(['W1']) });
    expect(diffCensus(ofWard).seen).toMatchObject([{ move: { ward: 'W2' } }]);
  });

  it('sees whom it finds where the board has them, unless they were seen later', () => {
    const rows = [row(1)];
    const seen = [{ ward: 'W1', bed: null, from: LATER }];
    const of = (held: KnownStay) => diffCensus(census({ rows, open: [held] })).seen;
    expect(of(stay(1))).toMatchObject([{ move: null, confirms: true }]);
    expect(of(stay(1, { lastConfirmedAt: LATER }))).toMatchObject([{ confirms: true }]);
    expect(of(stay(1, { lastConfirmedAt: LATER, seen }))).toMatchObject([{ confirms: false }]);
  });

  it('takes a row without a bed to say nothing of the bed, unless the ward is another', () => {
    const same = diffCensus(census({ rows: [row(1, { bed: null })], open: [stay(1)] }));
    expect(same.seen).toMatchObject([{ move: null }]);
    const other = diffCensus(
      census({ rows: [row(1, { bed: null, ward: 'W2' })], open: [stay(1)] }),
    );
    expect(other.seen).toMatchObject([{ move: { ward: 'W2', bed: null } }]);
  });

  it('finds a stay by local id before NHS number, and gives one stay to one row', () => {
    const rows = [
      row(9, { words: { localId: 'NEW', nhsNumber: 'N1' } }),
      row(1, { words: { localId: 'L1', nhsNumber: 'N1' } }),
    ];
    const diff = diffCensus(census({ rows, open: [stay(1)] }));
    expect(diff.seen).toMatchObject([{ row: { line: 2 } }]);
    expect(diff.admitted).toMatchObject([{ row: { line: 10 }, patient: null }]);
    expect(diff.warnings.map(({ code }) => code)).toContain('nhs-number-shared');
  });

  it('makes no second stay of an admission that has ended, and a new one of a patient who came back', () => {
    const ended = [stay(1, { leftAt: EARLIER, leftOn: '2026-05-04', leftTo: 'home' })];
    const patients = [patient(1)];
    const same = diffCensus(census({ rows: [row(1)], ended, patients }));
    expect(same).toMatchObject({ admitted: [], warnings: [{ code: 'disagrees', line: 2 }] });
    const back = diffCensus(census({ rows: [row(1, { admittedAt: EARLIER })], ended, patients }));
    expect(back.admitted).toMatchObject([{ patient: 'P1' }]);
  });

  it('refuses the second row of one local id, and says when a bed holds two', () => {
    const doubled = diffCensus(census({ rows: [row(1), row(1, { line: 9, bed: 'B7' })] }));
    expect(doubled.refused).toEqual([{ line: 9, field: 'local_id', code: 'row-doubled' }]);
    const shared = diffCensus(census({ rows: [row(1), row(2, { bed: 'B1' })] }));
    expect(shared.warnings).toEqual([
      { code: 'bed-shared', line: 3, field: 'bed', ward: 'W1', bed: 'B1' },
    ]);
  });

  it('asks a person when more than 30% of a ward and at least five would be gone', () => {
    const open = Array.from({ length: 17 }, (_, n) => stay(n));
    const named = (count: number) => Array.from({ length: count }, (_, n) => row(n));
    expect(diffCensus(census({ rows: named(12), open })).tooDifferent).toEqual([]);
    expect(diffCensus(census({ rows: named(11), open })).tooDifferent).toEqual([
      { ward: 'W1', stays: 17, gone: 6 },
    ]);
    expect(diffCensus(census({ rows: named(6), open: open.slice(0, 10) })).tooDifferent).toEqual(
      [],
    );
  });
});

const arrangement = fc.record({
  open: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 }),
  rows: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }),
  wards: fc.array(fc.constantFrom('W1', 'W2', 'W3'), { minLength: 41, maxLength: 41 }),
  now: fc.array(fc.constantFrom('W1', 'W2', 'W3'), { minLength: 41, maxLength: 41 }),
  refused: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
});

describe('any census of any house', () => {
  it('accounts for every patient exactly once: none lost, none doubled', () => {
    fc.assert(
      fc.property(arrangement, ({ open, rows, wards, now, refused }) => {
        const input = census({
          open: open.map((n) => stay(n, { ward: wards[n] ?? 'W1' })),
          rows: rows.map((n) => row(n, { ward: now[n] ?? 'W1' })),
          refused: refused.map((n) => ({ ...NO_TRACES, localId: `L${n}` })),
        });
        const { admitted, seen, left, held } = diffCensus(input);
        expect(admitted.length + seen.length).toBe(rows.length);
        const touched = [...seen, ...left].map((one) => one.stay.view.stay).concat(stays(held));
        expect(new Set(touched).size).toBe(touched.length);
        const named = new Set(rows.map((n) => `RWE.S${n}`));
        for (const gone of left) {
          expect(named.has(gone.stay.view.stay)).toBe(false);
          expect(refused.map((n) => `L${n}`)).not.toContain(gone.stay.patient?.localId);
          expect(input.rows.map(({ ward }) => ward)).toContain(gone.stay.view.ward);
        }
      }),
    );
  });

  it('says the same whatever the order of its rows', () => {
    fc.assert(
      fc.property(arrangement, ({ open, rows, wards, now }) => {
        const open_ = open.map((n) => stay(n, { ward: wards[n] ?? 'W1' }));
        const lines = rows.map((n) => row(n, { ward: now[n] ?? 'W1' }));
        const one = diffCensus(census({ open: open_, rows: lines }));
        const other = diffCensus(census({ open: open_, rows: [...lines].reverse() }));
        const told = ({ admitted, seen, left }: typeof one) => ({
          admitted: admitted.map((a) => a.row.line).sort(),
          seen: seen.map((s) => JSON.stringify([s.row.line, s.stay.view.stay, s.move])).sort(),
          left: stays(left.map((l) => l.stay)).sort(),
        });
        expect(told(one)).toEqual(told(other));
      }),
    );
  });

  it('ends nobody when it is old, live messages tell, or a refused row cannot be told', () => {
    fc.assert(
      fc.property(arrangement, fc.constantFrom('old', 'live', 'untold'), (one, why) => {
        const all = new Set(['W1', 'W2', 'W3']);
        const input = census({
          open: one.open.map((n) => stay(n, { ward: one.wards[n] ?? 'W1' })),
          rows: one.rows.map((n) => row(n, { ward: one.now[n] ?? 'W1' })),
          ...(why === 'old' ? { laterCensus: all } : {}),
          ...(why === 'live' ? { liveFeed: all } : {}),
          ...(why === 'untold' ? { refused: [NO_TRACES] } : {}),
        });
        expect(diffCensus(input).left).toEqual([]);
      }),
    );
  });
});
