import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const typescript = ['**/*.ts', '**/*.tsx'];
const tests = ['**/*.test.{ts,tsx}', '**/*.spec.ts', 'tests/**', '**/testing/**'];

const oneDoor = 'Only src/main/transport speaks to ipcMain: every message is checked against the contract there.';
const ipcMain = {
  selector: "CallExpression[callee.object.name='ipcMain'][callee.property.name=/^(handle|handleOnce|on|once|addListener)$/]",
  message: oneDoor,
};
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const clock = [
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'The domain has no clock: take `now` as an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock: take `now` as an argument.' },
  { selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']", message: 'The domain does not roll dice: take what is random as an argument.' },
];
const preloadOnly = {
  paths: [{ name: 'electron', importNames: ['ipcRenderer'], message: 'Only src/preload holds ipcRenderer.' }],
};

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'artifacts/', 'coverage/', '.casefront/', 'tests/fixtures/layer-breach/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typescript,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program for all: each of the layers' own would work out the same types once more. What a layer may see is `npm run typecheck`'s to say.
        project: ['tsconfig.lint.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': ['error', noDefault, ipcMain],
      'no-restricted-imports': ['error', preloadOnly],
    },
  },
  // vitest's own matchers (expect.any, expect.objectContaining) are typed any.
  { files: tests, rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['src/main/transport/**'], rules: { 'no-restricted-syntax': ['error', noDefault] } },
  { files: ['src/preload/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['src/domain/**'], ignores: tests, rules: { 'no-restricted-syntax': ['error', noDefault, ipcMain, ...clock] } },
  { files: ['*.config.ts', 'tests/require-postgres.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/**'], ignores: ['src/central/cli.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['src/renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // Both speak for React's compiler, which is not used here: a screen that starts to load says so from its effect.
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/incompatible-library': 'off',
    },
  },
);
