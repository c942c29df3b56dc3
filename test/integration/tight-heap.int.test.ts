import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const TIGHT = new URL('../../dist/libs/platform/src/tight-heap.js', import.meta.url).href;

/** Makes garbage as a large file does, some of which lives for a while, in a process of its own. */
const PROGRAM = `
  import { inTightHeap } from '${TIGHT}';
  const rests = Array.from({ length: 300_000 }, (_, n) => ({ n, text: 'x' + n }));
  const recent = [];
  const peakMb = async () => {
    let peak = 0;
    for (let part = 0; part < 400; part += 1) {
      recent[part % 40] = Array.from({ length: 20_000 }, (_, n) => ({ part, n, text: 'y' + n }));
      peak = Math.max(peak, process.memoryUsage().heapUsed);
      if (part % 20 === 0) await new Promise(setImmediate);
    }
    return peak / 1e6;
  };
  const loose = await peakMb();
  // The first collection after the change is still the old one's.
  const tight = await inTightHeap(async () => [await peakMb(), await peakMb()]);
  await peakMb();
  const after = await peakMb();
  console.log(JSON.stringify({ loose, tight: tight[1], after, rests: rests.length }));
`;

describe('a job that makes much garbage', () => {
  it('takes much less memory while it asks for that, and leaves the process as it was', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--max-old-space-size=4096',
      '--input-type=module',
      '-e',
      PROGRAM,
    ]);
    const { loose, tight, after } = JSON.parse(stdout) as Record<string, number>;
    expect(tight).toBeLessThan(0.75 * (loose ?? 0));
    expect(after).toBeGreaterThan(1.25 * (tight ?? 0));
  });
});
