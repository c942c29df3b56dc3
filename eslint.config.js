import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const CLOCKS = [
  { selector: "NewExpression[callee.name='Date']", message: 'Time is an argument: use Temporal.' },
  {
    selector: "MemberExpression[object.name='Date']",
    message: 'The rules have no clock: time is an argument.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'The rules have no clock: time is an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The rules give the same answer every time.',
  },
];

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read and checked in one place: libs/platform/src/config.ts.',
};

const POOL = [
  {
    selector: "NewExpression[callee.name='Pool'], NewExpression[callee.property.name='Pool']",
    message: 'Queries go through persistence.as(actor), which sets the rights of whoever asks.',
  },
  {
    selector: "CallExpression[callee.property.name='createQueryRunner']",
    message: 'Queries go through persistence.as(actor), which sets the rights of whoever asks.',
  },
];

const restrict = (...rules) => ({ 'no-restricted-syntax': ['error', ...rules] });

const SIZE = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
};

const NODE = {
  AbortController: 'readonly',
  Buffer: 'readonly',
  URL: 'readonly',
  clearInterval: 'readonly',
  clearTimeout: 'readonly',
  console: 'readonly',
  fetch: 'readonly',
  performance: 'readonly',
  process: 'readonly',
  setInterval: 'readonly',
  setTimeout: 'readonly',
};

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', '.data', 'coverage'] },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: { globals: { ...NODE, module: 'writable' } },
    rules: SIZE,
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'apps/web/tsconfig.json', 'apps/web/tsconfig.tools.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...SIZE,
      ...restrict(ENVIRONMENT, ...POOL),
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `!= null` asks for null and undefined at once, and only it may be loose.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-lone-blocks': 'error',
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: restrict(ENVIRONMENT, ...POOL, ...CLOCKS),
  },
  { files: ['libs/platform/src/config.ts'], rules: restrict(...POOL) },
  { files: ['libs/persistence/**/*.ts'], rules: restrict(ENVIRONMENT) },
  { files: ['test/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    // A describe block is as long as what it describes.
    files: ['**/*.test.{ts,tsx}'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['apps/local/**/*.ts', 'test/bench/**', '**/*-cli.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/web/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
);
