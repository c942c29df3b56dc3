/**
 * Two kinds of test, told apart by cost. `unit` is pure and lies beside its source; `house` needs
 * PostgreSQL, Redis or a browser, which test/harness brings up once for the whole run.
 * Everything runs as ES modules: Nest 12 has no other form, and Node 20 cannot require() it.
 */
const compiler = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: 'automatic' },
      },
      target: 'es2023',
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': compiler(false), '\\.tsx$': compiler(true) },
  moduleNameMapper: {
    '^#(domain|contracts|flow|persistence|interop|reporting|platform|synthetic)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data'],
};

const house = {
  ...shared,
  globalSetup: '<rootDir>/test/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/test/harness/global-teardown.mjs',
};

export default {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.test.{ts,tsx}'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e|fault|outside)\\.test\\.ts$'],
    },
    { ...house, displayName: 'integration', testMatch: ['<rootDir>/test/**/*.int.test.ts'] },
    { ...house, displayName: 'e2e', testMatch: ['<rootDir>/test/**/*.e2e.test.ts'] },
    { ...house, displayName: 'faults', testMatch: ['<rootDir>/test/**/*.fault.test.ts'] },
    { ...house, displayName: 'outside', testMatch: ['<rootDir>/test/**/*.outside.test.ts'] },
  ],
};
