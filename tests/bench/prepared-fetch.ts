/** A first fetch by the copy that the centre has prepared, as a new desk does it, to its first search. */
import { openCache } from '../../src/engine/store/cache-store.ts';
import { CACHE_VERSION } from '../../src/engine/store/schema.ts';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import { createPreparedFetch } from '../../src/engine/sync/prepared.ts';
import type { SignInAnswer } from '../../src/contract/wire.ts';

export interface PreparedTimes {
  /** How long after it was first asked for the centre had one ready. */
  waitedMs: number;
  ms: number;
  cpuMs: number;
  firstSearchMs: number;
  rows: number;
  bytes: number;
  /** Of this process while it ran. */
  peakMb: number;
}

const LONGEST_WAIT_MS = 10 * 60_000;

/** Null where the centre has none ready in ten minutes. */
export async function fetchPrepared(base: string, signIn: () => Promise<SignInAnswer>, stagedFile: string, key: Uint8Array): Promise<PreparedTimes | null> {
  const client = createCentralClient(base, fetch);
  const { signal } = new AbortController();
  const asked = performance.now();
  let person = await signIn();
  let offer = await client.prepared(person.token, CACHE_VERSION, signal);
  while (!offer.ok) {
    if (performance.now() - asked > LONGEST_WAIT_MS) return null;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    if (offer.failure.code === 'signed-out') person = await signIn();
    offer = await client.prepared(person.token, CACHE_VERSION, signal);
  }
  const { token, scopes } = await signIn();
  const { rows, bytes } = offer.value;
  let peakMb = 0;
  const tick = setInterval(() => { peakMb = Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20); }, 5);
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  const fetched = await createPreparedFetch({
    stagedFile, key, scopes: () => scopes, client, cache: { meta: () => ({ epoch: null }) },
    session: { authorised: (call) => call(token) }, state: { fetching: () => undefined, reached: () => undefined },
  })(signal);
  const ms = performance.now() - began;
  const cpu = process.cpuUsage(cpuBegan);
  clearInterval(tick);
  if (fetched?.ok !== true) throw new Error('The prepared copy did not do.');
  const opened = openCache(stagedFile, key);
  if (!opened.ok) throw new Error(opened.fault);
  opened.value.search.match('names', '"smi"*', 5);
  const firstSearchMs = performance.now() - began;
  opened.value.close();
  return { waitedMs: began - asked, ms, cpuMs: (cpu.user + cpu.system) / 1000, firstSearchMs, rows, bytes, peakMb: Math.max(peakMb, process.memoryUsage.rss() / 2 ** 20) };
}
