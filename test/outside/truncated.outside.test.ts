import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readAdtBytes } from '#interop';
import { tellAnswers } from './answers-table.js';
import { outsideMessages } from './folder.js';
import type { Sent } from './kept-for.js';
import { openOutsideHouse, type OutsideHouse } from './outside-house.js';
import { PlainMessage, renumbered } from './plain-hl7.js';

/** Where each segment ends, the last one left out: what is cut there has lost at least one. */
function segmentEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  for (const [index, byte] of bytes.entries()) {
    const isEnd = byte === 0x0d || byte === 0x0a;
    const goesOn = bytes[index + 1] !== 0x0d && bytes[index + 1] !== 0x0a;
    if (isEnd && goesOn && index + 1 < bytes.length) ends.push(index + 1);
  }
  return ends;
}

let house: OutsideHouse;
const sent: Sent[] = [];

describe('messages that break off', () => {
  beforeAll(async () => {
    const messages = outsideMessages();
    house = await openOutsideHouse(messages.map(({ bytes }) => new PlainMessage(bytes).source));
    // What is left of two messages is often the same, and is tried once.
    const cuts = new Map<string, Buffer>();
    for (const { bytes } of messages)
      for (const end of segmentEnds(bytes))
        cuts.set(renumbered(bytes.subarray(0, end), '').toString('latin1'), bytes.subarray(0, end));
    for (const [index, cut] of [...cuts.values()].entries()) {
      // Each under a number of its own, or all but the first would be kept for reusing it.
      const bytes = renumbered(cut, `CUT-${index}`);
      const answer = await house.sender.send(bytes);
      sent.push({ name: `cut ${index}`, bytes, plain: new PlainMessage(bytes), ...answer });
    }
    tellAnswers('Cut after each segment:', sent);
  }, 150_000);
  afterAll(() => house.close());

  it('are answered wherever they are cut', () => {
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter(({ code, reason }) => code !== 'AA' && reason === '')).toEqual([]);
  });

  it('are read without a throw when they are cut within a segment', () => {
    const read = outsideMessages().flatMap(({ bytes }) => {
      const starts = [0, ...segmentEnds(bytes)];
      return starts.map((start, index) => {
        const middle = Math.floor((start + (starts[index + 1] ?? bytes.length)) / 2);
        return readAdtBytes(bytes.subarray(0, middle)).ok;
      });
    });
    expect(read.length).toBeGreaterThan(sent.length);
  });

  it('leave the service, its ledger and its tables as they should be', async () => {
    expect(house.errors()).toEqual([]);
    expect((await house.admin.get('/api/wards')).status).toBe(200);
    expect(await house.faults()).toEqual({ ledger: [], rebuild: [] });
  });
});
