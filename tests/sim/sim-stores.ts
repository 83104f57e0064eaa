import { afterAll, beforeAll } from 'vitest';
import { FetchedDesks } from './fetched-desks.ts';
import { RESIDENTS } from './run-seed.ts';
import { SimStore } from './world.ts';

/** What every run of a file begins from: made before its tests and gone after them. */
export function simStores(): { made: SimStore; fetched: FetchedDesks } {
  const made = new SimStore();
  const fetched = new FetchedDesks();
  beforeAll(() => made.make(RESIDENTS), 120_000);
  afterAll(async () => {
    fetched.end();
    await made.end();
  });
  return { made, fetched };
}
