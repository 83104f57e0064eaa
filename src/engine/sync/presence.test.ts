import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { succeed } from '#contract/failures.ts';
import { PRESENCE_EVERY_MS, PRESENCE_TTL_MS, type Present } from '#contract/wire.ts';
import { createPresence, type DeskPresence } from './presence.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const ben: Present = { staffId: 'ben', siteId: 'hub', channel: 'phone-in' };
const margaret = { kind: 'resident', id: 'r1' } as const;

function deskAt(): { presence: DeskPresence; asked: unknown[]; desk: { connection: 'online' | 'offline'; others: Present[]; token: string | null; answers: Promise<void> }; changes: () => number } {
  const desk = { connection: 'online' as 'online' | 'offline', others: [] as Present[], token: 'token' as string | null, answers: Promise.resolve() };
  const asked: unknown[] = [];
  let changes = 0;
  const presence = createPresence({
    get connection() { return desk.connection; },
    session: { authorised: (work: (token: string) => unknown) => work('token'), inHand: () => desk.token },
    client: { presence: async (_token: string, here: { everybody?: boolean }, signal: AbortSignal) => {
      asked.push(here);
      if (!signal.aborted) await Promise.race([desk.answers, new Promise((resolve) => { signal.addEventListener('abort', resolve); })]);
      return succeed({ others: desk.others, ...here.everybody === true ? { atDesk: ['ben'] } : {} });
    } },
  } as never, () => { changes += 1; });
  return { presence, asked, desk, changes: () => changes };
}

test('says which record is open when that changes and every ten seconds while it is, and more rarely that nobody’s is', async () => {
  const { presence, asked } = deskAt();
  presence.here(margaret, null);
  presence.here(margaret, null);
  presence.here(margaret, 'phone-in');
  await vi.advanceTimersByTimeAsync(PRESENCE_EVERY_MS);
  presence.here(null, null);
  await vi.advanceTimersByTimeAsync(PRESENCE_EVERY_MS * 3);
  expect(asked).toEqual([{ at: margaret, channel: null }, { at: margaret, channel: 'phone-in' }, { at: margaret, channel: 'phone-in' }, { at: null, channel: null }, { at: null, channel: null }, { at: null, channel: null }]);
  await presence.leave();
});

test('shows others by the answer and by the stream, of this record alone', async () => {
  const { presence, desk, changes } = deskAt();
  desk.others = [ben];
  presence.here(margaret, null);
  await vi.advanceTimersByTimeAsync(0);
  expect(presence.others(margaret)).toEqual([ben]);
  expect(presence.others({ kind: 'resident', id: 'r2' })).toEqual([]);
  presence.heard({ at: 'resident:r2', others: [] });
  expect(presence.others(margaret)).toEqual([ben]);
  presence.heard({ at: 'resident:r1', others: [] });
  expect(presence.others(margaret)).toEqual([]);
  expect(changes()).toBe(2);
  await presence.leave();
});

test('shows nobody while offline, and nobody of whom nothing was heard for half a minute', async () => {
  const { presence, desk } = deskAt();
  desk.others = [ben];
  presence.here(margaret, null);
  await vi.advanceTimersByTimeAsync(0);
  desk.connection = 'offline';
  expect(presence.others(margaret)).toEqual([]);
  desk.connection = 'online';
  expect(presence.others(margaret)).toEqual([ben]);
  desk.connection = 'offline';
  await vi.advanceTimersByTimeAsync(PRESENCE_TTL_MS);
  desk.connection = 'online';
  expect(presence.others(margaret)).toEqual([]);
  await presence.leave();
});

test('asks who has a desk open, and where it is offline nobody can say', async () => {
  const { presence, desk } = deskAt();
  expect(await presence.atDesk()).toEqual(['ben']);
  desk.connection = 'offline';
  expect(await presence.atDesk()).toBeNull();
  await presence.leave();
});

test('says that it is left, after where it was last, and asks nothing more', async () => {
  const { presence, asked, desk, changes } = deskAt();
  let answer = (): void => undefined;
  desk.answers = new Promise((resolve) => { answer = resolve; });
  desk.others = [ben];
  presence.here(margaret, 'phone-in');
  const left = presence.leave();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([{ at: margaret, channel: 'phone-in' }]);
  answer();
  await left;
  await vi.advanceTimersByTimeAsync(PRESENCE_TTL_MS);
  expect(asked).toEqual([{ at: margaret, channel: 'phone-in' }, { at: null, channel: null, leaving: true }]);
  expect(changes()).toBe(0);
});

test('is left at once where the centre can’t be told, and within a second where it does not answer', async () => {
  const offline = deskAt();
  offline.desk.connection = 'offline';
  await offline.presence.leave();
  const unsure = deskAt();
  unsure.desk.token = null;
  await unsure.presence.leave();
  expect([...offline.asked, ...unsure.asked]).toEqual([]);
  const silent = deskAt();
  silent.desk.answers = new Promise(() => undefined);
  silent.presence.here(margaret, null);
  const left = silent.presence.leave();
  await vi.advanceTimersByTimeAsync(1000);
  await left;
});
