import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBoard, aRow } from '../live/samples.js';
import { newsOf, newsWords } from './round-news.js';
import {
  freeze,
  minutesToGo,
  nextToDo,
  progressOf,
  stopsOf,
  stripOf,
  withArrivals,
} from './walk-order.js';
import type { Frozen } from './walk-order.js';

const beds = ['A1', 'A2', 'A3', 'A4'];
const rows = [
  aRow({ stay: 's1', bed: 'A1' }),
  aRow({ stay: 's2', bed: 'A2' }),
  aRow({ stay: 's4', bed: 'A4' }),
];
const board = aBoard({ beds, rows });
const frozen = freeze({ round: 'r1', order: ['s1', 's2', 's4'] }, board);

const walk = (held: Frozen, on = board, skipped: readonly string[] = []) =>
  stopsOf(held, 3, {
    kind: 'morning',
    rows: new Map(on.rows.map((row) => [row.stay, row])),
    skipped: new Set(skipped),
    unanswered: new Map(),
  });

describe('the order in which a round is walked', () => {
  it('stands whatever moves, comes or leaves meanwhile', () => {
    const bed = fc.constantFrom(...beds, 'B1', null);
    const later = fc.uniqueArray(
      fc.record({ stay: fc.constantFrom('s1', 's2', 's4', 's5', 's6'), bed }),
      { selector: (one) => one.stay },
    );
    fc.assert(
      fc.property(later, (changed) => {
        const after = aBoard({ beds, rows: changed.map((one) => aRow(one)) });
        const { order, beds: met } = withArrivals(frozen, after);
        expect(order.slice(0, 3)).toEqual(['s1', 's2', 's4']);
        expect([met['s1'], met['s2'], met['s4']]).toEqual(['A1', 'A2', 'A4']);
        expect(withArrivals({ ...frozen, order, beds: met }, after).order).toEqual(order);
      }),
    );
  });

  it('shows empty beds where they lie, and puts who came later at its end', () => {
    const after = aBoard({ beds, rows: [...rows, aRow({ stay: 's3', bed: 'A3' })] });
    const held = withArrivals(frozen, after);
    const cells = stripOf(walk(held, after), held.empty, beds);
    expect(cells.map((cell) => ('empty' in cell ? `(${cell.empty})` : cell.stop.stay))).toEqual([
      's1',
      's2',
      '(A3)',
      's4',
      's3',
    ]);
  });

  it('tells a move, a leaving and an arrival once each, by the bed in which the patient was met', () => {
    const after = aBoard({
      beds,
      rows: [
        aRow({ stay: 's1', bed: 'A3' }),
        aRow({ stay: 's4', bed: 'A4' }),
        aRow({ stay: 's9', bed: 'A1' }),
      ],
    });
    const news = newsOf(walk(withArrivals(frozen, after), after));
    expect(news).toEqual([
      { what: 'moved', stay: 's1', from: 'A1', to: 'A3' },
      { what: 'left', stay: 's2', from: 'A2' },
      { what: 'arrived', stay: 's9', to: 'A1' },
    ]);
    expect(
      newsWords(news[0] ?? { what: 'left', stay: '', from: '' }, aRow({ stay: 's1' })),
    ).toMatch(/from bed A1 to bed A3\. The order stays/);
  });

  it('comes back to who was skipped when its end is reached, and no more asks for who has left', () => {
    const after = aBoard({
      beds,
      rows: [aRow({ stay: 's1', bed: 'A1' }), aRow({ stay: 's4', bed: 'A4', day: marked() })],
    });
    const stops = walk(frozen, after, ['s1']);
    expect(progressOf(stops)).toMatchObject({ reviewed: 1, of: 2 });
    expect(nextToDo(stops, 2)?.stay).toBe('s1');
    expect(nextToDo(stops, 0)).toBeNull();
  });

  it('guesses the minutes to go from three patients on', () => {
    expect(minutesToGo(120_000, 2, 20)).toBeNull();
    expect(minutesToGo(600_000, 10, 20)).toBe(20);
    expect(minutesToGo(600_000, 10, 0)).toBeNull();
  });
});

function marked() {
  return { ...aRow({ stay: 's1' }).day, reviewed: true, colour: 'green' as const };
}
