import { describe, expect, it } from '@jest/globals';
import { isGone, isQuiet, quietAfter } from './quiet-feed.js';

const NOW = '2026-05-04T12:00:00.000Z';

describe('a feed', () => {
  it('of messages has gone quiet after an hour, a daily file after a day and two hours', () => {
    expect(isQuiet('2026-05-04T11:00:00.000Z', NOW, quietAfter('adt', undefined))).toBe(false);
    expect(isQuiet('2026-05-04T10:59:59.000Z', NOW, quietAfter('adt', undefined))).toBe(true);
    expect(isQuiet('2026-05-03T10:00:00.000Z', NOW, quietAfter('census', undefined))).toBe(false);
    expect(isQuiet('2026-05-03T09:59:00.000Z', NOW, quietAfter('census', undefined))).toBe(true);
  });

  it('goes quiet when its administrator says so', () => {
    expect(isQuiet('2026-05-04T11:49:00.000Z', NOW, quietAfter('adt', 10))).toBe(true);
    expect(isQuiet('2026-05-04T11:51:00.000Z', NOW, quietAfter('adt', 10))).toBe(false);
  });

  it('that is silent for more than two weeks is gone', () => {
    expect(isGone('2026-04-20T12:00:00.000Z', NOW)).toBe(false);
    expect(isGone('2026-04-20T11:59:00.000Z', NOW)).toBe(true);
  });
});
