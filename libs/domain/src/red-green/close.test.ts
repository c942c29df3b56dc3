import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aBook } from '../../../../test/builders/book.js';
import { aFact } from '../../../../test/builders/fact.js';
import { aDay, aDelay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import { aWard } from '../../../../test/builders/ward.js';
import { evolveStay } from '../stay/evolve.js';
import { losDays } from '../stay/length.js';
import type { StayState } from '../stay/state.js';
import { addDays, datesFrom, londonInstant } from '../time/london.js';
import { closeWardDay, roundIsDue } from './close.js';

const wards = [aWard(), aWard({ code: 'W2', name: 'Ward 2', beds: ['B1'] })];
const book = aBook({ wards });
const D2 = '2026-06-02';
const D3 = '2026-06-03';

const close = (stay: StayState, date: string) => closeWardDay('W1', date, [stay], book)[0];

describe('a closed bed day', () => {
  it('of a day that nobody judged has no colour and no constraint: an unseen day is not evidence', () => {
    const carried = aStay({ days: { [D2]: aDay(D2) } });
    expect(close(carried, D3)).toEqual({
      stay: 'RWE.S1',
      date: D3,
      ward: 'W1',
      bed: 'A1',
      atMidnight: true,
      due: true,
      reviewed: false,
      plannedOnly: false,
      colour: null,
      constraint: null,
      delay: null,
      careType: 'acute',
      authority: 'E06000016',
      losDays: 2,
    });
  });

  it('takes the final word, else the plan and says so', () => {
    const final = aJudgement({ colour: 'green', value: 'V01' });
    const planned = aStay({ days: { [D2]: aDay(D2) } });
    const finished = aStay({ days: { [D2]: aDay(D2, { final }) } });
    expect(close(planned, D2)).toMatchObject({
      reviewed: true,
      plannedOnly: true,
      colour: 'red',
      constraint: 'I01',
    });
    expect(close(finished, D2)).toMatchObject({
      plannedOnly: false,
      colour: 'green',
      constraint: null,
    });
  });

  it('has a midnight on the day of an admission after the round, and is not due', () => {
    expect(close(aStay(), '2026-06-01')).toMatchObject({
      atMidnight: true,
      due: false,
      losDays: 0,
    });
    const early = aStay({ admittedAt: '2026-06-01T07:29:00Z' });
    expect(close(early, '2026-06-01')).toMatchObject({ due: true });
  });

  it('has no midnight on the day of leaving, and may be green', () => {
    const days = { [D3]: aDay(D3, { planned: aJudgement({ colour: 'green' }) }) };
    const stay = aStay({
      leftAt: '2026-06-03T14:00:00Z',
      days,
      delays: [aDelay({ since: '2026-06-01T23:00:00Z' })],
    });
    expect(close(stay, D3)).toMatchObject({
      atMidnight: false,
      due: true,
      colour: 'green',
      delay: null,
    });
    expect(close(stay, D2)).toMatchObject({ atMidnight: true });
    expect(close(stay, '2026-06-04')).toBeUndefined();
    expect(close(aStay({ leftAt: '2026-06-03T07:00:00Z' }), D3)).toMatchObject({ due: false });
  });

  it('belongs to the ward in which the patient lay when the date ended', () => {
    const stay = aStay({
      ward: 'W2',
      bed: 'B1',
      places: [
        { ward: 'W1', bed: 'A1', from: '2026-06-01T18:00:00Z' },
        { ward: 'W2', bed: 'B1', from: '2026-06-03T12:00:00Z' },
      ],
    });
    expect(closeWardDay('W1', D2, [stay], book)).toHaveLength(1);
    expect(closeWardDay('W1', D3, [stay], book)).toHaveLength(0);
    expect(closeWardDay('W2', D3, [stay], book)).toMatchObject([{ bed: 'B1', due: true }]);
  });

  it('has no row before admission', () => {
    expect(close(aStay(), '2026-05-31')).toBeUndefined();
  });
});

describe('a round', () => {
  it('is due on the ward’s round days once red and green are in use, and never in an assessment unit', () => {
    const weekdays = aWard({ roundDays: [1, 2, 3, 4, 5], redGreenFrom: '2026-06-01' });
    expect(roundIsDue(weekdays, '2026-06-05')).toBe(true);
    expect(roundIsDue(weekdays, '2026-06-06')).toBe(false);
    expect(roundIsDue(weekdays, '2026-05-29')).toBe(false);
    expect(roundIsDue(aWard({ redGreenFrom: null }), D2)).toBe(false);
    expect(roundIsDue(aWard({ kind: 'assessment' }), D2)).toBe(false);
    expect(roundIsDue(undefined, D2)).toBe(false);
  });

  it('is due to a patient in the ward where they lay when it began', () => {
    const moved = aStay({
      places: [
        { ward: 'W1', bed: 'A1', from: '2026-06-01T18:00:00Z' },
        { ward: 'W2', bed: 'B1', from: '2026-06-02T12:00:00Z' },
      ],
    });
    const unused = aBook({ wards: [aWard(), aWard({ code: 'W2', redGreenFrom: null })] });
    expect(closeWardDay('W2', D2, [moved], unused)).toMatchObject([{ due: true }]);
    expect(closeWardDay('W2', D3, [moved], unused)).toMatchObject([{ due: false }]);
  });
});

describe('the delay that a midnight counts', () => {
  const A = aDelay({ delay: 'A', since: '2026-06-01T23:00:00Z' });
  const B = aDelay({ delay: 'B', since: '2026-06-02T23:00:00Z', primary: false });
  const counted = (stay: StayState, date: string) => close(stay, date)?.delay?.delay ?? null;

  it('is one that was open at that midnight, from its first day on', () => {
    const stay = aStay({ delays: [{ ...A, endedAt: '2026-06-04T10:00:00Z', primary: false }] });
    expect(['2026-06-01', D2, D3, '2026-06-04'].map((date) => counted(stay, date))).toEqual([
      null,
      'A',
      'A',
      null,
    ]);
  });

  it('is the primary one, else the longest', () => {
    expect(counted(aStay({ delays: [B, A] }), D3)).toBe('A');
    expect(
      counted(
        aStay({
          delays: [
            { ...A, primary: false },
            { ...B, primary: true },
          ],
        }),
        D3,
      ),
    ).toBe('B');
    expect(counted(aStay({ delays: [B, { ...A, primary: false }] }), D3)).toBe('A');
  });

  it('is not one that was entered in error', () => {
    expect(counted(aStay({ delays: [{ ...A, withdrawn: true }] }), D3)).toBeNull();
  });

  it('is the one that was primary then, also when the date is closed after it ended', () => {
    const open = aStay({ delays: [A, { ...B, since: '2026-06-01T23:30:00Z' }] });
    const ended = evolveStay(
      open,
      aFact('delay-ended', { delay: 'A', at: '2026-06-05T10:00:00Z' }),
    );
    expect(ended.delays.find((one) => one.delay === 'B')?.primary).toBe(true);
    for (const date of [D2, D3, '2026-06-04'])
      expect(counted(ended, date)).toBe(counted(open, date));
    expect(counted(ended, '2026-06-05')).toBe('B');
  });
});

/** Stays of some days in two wards, with a move for some. */
const someStays = fc.array(
  fc.record({
    start: fc.nat(20),
    hour: fc.nat(23),
    days: fc.nat(25),
    leftHour: fc.nat(23),
    left: fc.boolean(),
    moveAfter: fc.option(fc.nat(25)),
  }),
  { maxLength: 12 },
);

function staysOf(drawn: typeof someStays extends fc.Arbitrary<infer T> ? T : never): StayState[] {
  const time = (hour: number) => `${String(hour).padStart(2, '0')}:15`;
  return drawn.map(({ start, hour, days, leftHour, left, moveAfter }, index) => {
    const on = addDays('2026-03-20', start);
    const admittedAt = londonInstant(on, time(hour));
    const leftOn = addDays(on, days);
    const leftAt = londonInstant(leftOn, time(days === 0 ? 23 : leftHour));
    const moveOn = moveAfter === null ? null : addDays(on, moveAfter);
    const moves = moveOn !== null && moveOn > on && moveOn < leftOn;
    return aStay({
      stay: `RWE.S${index}`,
      admittedAt,
      ...(left ? { leftAt } : {}),
      places: [
        { ward: 'W1', bed: 'A1', from: admittedAt },
        ...(moves ? [{ ward: 'W2', bed: 'B1', from: londonInstant(moveOn, '11:00') }] : []),
      ],
    });
  });
}

const SPAN = datesFrom('2026-03-20', '2026-05-20');
const LAST = '2026-05-20';

describe('closing every date of every ward', () => {
  it('gives a stay exactly as many midnights as it is long, each date at most once', () => {
    fc.assert(
      fc.property(someStays, (drawn) => {
        const stays = staysOf(drawn);
        const rows = SPAN.flatMap((date) =>
          ['W1', 'W2'].flatMap((ward) => closeWardDay(ward, date, stays, book)),
        );
        for (const stay of stays) {
          const own = rows.filter((row) => row.stay === stay.stay);
          const end = stay.leftOn ?? addDays(LAST, 1);
          expect(own.filter((row) => row.atMidnight)).toHaveLength(losDays(stay.admittedOn, end));
          expect(own).toHaveLength(losDays(stay.admittedOn, end) + (stay.leftOn === null ? 0 : 1));
          expect(new Set(own.map((row) => row.date)).size).toBe(own.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not depend on the order of the stays, nor on how often it is done', () => {
    fc.assert(
      fc.property(someStays, fc.nat(60), (drawn, at) => {
        const stays = staysOf(drawn);
        const date = addDays('2026-03-20', at);
        const once = closeWardDay('W1', date, stays, book);
        expect(closeWardDay('W1', date, [...stays].reverse(), book)).toEqual(once);
        expect(closeWardDay('W1', date, new Set(stays), book)).toEqual(once);
      }),
    );
  });

  it('never counts a day as due on which the patient came after the round', () => {
    fc.assert(
      fc.property(someStays, (drawn) => {
        for (const stay of staysOf(drawn)) {
          const row = closeWardDay('W1', stay.admittedOn, [stay], book)[0];
          if (stay.admittedAt > londonInstant(stay.admittedOn, '08:30'))
            expect(row?.due ?? false).toBe(false);
        }
      }),
    );
  });
});
