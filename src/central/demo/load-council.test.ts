import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CentralStore } from '../pg/central-store.ts';
import { openStore } from '../pg/open-store.ts';
import { loadCouncil } from './load-council.ts';

const demoFolder = path.resolve(import.meta.dirname, '../../../resources/demo-council');
const NOW = Date.UTC(2026, 10, 23, 10);
let store: CentralStore;
beforeAll(async () => { store = await openStore({ connection: { kind: 'pglite', folder: null }, council: 'harrowmere' }); }, 60_000);
afterAll(async () => { await store.close(); });

const count = async (table: string): Promise<number> =>
  (await store.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table} WHERE council = 'harrowmere'`)).rows[0]?.count ?? -1;

test('a load that fails half-way leaves nothing, a load fills the store, and the next start finds it there', async () => {
  const onProgress = (): void => undefined;
  let rows = 0;
  const failing = loadCouncil(store, demoFolder, { residents: 400, now: NOW, onProgress: ({ step }) => { if (step === 'residents' && (rows += 1) > 2) throw new Error('killed'); } });
  await expect(failing).rejects.toThrow('killed');
  expect([await count('site'), await count('contact'), await count('account')]).toEqual([0, 0, 0]);

  const steps: number[] = [];
  const first = await loadCouncil(store, demoFolder, { residents: 400, now: NOW, onProgress: ({ step, done }) => { if (step === 'residents') steps.push(done); } });
  expect(first.loaded).toBe(true);
  expect(first.counts).toMatchObject({ site: 6, staff: 17, service: 38, scheme: 1, resident: 400 });
  expect(steps.at(-1)).toBe(400);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  for (const table of ['resident', 'contact', 'property', 'need', 'marker'] as const) expect(await count(table)).toBe(first.counts[table]);
  expect(await count('case_file')).toBe(first.counts['caseFile']);
  expect(await count('account')).toBe(17);

  const head = await store.head();
  expect(await loadCouncil(store, demoFolder, { residents: 400, now: NOW, onProgress })).toEqual({ loaded: false, counts: {} });
  expect(await store.head()).toEqual(head);
}, 60_000);
