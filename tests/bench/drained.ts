/** A real desk that was offline: its person works on, and then all of it is sent, answered and read back. */
import { randomUUID } from 'node:crypto';
import { createCentralClient } from '../../src/engine/sync/central-client.ts';
import { watchTurns } from './figures.ts';
import { openTestDesk, removeFolder, temporaryFolder } from '../fixtures/test-desk.ts';

export interface Drained {
  count: number;
  /** Giving one at the beginning and at the end, in milliseconds. */
  firstGiveMs: number;
  lastGiveMs: number;
  /** From the moment the line is back until nothing waits and every row has come back in the feed. */
  ms: number;
  /** How long a keystroke would have waited at most meanwhile. */
  longestTurnMs: number;
  /** Closing with all of it unsent and opening again. */
  openMs: number;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function drainDesk(base: string, username: string, passphrase: string, count: number): Promise<Drained> {
  const folder = temporaryFolder();
  const deviceId = `bench-${randomUUID()}`;
  let line = true;
  const signedIn = await createCentralClient(base, fetch).signIn({ username, passphrase, deviceId });
  if (!signedIn.ok) throw new Error(signedIn.failure.sentence);
  const open = async (signIn: typeof signedIn.value | null) => {
    const opened = await openTestDesk({
      folder, deviceId, signIn, now: Date.now, centralUrl: base,
      fetch: (input, init) => line ? fetch(input, init) : Promise.reject(new TypeError('no line')),
    });
    if (!opened.ok) throw new Error(opened.failure.sentence);
    return opened.value;
  };
  try {
    const before = await open(signedIn.value);
    await before.saved();
    const found = await before.screen('search.find', { text: 'okafor', limit: 5 });
    const residentId = found.ok ? found.value.hits.find(({ subject }) => subject?.kind === 'resident')?.subject?.id ?? null : null;
    if (residentId === null) throw new Error('There is nobody to work with.');
    line = false;
    await before.until(() => before.status()?.phase === 'offline', 'offline');
    const gives: number[] = [];
    for (let n = 0; n < count; n += 1) {
      const now = Date.now();
      const began = performance.now();
      const given = await before.screen('command.give', { name: 'log-contact', args: {
        contactId: `contact-${randomUUID()}`, residentId, propertyId: null, anonymous: false, caseId: null, serviceId: '524', channel: 'phone-in', reason: 'report',
        outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed, and the crew did not come back.', startedAt: now - 60_000, endedAt: now,
      } });
      if (!given.ok) throw new Error(given.failure.sentence);
      gives.push(performance.now() - began);
    }
    await before.close();
    const beganOpening = performance.now();
    const desk = await open(null);
    const openMs = performance.now() - beganOpening;
    const turns = watchTurns();
    line = true;
    const began = performance.now();
    await desk.screen('sync.now');
    for (let state = desk.status(); state?.phase !== 'online' || state.waiting > 0; state = desk.status()) {
      if (performance.now() - began > 600_000) throw new Error(`not sent in ten minutes: ${JSON.stringify(state)}`);
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
    const ms = performance.now() - began;
    const { longestMs: longestTurnMs } = turns.end();
    await desk.close();
    return { count, firstGiveMs: median(gives.slice(0, 50)), lastGiveMs: median(gives.slice(-50)), ms, longestTurnMs, openMs };
  } finally {
    removeFolder(folder);
  }
}
