import { command, run, runTool, Stop } from './lib/house.mjs';
import { ensureInstalled } from './lib/install.mjs';

const tsc = (...args) =>
  runTool('typescript/bin/tsc', ['--noEmit', '--incremental', 'false', ...args]);

/** Everything a machine can say about the code without running it, cheapest first. */
const CHECKS = [
  ['house rules', () => run(process.execPath, ['scripts/gates.mjs'])],
  ['format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.'])],
  ['types', () => tsc()],
  ['types of the screens', () => tsc('-p', 'apps/web')],
  ['types of their tests', () => tsc('-p', 'apps/web/tsconfig.tools.json')],
  [
    'directions of imports',
    () =>
      runTool('dependency-cruiser/bin/dependency-cruise.mjs', [
        ...['apps', 'libs', 'test', '--config', '.dependency-cruiser.cjs'],
      ]),
  ],
  ['lint', () => runTool('eslint/bin/eslint.js', ['.'])],
  ['what nobody uses', () => runTool('knip/bin/knip.js', [])],
];

await command(async () => {
  await ensureInstalled();
  const failed = [];
  for (const [name, check] of CHECKS) {
    console.log(`Checking ${name}`);
    if ((await check()) !== 0) failed.push(name);
  }
  if (failed.length > 0) throw new Stop(`\nNot in order: ${failed.join(', ')}.`);
  console.log('\nAll in order.');
});
