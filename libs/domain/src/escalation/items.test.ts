import { describe, expect, it } from '@jest/globals';
import { aBook } from '../../../../test/builders/book.js';
import { aDay, aDelay, aJudgement, aStay } from '../../../../test/builders/stay.js';
import type { Audience } from '../access/access.js';
import type { StayState } from '../stay/state.js';
import { viewOf } from '../stay/state.js';
import { escalationItems, longestFirst } from './items.js';

const book = aBook();
const EVERYONE: Audience = { sight: 'named', of: 'everyone' };
const TODAY = '2026-06-03';
const items = (stay: StayState, audience: Audience = EVERYONE) =>
  escalationItems(viewOf(stay), null, { audience, date: TODAY, book });
const red = (date: string, own: object = {}) => ({
  [date]: aDay(date, { planned: aJudgement({ constraint: 'I04', ...own }) }),
});

describe('the list of those who must act', () => {
  it('holds nothing of a patient who is green, unjudged or gone', () => {
    const green = aDay(TODAY, { planned: aJudgement({ colour: 'green' }), redSince: null });
    expect(items(aStay())).toEqual([]);
    expect(items(aStay({ days: { [TODAY]: green } }))).toEqual([]);
    expect(items(aStay({ days: red(TODAY), leftAt: '2026-06-03T10:00:00Z' }))).toEqual([]);
  });

  it('holds a red day with what it waits for, who must act and since when', () => {
    const dueAt = '2026-06-03T15:00:00Z';
    expect(items(aStay({ days: red(TODAY, { dueAt }) }))).toMatchObject([
      {
        id: 'RWE.S1:red',
        kind: 'red',
        site: 'RWEAA',
        ward: 'W1',
        bed: 'A1',
        waitsFor: { list: 'red-constraints', code: 'I04', name: 'Imaging' },
        owner: 'UHL-IMAGING',
        ownerName: 'UHL imaging',
        attribution: null,
        since: TODAY,
        due: dueAt,
        level: 0,
        reviewedToday: true,
        why: 'Red today',
      },
    ]);
  });

  it('says when the red is yesterday’s and nobody has looked today', () => {
    expect(items(aStay({ days: red('2026-06-02') }))).toMatchObject([
      {
        since: '2026-06-02',
        reviewedToday: false,
        why: 'Red when last reviewed, not yet reviewed today',
      },
    ]);
  });

  it('names the owner that the ward named before the one of the list', () => {
    expect(items(aStay({ days: red(TODAY, { owner: 'UHL-WARD' }) }))).toMatchObject([
      { owner: 'UHL-WARD' },
    ]);
  });

  it('puts a wait for social care to the council of residence, and to nobody where that is unknown', () => {
    const days = red(TODAY, { constraint: 'E01' });
    expect(items(aStay({ days }))).toMatchObject([
      { owner: 'E06000016', ownerName: 'Leicester City Council adult social care' },
    ]);
    expect(items(aStay({ days, responsibleAuthority: null }))).toMatchObject([
      { owner: null, ownerName: null },
    ]);
  });

  it('holds each open delay, which stands for the red day', () => {
    const delays = [
      aDelay(),
      aDelay({ delay: 'RWE.D2', owner: null, primary: false, since: '2026-06-02T10:00:00Z' }),
      aDelay({ delay: 'RWE.D3', endedAt: '2026-06-03T08:00:00Z' }),
      aDelay({ delay: 'RWE.D4', withdrawn: true }),
    ];
    expect(items(aStay({ days: red(TODAY), delays }))).toMatchObject([
      {
        id: 'RWE.D1',
        kind: 'delay',
        since: TODAY,
        attribution: 'la',
        state: 'proposed',
        why: 'Could leave, and waits',
      },
      { id: 'RWE.D2', since: '2026-06-02', why: 'Delayed, and nobody is named to act' },
    ]);
  });

  it('holds for a council only its own residents and what is put to it', () => {
    const city: Audience = { sight: 'named', of: 'residents', authority: 'E06000016' };
    const county: Audience = { sight: 'named', of: 'residents', authority: 'E10000018' };
    const stay = aStay({ delays: [aDelay()] });
    expect(items(stay, city)).toHaveLength(1);
    expect(items(stay, county)).toHaveLength(0);
    expect(items(aStay({ days: red(TODAY), responsibleAuthority: null }), county)).toHaveLength(1);
  });

  it('names no patient to an analyst, and holds nothing for a commissioner', () => {
    const stay = aStay({ days: red(TODAY) });
    expect(items(stay, { sight: 'without-identity', of: 'everyone' })).toMatchObject([
      { patient: { displayName: '', similarName: false } },
    ]);
    expect(items(stay, { sight: 'suppressed-counts', of: 'everyone' })).toEqual([]);
  });

  it('puts the longest first and never lets equal ones change places', () => {
    const of = (bed: string, since: string, ward = 'W1') =>
      items(
        aStay({
          stay: `RWE.${bed}`,
          bed,
          ward,
          days: { [TODAY]: aDay(TODAY, { redSince: since }) },
        }),
      );
    const list = [
      ...of('A2', '2026-06-02'),
      ...of('A1', TODAY),
      ...of('A3', '2026-06-02', 'W0'),
      ...of('A4', '2026-06-02'),
    ];
    const beds = (some: typeof list) => longestFirst(some).map((item) => item.bed);
    expect(beds(list)).toEqual(['A3', 'A2', 'A4', 'A1']);
    expect(beds([...list].reverse())).toEqual(['A3', 'A2', 'A4', 'A1']);
  });
});
