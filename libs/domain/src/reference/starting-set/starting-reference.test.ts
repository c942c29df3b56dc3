import { describe, expect, it } from '@jest/globals';
import { bookOf } from '../book.js';
import {
  attributionsAllowed,
  checksOf,
  inPlace,
  reasonIn,
  roleOfOwner,
  thresholdsOn,
} from '../reference.js';
import type { ReasonListEntry, WardEntry } from '../reference.js';
import { bandOf } from '../../stay/length.js';
import { demonstrationWards } from './demonstration-wards.js';
import { startingReference } from './starting-reference.js';

const rows = startingReference();
const book = bookOf([...rows, ...demonstrationWards()]);
const wards = [...book.wards.values()];

describe('the starting set', () => {
  it('names the trusts, the board and the councils by their national codes', () => {
    expect([...book.organisations.keys()].sort()).toEqual(
      ['E06000016', 'E06000017', 'E10000018', 'QK1', 'RT5', 'RWE'].sort(),
    );
  });

  it('knows every owner that a reason proposes', () => {
    const proposed = [...book.reasonLists.values()]
      .flat()
      .flatMap((entry) => entry.value.reasons)
      .flatMap((reason) => reason.owner ?? []);
    expect(proposed.length).toBeGreaterThan(20);
    expect(proposed.filter((owner) => !book.owners.has(owner))).toEqual([]);
  });

  it('gives each council as an owner under the code of residence', () => {
    const councils = [...book.organisations.values()].filter((one) => one.kind === 'council');
    for (const { code } of councils) expect(book.owners.get(code)?.kind).toBe('council');
  });

  it('heads each check in seven letters, and knows the profession of every check and owner', () => {
    expect(book.checks.size).toBeGreaterThan(5);
    for (const { label, role } of book.checks.values()) {
      expect(label.length).toBeLessThanOrEqual(7);
      expect(book.roles.has(role)).toBe(true);
    }
    for (const { code } of book.owners.values())
      expect(book.roles.has(roleOfOwner(book, code))).toBe(true);
  });

  it('gives every ward columns of checks that are known, in the ward’s own order', () => {
    for (const ward of wards) {
      const codes = checksOf(book, ward).map(({ code }) => code);
      expect(codes).toEqual(ward.checks);
    }
    const { checks: _checks, ...without } = wards[0] as WardEntry;
    expect(checksOf(book, without).map(({ code }) => code)).toEqual(
      inPlace(book.checks)
        .slice(0, 6)
        .map(({ code }) => code),
    );
  });

  it('never has two entries of one kind, code and date, nor two reasons of one code in a list', () => {
    const keys = rows.map((row) => `${row.kind} ${row.code} ${row.validFrom}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of rows.filter((one) => one.kind === 'reason-list')) {
      const codes = (row.value as ReasonListEntry).reasons.map((reason) => reason.code);
      expect(new Set(codes).size).toBe(codes.length);
    }
  });

  it('takes "other" as a reason for delay from 1 April 2017, and not a day earlier', () => {
    expect(reasonIn(book, 'dtoc', 'O', '2017-03-31')).toBeNull();
    expect(reasonIn(book, 'dtoc', 'O', '2017-04-01')?.code).toBe('O');
    expect(reasonIn(book, 'dtoc', 'A', '2010-03-31')).toBeNull();
    expect(reasonIn(book, 'dtoc', 'A', '2012-01-01')?.code).toBe('A');
  });

  it('has the 37 reasons of the acute return from 27 May 2024 on', () => {
    const list = book.reasonLists.get('acute-2024')?.[0];
    expect(list?.validFrom).toBe('2024-05-27');
    expect(list?.value.reasons).toHaveLength(37);
    expect(reasonIn(book, 'acute-2024', 'CP11', '2024-05-26')).toBeNull();
  });

  it('proposes no attribution that its own matrix forbids', () => {
    for (const entry of book.reasonLists.get('dtoc') ?? [])
      for (const reason of entry.value.reasons)
        expect(attributionsAllowed(book, 'dtoc', reason.code, entry.validFrom)).toContain(
          reason.attribution,
        );
  });

  it('has no length-of-stay bands on mental health wards, and the national ones elsewhere', () => {
    expect(bandOf(400, thresholdsOn(book, 'mental-health', '2026-01-01'))).toBe('none');
    expect(bandOf(7, thresholdsOn(book, 'acute', '2026-01-01'))).toBe('stranded');
    expect(bandOf(21, thresholdsOn(book, 'community', '2026-01-01'))).toBe('super-stranded');
  });

  it('survives being written as JSON and read back', () => {
    const all = [...rows, ...demonstrationWards()];
    expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  });
});

describe('the demonstration wards', () => {
  it('are at least 34 with at least 900 open beds, each code once', () => {
    expect(wards.length).toBeGreaterThanOrEqual(34);
    expect(new Set(demonstrationWards().map((row) => row.code)).size).toBe(wards.length);
    expect(wards.reduce((sum, ward) => sum + ward.openBeds, 0)).toBeGreaterThanOrEqual(900);
  });

  it('lie on sites of their own provider', () => {
    for (const ward of wards)
      expect([ward.code, book.sites.get(ward.site)?.organisation]).toEqual([
        ward.code,
        ward.organisation,
      ]);
  });

  it('name each bed once, as many as are open', () => {
    for (const ward of wards) {
      expect(ward.beds).toHaveLength(ward.openBeds);
      expect(new Set(ward.beds).size).toBe(ward.openBeds);
    }
  });

  it('have ward 23 with 28 beds, in bays and then side rooms', () => {
    const ward = book.wards.get('RWEAA-W23') as WardEntry;
    expect([ward.beds[0], ward.beds[23], ward.beds[24], ward.beds[27]]).toEqual([
      'A1',
      'D24',
      'S25',
      'S28',
    ]);
  });

  it('use red and green nowhere where patients stay hours', () => {
    for (const ward of wards) if (ward.kind === 'assessment') expect(ward.redGreenFrom).toBeNull();
  });

  it('cover every kind of ward that the surface knows but elsewhere', () => {
    expect([...new Set(wards.map((ward) => ward.kind))].sort()).toEqual([
      'acute',
      'assessment',
      'community',
      'mental-health',
      'virtual',
    ]);
  });
});
