import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { SystemPicture } from '#contracts';
import { livingProcesses } from '../../apps/local/src/postgres/postmaster.js';
import { HttpClient } from '../harness/http-client.js';
import { eventually, freshFolder } from '../harness/index.js';

const built = (file: string) =>
  fileURLToPath(new URL(`../../dist/apps/local/${file}`, import.meta.url));

/** In the middle of the morning's rounds. */
const NOW = '2026-03-10T08:50:00Z';
/** Making the demonstration takes most of this. */
const READY_MS_MAX = 240_000;

function launch(file: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [built(file), ...args], {
    env: { ...process.env, PORT: '0', MLLP_PORT: '0', DEMO: 'on', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, told: () => text, ended };
}

/** What the living demonstration says at its end: outcomes of its acts, by kind. */
function tallyOf(text: string): Record<string, number> {
  const [, tally] = /"tally":(\{[^}]*\})/.exec(text) ?? [];
  return tally === undefined ? {} : (JSON.parse(tally) as Record<string, number>);
}

describe('a demonstration that lives', () => {
  it('stops in order in the middle of a round, leaves no process, and stands still when it is told to', async () => {
    const dataDir = await freshFolder('life');
    const env = { DATA_DIR: dataDir, CLOCK_START: NOW, LOG_LEVEL: 'debug', DEMO_LIFE: 'on' };
    const ready = async () => {
      const service = launch('main.js', [], env);
      await eventually(() => expect(service.told()).toContain('Ctrl-C stops it.'), {
        withinMs: READY_MS_MAX,
      });
      return service;
    };
    const first = await ready();
    expect(first.told()).toContain('ward RWEAA-W23 is left to you');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first.told())?.[0] ?? '';
    const director = await HttpClient.signIn(url, 'director.on-call');
    await eventually(async () => expect(await wardsMarked(director)).toBeGreaterThan(2), {
      withinMs: 60_000,
    });
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(livingProcesses(path.join(dataDir, 'pg'))).toEqual([]);
    expect(tallyOf(first.told())['done']).toBeGreaterThan(0);
    expect(tallyOf(first.told())['busy']).toBeUndefined();

    const killed = await ready();
    killed.child.kill('SIGKILL');
    await killed.ended;
    env.DEMO_LIFE = 'off';
    const again = await ready();
    expect(again.told()).not.toContain('is left to you');
    again.child.kill('SIGTERM');
    expect(await again.ended).toBe(0);
    const verified = launch('src/ledger-cli.js', ['verify'], env);
    expect(await verified.ended).toBe(0);
    expect(verified.told()).toContain('all as recorded');
  }, 420_000);

  it('is none where there are no wards to live on', async () => {
    const dataDir = await freshFolder('still');
    const still = launch('main.js', [], { DATA_DIR: dataDir, DEMO: 'empty' });
    await eventually(() => expect(still.told()).toContain('Ctrl-C stops it.'), {
      withinMs: READY_MS_MAX,
    });
    expect(still.told()).not.toContain('is left to you');
    still.child.kill('SIGTERM');
    expect(await still.ended).toBe(0);
  }, 120_000);
});

/** Wards that were marked since the demonstration was made, as the director sees them. */
async function wardsMarked(service: HttpClient): Promise<number> {
  const { items } = (await service.get<SystemPicture>('/api/system')).body;
  return items.filter(({ lastMarkAt }) => lastMarkAt !== null && lastMarkAt > NOW).length;
}
