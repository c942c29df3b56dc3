import { followParent } from './lib/follow-parent.mjs';
import { command } from './lib/house.mjs';
import { jest } from './lib/jest.mjs';
import { ensureMachine } from './lib/machine.mjs';
import { prepare } from './lib/prepare.mjs';

/** How often the service is killed under load: a short form every time, a long one when asked for. */
const ROUNDS_SHORT = '15';
const ROUNDS_LONG = '100';

const projects = (...names) => ['--selectProjects', ...names];

/** Tests that ask for no date, and so for no time zone. */
const WITHOUT_DATES = '(live-socket|architecture|deployment|harness)\\.int';

/** What `npm test` runs, in order. */
const EVERYTHING = [
  {
    what: 'rules and house',
    args: [...projects('unit', 'integration'), '--maxWorkers=2'],
    env: {},
  },
  {
    what: 'screens',
    args: [...projects('e2e'), '--maxWorkers=2'],
    env: {},
  },
  {
    what: 'faults',
    args: [...projects('faults'), '--maxWorkers=2'],
    env: { BOARDROUND_FAULT_ROUNDS: ROUNDS_SHORT },
  },
  {
    what: 'rules and house in another time zone',
    args: [
      ...projects('unit', 'integration'),
      '--maxWorkers=2',
      `--testPathPatterns=^(?!.*${WITHOUT_DATES})`,
    ],
    env: { TZ: 'America/New_York' },
  },
];

const FAULTS = [
  {
    what: 'faults, long form',
    args: [...projects('faults'), '--maxWorkers=1'],
    env: { BOARDROUND_FAULT_ROUNDS: ROUNDS_LONG },
  },
];

function chosen(args) {
  if (args.includes('--faults')) return FAULTS;
  if (args.length > 0) return [{ what: args.join(' '), args, env: {} }];
  return EVERYTHING;
}

await command(async () => {
  followParent();
  await ensureMachine();
  await prepare();
  const total = { passed: 0, failed: 0 };
  for (const { what, args, env } of chosen(process.argv.slice(2))) {
    console.log(`\nTesting: ${what}`);
    const { passed, failed } = await jest(args, env);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
});
