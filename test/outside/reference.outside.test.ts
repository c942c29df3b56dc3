import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  checkNhsNumber,
  epochMs,
  instantText,
  londonDate,
  londonInstant,
  midnightsBetween,
  startingReference,
  type OrganisationEntry,
  type ReasonListEntry,
  type ReferenceKind,
} from '#domain';
import { outsideTable } from './folder.js';

const HOUR_MS = 3_600_000;

function values<T>(kind: ReferenceKind): T[] {
  return startingReference()
    .filter((row) => row.kind === kind)
    .map(({ value }) => value as T);
}

/** The columns of these headings in a table, together. */
function codesIn(file: string, ...headings: string[]): Set<string> {
  const rows = outsideTable('organisations', file);
  return new Set(rows.flatMap((row) => headings.map((heading) => row[heading] ?? '')));
}

describe('an NHS number', () => {
  const lines = outsideTable('nhs-numbers.csv');

  it('is judged as others judge it', () => {
    expect(lines.length).toBeGreaterThan(0);
    const judged = lines.map(({ input = '' }) => (checkNhsNumber(input).ok ? 'valid' : 'invalid'));
    expect(judged).toEqual(lines.map(({ expected }) => expected));
  });
});

describe('a change of the clocks', () => {
  const changes = outsideTable('calendar', 'europe-london-transitions.csv').map((row) => ({
    instant: row['instant_utc'] ?? '',
    date: (row['local_after'] ?? '').slice(0, 10),
    wallAfter: (row['local_after'] ?? '').slice(11, 16),
    minutesBefore: Number(row['offset_min_before']),
    minutesAfter: Number(row['offset_min_after']),
    hours: Number(row['hours_in_local_day']),
  }));

  it('comes twice a year from 2010 to 2037', () => {
    const years = changes.map(({ date }) => date.slice(0, 4));
    expect(years).toHaveLength(56);
    expect([years[0], years.at(-1)]).toEqual(['2010', '2037']);
  });

  it.each(changes)('on $date makes a day of $hours hours', ({ instant, date, hours }) => {
    const [midnight, next] = [londonInstant(date), londonInstant(addDays(date, 1))];
    expect((epochMs(next) - epochMs(midnight)) / HOUR_MS).toBe(hours);
    expect(londonDate(instant)).toBe(date);
    expect(londonDate(midnight)).toBe(date);
    expect(londonDate(instantText(before(midnight)))).toBe(addDays(date, -1));
    expect(londonDate(instantText(before(next)))).toBe(date);
    expect(midnightsBetween(addDays(date, -1), addDays(date, 1))).toBe(2);
  });

  it.each(changes)('on $date moves the wall clock to $wallAfter', (change) => {
    const { instant, date, minutesBefore, minutesAfter } = change;
    // The half hour after one o'clock is missing in spring and comes twice in autumn.
    const forward = minutesAfter > minutesBefore;
    const halfHour = (forward ? 1 : -1) * 30 * 60_000;
    expect(epochMs(londonInstant(date, '01:30')) - epochMs(instant)).toBe(halfHour);
    expect(wallMinutes(date, '00:30', instant)).toBe(minutesBefore);
    expect(wallMinutes(date, '02:30', instant)).toBe(minutesAfter);
  });

  it('never adds or loses a midnight between one change and the next', () => {
    for (const [index, { date }] of changes.slice(1).entries()) {
      const from = changes[index]?.date ?? '';
      const days = (epochMs(`${date}T12:00:00Z`) - epochMs(`${from}T12:00:00Z`)) / (24 * HOUR_MS);
      expect(midnightsBetween(from, date)).toBe(days);
    }
  });
});

/** The last millisecond before an instant. */
function before(instant: string): string {
  return new Date(epochMs(instant) - 1).toISOString();
}

/** By how many minutes the wall clock of a date is ahead of UTC at a time. */
function wallMinutes(date: string, time: string, near: string): number {
  expect(near.slice(0, 10)).toBe(date);
  return (epochMs(`${date}T${time}:00Z`) - epochMs(londonInstant(date, time))) / 60_000;
}

describe('what a new system begins with', () => {
  it('names organisations and councils by codes that are in the public lists', () => {
    const listed = new Set([
      ...codesIn('LLR_orgs.csv', 'code'),
      ...codesIn('Local_authority_codes.csv', 'Area_Code'),
    ]);
    const organisations = values<OrganisationEntry>('organisation');
    expect(organisations.length).toBeGreaterThan(0);
    expect(organisations.filter(({ code }) => !listed.has(code))).toEqual([]);
    const councils = codesIn('Local_authority_codes.csv', 'Area_Code');
    const ours = organisations.filter(({ kind }) => kind === 'council');
    expect(ours.filter(({ code }) => !councils.has(code))).toEqual([]);
  });

  it('names sites by codes that are in the public lists, or by codes of its own that look it', () => {
    const listed = new Set([
      ...codesIn('LLR_orgs.csv', 'code'),
      ...codesIn('LLR_hospital_sites.csv', 'OrganisationCode'),
    ]);
    const sites = values<OrganisationEntry>('site').map(({ code }) => code);
    const own = sites.filter((code) => !listed.has(code));
    expect(own.filter((code) => !/^[A-Z0-9]{3}-[A-Z]+$/.test(code))).toEqual([]);
    expect(sites.length).toBeGreaterThan(own.length);
  });

  it('has every reason by which the area’s delayed days were published', () => {
    const published = outsideTable('nhs-statistics', 'dtoc-llr-2011-12.csv')
      .filter(({ sheet, measure }) => sheet === 'by_reason' && measure?.toUpperCase() !== 'TOTAL')
      .map(({ measure = '' }) => measure.split(')')[0] ?? '');
    const list = values<ReasonListEntry>('reason-list').find((one) => one.list === 'dtoc');
    // The return writes DI where its guidance, and the list, write D(i).
    const ours = list?.reasons.map(({ code }) => code.replace(/[()]/g, '').toUpperCase()) ?? [];
    expect(new Set(published).size).toBe(10);
    expect([...new Set(published)].filter((code) => !ours.includes(code))).toEqual([]);
  });
});
