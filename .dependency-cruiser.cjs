/**
 * The layers: domain <- contract <- {engine, main, preload, renderer, central}, and those five never import each other.
 * Paths are matched from the folder it runs in, so the same rules judge tests/fixtures/layer-breach, which breaks each once.
 */
const inPackage = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const sqlite = ['better-sqlite3', 'better-sqlite3-multiple-ciphers'];
// The unit tests that stand beside the code may use the test tools; they are held to every other rule.
const tests = String.raw`\.test\.tsx?$`;
const testTools = ['vitest', 'fast-check', '@fast-check', '@faker-js'];
const sides = ['engine', 'main', 'preload', 'renderer', 'central'];

const sideRules = sides.map((side) => ({
  name: `${side}-keeps-to-itself`,
  comment: `src/${side} shares nothing with another side but the domain and the contract.`,
  severity: 'error',
  from: { path: `^src/${side}/` },
  to: { path: '^src/', pathNot: `^src/(domain|contract|${side})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The domain imports itself, date-fns, @date-fns/tz, double-metaphone and fastest-levenshtein. No Node, no other layer.',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: tests },
      to: { pathNot: ['^src/domain/', inPackage('date-fns', '@date-fns/tz', 'double-metaphone', 'fastest-levenshtein')] },
    },
    {
      name: 'domain-tests-are-pure',
      comment: 'The tests of the domain may add the test tools, and the contract they check against.',
      severity: 'error',
      from: { path: `^src/domain/.*${tests}` },
      to: { path: '^src/', pathNot: '^src/(domain|contract)/' },
    },
    {
      name: 'contract-is-schemas-only',
      comment: 'The contract imports the domain, itself and zod.',
      severity: 'error',
      from: { path: '^src/contract/', pathNot: tests },
      to: { pathNot: ['^src/(domain|contract)/', inPackage('zod')] },
    },
    ...sideRules,
    {
      name: 'prepared-writes-with-the-engine',
      comment: 'src/prepared is a process of its own that writes a desk’s file for the centre: the engine’s code, and no store.',
      severity: 'error',
      from: { path: '^src/prepared/' },
      to: { path: '^src/', pathNot: '^src/(domain|contract|engine|prepared)/' },
    },
    {
      name: 'nobody-imports-prepared',
      comment: 'The centre starts it by its path and speaks to it in messages.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/prepared/' },
      to: { path: '^src/prepared/' },
    },
    {
      name: 'sqlite-only-in-the-store',
      comment: 'Only src/engine/store opens the encrypted cache.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/store/' },
      to: { path: inPackage(...sqlite) },
    },
    {
      name: 'electron-only-at-the-engine-door',
      comment: 'The engine runs under plain Node too; only its transport may know Electron.',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '^src/engine/transport/' },
      to: { path: ['^electron$', inPackage('electron')] },
    },
    {
      name: 'feature-imports-no-feature',
      comment: 'What two features share belongs in ui/, app/ or engine-client/.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The renderer is sandboxed: no Node built-ins and no Electron.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-has-no-electron',
      comment: 'The renderer reaches the rest of the app through the preload bridge alone.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: ['^electron$', inPackage('electron')] },
    },
    {
      name: 'main-has-no-sql',
      comment: 'The main process holds windows and lifecycle, not data.',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: inPackage(...sqlite, 'kysely', 'pg') },
    },
    {
      name: 'src-imports-no-scripts-or-tests',
      comment: 'What ships depends on nothing that does not.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|tests)/' },
    },
    {
      name: 'src-imports-no-test-tools',
      comment: 'Test tools are for test files and testing/ folders.',
      severity: 'error',
      from: { path: '^src/', pathNot: [tests, '/testing/'] },
      to: { path: inPackage(...testTools) },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or hide a third.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would slip past every other rule.',
      severity: 'error',
      from: { path: '^(src|scripts)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // `import type` counts: a type shared between two sides couples them all the same.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^tests/fixtures/'] },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
