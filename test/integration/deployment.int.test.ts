import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '#platform';

const read = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');

const service = z.object({
  image: z.string(),
  init: z.boolean().optional(),
  build: z.string().optional(),
  command: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
});
const compose = z.object({ services: z.record(z.string(), service) });
const { services } = compose.parse(parse(read('docker-compose.yml'), { merge: true }));

describe('the deployment', () => {
  it('is PostgreSQL 18, Redis, api and worker', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'redis', 'worker']);
    expect(services['postgres']?.image).toBe('postgres:18');
    expect(services['redis']?.image).toMatch(/^redis:/);
  });

  it.each(['api', 'worker'])('runs %s from the one image, under an init that reaps', (name) => {
    expect(services[name]).toMatchObject({
      build: '.',
      image: 'boardround',
      init: true,
      command: `node dist/apps/${name}/main.js`,
    });
  });

  it('gives api and worker settings the service accepts, and no demonstration', () => {
    for (const name of ['api', 'worker']) {
      const given = Object.entries(services[name]?.environment ?? {}).map(([key, value]) => [
        key,
        value.replace(/\$\{\w+:-(\w*)\}/, '$1').replace(/\$\{\w+:\?[^}]*\}/, 'secret'),
      ]);
      const config = readConfig(Object.fromEntries(given) as Record<string, string>);
      expect(config.demo.mode).toBe('off');
      expect(config.production).toBe(true);
      expect(config.redisUrl).toBe('redis://redis:6379');
    }
  });

  it('builds an image that holds no development tool’s settings and runs as nobody special', () => {
    const dockerfile = read('Dockerfile');
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/npm prune --omit=dev/);
  });
});
