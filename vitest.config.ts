import { configDefaults, defineConfig } from 'vitest/config';
import { plantedBug } from './tests/sim/planted/plant.ts';

const never = [...configDefaults.exclude, 'out/**', 'artifacts/**', 'tests/fixtures/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Most of these processes live for seconds, and optimising PGlite’s WebAssembly would take longer than all they do with it.
    execArgv: ['--liftoff-only'],
    // No test is about how long anything takes: these end what hangs, on a slow machine with something beside.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 30_000, interval: 20 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/sync/**/*.test.ts', 'tests/unit/**/*.test.ts', 'tests/kill/**/*.test.ts', 'tests/histories/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...never, '**/*.pg.test.ts'],
          setupFiles: ['tests/unit/cheap-keys.ts'],
          // Many wait for a process or a clock: a third fills in.
          maxWorkers: 3,
        },
      },
      {
        extends: true,
        // Only for the tests of the simulation itself.
        plugins: plantedBug(process.env['CASEFRONT_PLANT']),
        // A batch of seeds may get only what time other stages leave.
        test: { name: 'sim', include: ['tests/sim/**/*.test.ts'], exclude: never, testTimeout: 1_800_000 },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: ['src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'],
          exclude: never,
          globalSetup: ['tests/require-postgres.ts'],
          // They share one server; a file at a time keeps them out of each other's way.
          fileParallelism: false,
        },
      },
    ],
  },
});
