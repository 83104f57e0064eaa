import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { succeed } from '#contract/failures.ts';
import { PRESENCE_EVERY_MS, PRESENCE_TTL_MS, type Present } from '#contract/wire.ts';
import { createPresence, type DeskPresence } from './presence.ts';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const ben: Present = { staffId: 'ben', siteId: 'hub', channel: 'phone-in' };
const margaret = { kind: 'resident', id: 'r1' } as const;

function deskAt(): { presence: DeskPresence; asked: unknown[]; desk: { connection: 'online' | 'offline'; others: Present[] }; changes: () => number } {
  const desk = { connection: 'online' as 'online' | 'offline', others: [] as Present[] };
  const asked: unknown[] = [];
  let changes = 0;
  const presence = createPresence({
    get connection() { return desk.connection; },
    session: { authorised: (work: (token: string) => unknown) => work('token') },
    client: { presence: (_token: string, here: { everybody?: boolean }) => { asked.push(here); return Promise.resolve(succeed({ others: desk.others, ...here.everybody === true ? { atDesk: ['ben'] } : {} })); } },
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
  presence.stop();
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
  presence.stop();
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
  presence.stop();
});

test('asks who has a desk open, and where it is offline nobody can say', async () => {
  const { presence, desk } = deskAt();
  expect(await presence.atDesk()).toEqual(['ben']);
  desk.connection = 'offline';
  expect(await presence.atDesk()).toBeNull();
  presence.stop();
});
