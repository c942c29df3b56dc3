import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { freshFolder } from '../harness/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const LIBS = [
  'domain',
  'contracts',
  'flow',
  'persistence',
  'interop',
  'reporting',
  'platform',
  'synthetic',
];

interface Cruised {
  summary: { error: number; violations: { from: string; to: string; rule: { name: string } }[] };
}

let house: string;

function cruise(): Promise<string[]> {
  const args = [cruiser, 'apps', 'libs', '--config', '.dependency-cruiser.cjs', '-T', 'json'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: house, timeout: 60_000 }, (_code, stdout) => {
      try {
        const { summary } = JSON.parse(stdout) as Cruised;
        resolve(summary.violations.map(({ from, rule }) => `${from} ${rule.name}`));
      } catch (error) {
        reject(error instanceof Error ? error : new Error('unreadable answer'));
      }
    });
  });
}

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(house, file)), { recursive: true });
  await writeFile(path.join(house, file), text);
}

/** What each planted file breaks; every rule of the house has its own. */
const PLANTED: [file: string, text: string, rule: string][] = [
  ['libs/domain/src/clock.ts', `import 'node:fs';`, 'domain-sees-only-what-it-may'],
  ['libs/domain/src/wire.ts', `import { z } from '#contracts';`, 'domain-sees-only-what-it-may'],
  ['libs/contracts/src/store.ts', `import '#persistence';`, 'contracts-sees-only-what-it-may'],
  ['libs/platform/src/rule.ts', `import '#domain';`, 'platform-sees-only-what-it-may'],
  ['libs/persistence/src/step.ts', `import '#flow';`, 'persistence-sees-only-what-it-may'],
  ['libs/interop/src/store.ts', `import '#persistence';`, 'interop-sees-only-what-it-may'],
  ['libs/flow/src/report.ts', `import '#reporting';`, 'flow-sees-only-what-it-may'],
  ['libs/reporting/src/step.ts', `import '#flow';`, 'reporting-sees-only-what-it-may'],
  ['libs/interop/src/pool.ts', `import 'pg';`, 'interop-has-no-framework-and-no-database'],
  ['libs/synthetic/src/dice.ts', `import 'node:crypto';`, 'synthetic-sees-only-what-it-may'],
  ['apps/life/src/key.ts', `import '#flow';`, 'life-knows-the-house-from-outside'],
  ['libs/flow/src/edge.ts', `import '../../../apps/api/src/main.js';`, 'libs-never-see-apps'],
  ['apps/worker/src/edge.ts', `import '../../api/src/main.js';`, 'api-and-worker-stand-alone'],
  ['apps/web/src/flow.ts', `import '#flow';`, 'web-sees-contracts-and-domain-only'],
  [
    'apps/web/src/deep.ts',
    `import '../../../libs/persistence/src/index.js';`,
    'web-sees-contracts-and-domain-only',
  ],
  [
    'apps/api/src/deep.ts',
    `import '../../../libs/domain/src/inner.js';`,
    'libs-are-entered-by-their-door',
  ],
  ['apps/api/src/helped.ts', `import '../../../test/help.js';`, 'no-product-code-from-tests'],
  ['libs/flow/src/one.ts', `import './two.js'; export const one = 1;`, 'no-cycles'],
  ['libs/flow/src/lost.ts', `import './nowhere.js';`, 'no-unresolvable'],
];

describe('the walls between the rooms', () => {
  beforeAll(async () => {
    house = await freshFolder('house');
    for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      await cp(path.join(root, file), path.join(house, file));
    await cp(path.join(root, 'apps/web/package.json'), path.join(house, 'apps/web/package.json'), {
      recursive: true,
    });
    for (const lib of LIBS) await plant(`libs/${lib}/src/index.ts`, 'export const door = 1;');
    await plant('libs/domain/src/inner.ts', 'export const inner = 1;');
    await plant('libs/flow/src/two.ts', `import './one.js'; export const two = 2;`);
    await plant('apps/api/src/main.ts', `import '#flow'; import '#contracts'; import '#platform';`);
    await plant('apps/web/src/main.ts', `import '#contracts'; import '#domain';`);
    await plant('test/help.ts', 'export const help = 1;');
  });

  it('stand where a house keeps to them', async () => {
    await plant('libs/flow/src/one.ts', 'export const one = 1;');
    expect(await cruise()).toEqual([]);
  });

  it('are seen to be broken by every kind of import they forbid', async () => {
    for (const [file, text] of PLANTED) await plant(file, `${text}\n`);
    const found = await cruise();
    for (const [file, , rule] of PLANTED) expect(found).toContain(`${file} ${rule}`);
  });
});
