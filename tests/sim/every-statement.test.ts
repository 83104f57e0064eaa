/**
 * One desk's ordinary hour - a contact, a decision, what others did - with the process ended at one statement after the
 * other: at the first, at the second, until the hour passes before its turn comes. `CASEFRONT_SIM_EVERY=1` takes each of
 * them; `npm test` takes every so many.
 */
import { expect, test } from 'vitest';
import { endAt } from './one-hour.ts';
import { simStores } from './sim-stores.ts';

const EVERY = Number(process.env['CASEFRONT_SIM_EVERY'] ?? 53);
const { made, fetched } = simStores();

test(`the process may end at any statement (each ${String(EVERY)}th is tried)`, async () => {
  let at = 1;
  while (await endAt(made, fetched, at)) at += EVERY;
  // The hour is made of so many statements at least; with fewer, this would try nothing.
  expect(at).toBeGreaterThan(60);
});
