import { describe, expect, it } from '@jest/globals';
import type { DayView, ReasonEntry } from '#domain';
import type { ReasonList } from '#contracts';
import { aBoard, aRow } from '../live/samples.js';
import { countsOf } from './counts.js';
import { bedParts, endsBay, linesOf, linesOfSome } from './lines.js';
import { listOn, offered, reasonName } from './reasons.js';

const row = (stay: string, bed: string | null, day: Partial<DayView> = {}) => {
  const plain = aRow({ stay, bed });
  return { ...plain, day: { ...plain.day, ...day } };
};

describe('the lines of a board', () => {
  it('shows every bed in the order of the ward, empty ones too, and whoever lies elsewhere after them', () => {
    const board = aBoard({ rows: [row('x', 'A2'), row('y', 'Trolley'), row('z', null)] });
    expect(linesOf(board).map((line) => [line.kind, line.bed])).toEqual([
      ['empty', 'A1'],
      ['patient', 'A2'],
      ['empty', 'A10'],
      ['patient', 'Trolley'],
      ['patient', null],
    ]);
  });

  it('calls no bed empty for somebody who is shown only some of the patients', () => {
    const board = aBoard({ rows: [row('x', 'A2'), row('z', null)] });
    expect(linesOfSome(board).map((line) => line.bed)).toEqual(['A2', null]);
  });

  it('shows both of two patients in one bed', () => {
    const board = aBoard({ beds: ['A1'], rows: [row('x', 'A1'), row('y', 'A1')] });
    expect(linesOf(board)).toHaveLength(2);
  });

  it('draws a heavier rule where a bay ends', () => {
    const lines = linesOf(aBoard({ beds: ['A1', 'A2', 'B3'] }));
    expect(lines.map((line, index) => endsBay(line, lines[index + 1]))).toEqual([
      false,
      true,
      false,
    ]);
    expect(bedParts('B12')).toEqual({ bay: 'B', number: '12' });
    expect(bedParts('Side room')).toEqual({ bay: '', number: 'Side room' });
  });
});

describe('the counts of a board', () => {
  it('counts reviewed days by colour and unreviewed ones apart', () => {
    const board = aBoard({
      rows: [
        row('x', 'A1', { reviewed: true, colour: 'red' }),
        row('y', 'A2', { reviewed: true, colour: 'green' }),
        row('z', null),
      ],
    });
    expect(countsOf(board)).toEqual({
      patients: 3,
      definite: 0,
      potential: 0,
      reviewed: 2,
      red: 1,
      green: 1,
      unreviewed: 1,
      empty: 1,
    });
  });
});

describe('the reasons a ward is offered', () => {
  const all: ReasonEntry[] = Array.from({ length: 10 }, (_, i) => ({
    code: `R${i}`,
    name: `Reason ${i}`,
  }));

  it('gives a reason that is carried over the eighth place when it is not among the seven', () => {
    const seven = all.slice(0, 7);
    expect(offered(seven, all, 'R9').map((one) => one.code)).toHaveLength(8);
    expect(offered(seven, all, 'R9').at(-1)?.code).toBe('R9');
    expect(offered(seven, all, 'R1')).toHaveLength(7);
    expect(offered(seven, all, null)).toHaveLength(7);
  });

  it('names a code by the list of its day, and an old one by the list it came from', () => {
    const lists: ReasonList[] = [
      list('2010-04-01', '2017-03-31', [
        { code: 'A', name: 'Old name' },
        { code: 'Z', name: 'Gone' },
      ]),
      list('2017-04-01', null, [{ code: 'A', name: 'New name' }]),
    ];
    expect(listOn(lists, 'dtoc', '2026-01-01')?.validFrom).toBe('2017-04-01');
    expect(reasonName(lists, 'dtoc', 'A', '2026-01-01')).toBe('New name');
    expect(reasonName(lists, 'dtoc', 'A', '2012-01-01')).toBe('Old name');
    expect(reasonName(lists, 'dtoc', 'Z', '2026-01-01')).toBe('Gone');
    expect(reasonName(lists, 'dtoc', 'Q', '2026-01-01')).toBe('Q');
  });
});

function list(validFrom: string, validTo: string | null, reasons: ReasonEntry[]): ReasonList {
  return { list: 'dtoc', name: 'Delays', validFrom, validTo, reasons };
}
