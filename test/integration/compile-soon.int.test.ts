import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const SOON = new URL('../../dist/libs/platform/src/compile-soon.js', import.meta.url).href;

/** Runs a path as often as a ward marks in three weeks, and tells whether the engine has compiled it for good. */
const PROGRAM = (call: string) => `
  import { compileSoon } from '${SOON}';
  ${call};
  const said = (n) => {
    const words = { bed: 'B' + n, colour: n % 3 === 0 ? 'green' : 'red', since: n };
    return Object.entries(words).map(([name, value]) => name + ' ' + value).join(', ');
  };
  const IS_COMPILED = 1 << 6;
  const isCompiled = () => (%GetOptimizationStatus(said) & IS_COMPILED) !== 0;
  for (let n = 0; n < 1_200; n += 1) {
    said(n);
    if (n % 20 === 0) await new Promise(setImmediate);
  }
  // It is compiled beside the program, and put in its place between two turns.
  for (let turn = 0; !isCompiled() && turn < 20_000; turn += 1) await new Promise(setImmediate);
  console.log(isCompiled());
`;

async function isCompiled(call: string): Promise<boolean> {
  const flags = ['--allow-natives-syntax', '--input-type=module', '-e', PROGRAM(call)];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  return stdout.trim() === 'true';
}

describe('a path that is taken some hundred times', () => {
  it('is compiled for good once the service is ready, where the engine alone would wait', async () => {
    expect(await isCompiled('')).toBe(false);
    expect(await isCompiled('compileSoon()')).toBe(true);
  });
});
