import { describe, expect, it } from '@jest/globals';
import { SILENCE, closed, isLive, missed, opened, serverTime, ticked, told } from './hearing.js';

const NOW = '2026-03-04T09:00:00.000Z';

describe('hearing the service', () => {
  it('is not live before the line opens', () => {
    expect(isLive(SILENCE, 0)).toBe(false);
    expect(serverTime(SILENCE, 0)).toBeNull();
  });

  it('is live from the opening of the line for half a minute, and on with each tick of the clock', () => {
    const open = opened(SILENCE, 1_000);
    expect(isLive(open, 30_999)).toBe(true);
    expect(isLive(open, 31_000)).toBe(false);
    expect(isLive(ticked(open, NOW, 20_000), 49_999)).toBe(true);
  });

  it('is not live once the line closes, even when the clock was just heard', () => {
    expect(isLive(closed(ticked(opened(SILENCE, 0), NOW, 5_000)), 5_001)).toBe(false);
  });

  it('was last heard when the page was made, where the line of a page that brought its board cannot be opened', () => {
    const brought = told(SILENCE, NOW, 2_000);
    expect(brought.heardAtMs).toBeNull();
    expect(missed(brought)).toMatchObject({ heardAtMs: 2_000, serverNow: NOW, connected: false });
    expect(missed(SILENCE)).toBe(SILENCE);
  });

  it('does not take an answer for a heartbeat', () => {
    expect(isLive(told(opened(SILENCE, 0), NOW, 29_000), 30_000)).toBe(false);
  });

  it('reckons the time of the service from what it last told', () => {
    expect(serverTime(ticked(SILENCE, NOW, 1_000), 61_000)).toBe('2026-03-04T09:01:00.000Z');
  });
});
