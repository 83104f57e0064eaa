import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  // The root's settings point better-sqlite3 at its types alone, which Playwright would try to run.
  tsconfig: 'tests/e2e/tsconfig.json',
  testMatch: ['e2e/**/*.spec.ts', 'security/**/*.spec.ts'],
  // Two councils at once: a window waits more than it works. A test that passes at the second attempt is a test that fails.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  // No test is about how long anything takes: these end what hangs, on a slow machine with something beside.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  outputDir: 'artifacts/e2e',
  reporter: [['list'], ['json', { outputFile: 'artifacts/test/e2e.json' }]],
  // What waits for a button that never comes says so, before the whole test is out of time.
  use: { screenshot: 'only-on-failure', actionTimeout: 40_000 },
});
