/** A first fetch by the copy that the centre has prepared, as a new desk does it, to its first search. */
import { openCache } from '../../src/engine/store/cache-store.ts';
import { CACHE_VERSION } from '../../src/engine/store/schema.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import { createPreparedFetch } from '../../src/engine/sync/prepared.ts';
import { watchTurns } from './figures.ts';
import type { SignInAnswer } from '../../src/contract/wire.ts';

export interface PreparedTimes {
  /** How long after it was first asked for the centre had one ready. */
  waitedMs: number;
  ms: number;
  cpuMs: number;
  firstSearchMs: number;
  part: 'people' | 'whole';
  rows: number;
  bytes: number;
  /** Until the last byte was here. */
  downloadMs: number;
  /** How long a keystroke would have waited at most. */
  longestTurnMs: number;
  /** Of this process while it ran. */
  peakMb: number;
}

const LONGEST_WAIT_MS = 15 * 60_000;

/** Null where the centre has none ready in a quarter of an hour. */
export async function fetchPrepared(base: string, signIn: () => Promise<SignInAnswer>, stagedFile: string, key: Uint8Array, wanted: 'soonest' | 'whole'): Promise<PreparedTimes | null> {
  const client = createCentralClient(base, fetch);
  const { signal } = new AbortController();
  const asked = performance.now();
  let person = await signIn();
  let offer = await client.prepared(person.token, { layout: CACHE_VERSION, wanted }, signal);
  while (!offer.ok) {
    if (performance.now() - asked > LONGEST_WAIT_MS) return null;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (offer.failure.code === 'signed-out') person = await signIn();
    offer = await client.prepared(person.token, { layout: CACHE_VERSION, wanted }, signal);
  }
  const { token, scopes } = await signIn();
  const { part, rows, bytes } = offer.value;
  let downloadMs = 0;
  const turns = watchTurns();
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const fetched = await createPreparedFetch({
    stagedFile, key, scopes: () => scopes, client, session: { authorised: (call) => call(token) }, state: { reached: () => undefined },
  }).fetch({ wanted, onProgress: ({ table }) => { if (table === 'search') downloadMs = performance.now() - began; } }, signal);
  const ms = performance.now() - began;
  const cpu = process.cpuUsage(cpuBegan);
  const { longestMs: longestTurnMs, peakMb } = turns.end();
  if (fetched?.ok !== true) throw new Error('The prepared copy did not do.');
  const opened = openCache(stagedFile, key);
  if (!opened.ok) throw new Error(opened.fault);
  opened.value.search.match('names', '"smi"*', 5);
  const firstSearchMs = performance.now() - began;
  opened.value.close();
  return { waitedMs: began - asked, ms, cpuMs: (cpu.user + cpu.system) / 1000, firstSearchMs, part, rows, bytes, downloadMs, longestTurnMs, peakMb: Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20) };
}
