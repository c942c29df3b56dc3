import { existsSync } from 'node:fs';
import path from 'node:path';
import { command, Stop } from './lib/house.mjs';
import { jest } from './lib/jest.mjs';
import { prepare } from './lib/prepare.mjs';

// Real inputs made by others, which are not part of this project: test/**/*.outside.test.ts read them.
await command(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder || !existsSync(folder))
    throw new Stop('Name the folder of outside cases: npm run test:outside -- <folder>.');
  await prepare();
  const env = { BOARDROUND_OUTSIDE: path.resolve(folder) };
  const { passed, failed } = await jest(['--selectProjects', 'outside'], env);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});
