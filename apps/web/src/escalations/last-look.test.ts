import { describe, expect, it } from '@jest/globals';
import { anItem } from '../live/samples.js';
import { lookAt, sinceThen } from './last-look.js';

const before = [anItem('stays'), anItem('changes'), anItem('goes')];
const look = lookAt({ items: before, asOf: '2026-03-04T09:15:00Z' });

describe('since you last looked', () => {
  it('says what is new, what changed and how many have gone', () => {
    const now = [anItem('stays'), anItem('changes', { owner: 'another' }), anItem('comes')];
    const since = sinceThen(now, look);
    expect(now.map(since.news)).toEqual([null, 'changed', 'new']);
    expect(since).toMatchObject({ fresh: 1, changed: 1, gone: 1 });
  });

  it('has no news for whoever never looked, nor in an item that only grew older', () => {
    expect(sinceThen(before, null)).toMatchObject({ fresh: 0, changed: 0, gone: 0 });
    const again = [anItem('stays', { why: 'Red when last reviewed', reviewedToday: false })];
    expect(again.map(sinceThen(again, look).news)).toEqual([null]);
  });

  it('keeps no name', () => {
    const named = anItem('x', { patient: { displayName: 'PLANTED, Name', similarName: false } });
    expect(JSON.stringify(lookAt({ items: [named], asOf: '2026-03-04T09:15:00Z' }))).not.toMatch(
      /planted/i,
    );
  });
});
