import { expect, test } from 'vitest';
import { PRESENCE_TTL_MS } from '#contract/wire.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { Presence, type Here } from './presence.ts';

/** What every centre of one council hears; a word comes back to the one who said it, too. */
function line(): { store: () => CentralStore; words: () => number } {
  const listeners = new Set<(words: string) => void>();
  let words = 0;
  const store = {
    tell: (said: string) => { words += 1; for (const listener of listeners) listener(said); return Promise.resolve(); },
    whenTold: (listener: (said: string) => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
  };
  return { store: () => store as unknown as CentralStore, words: () => words };
}
const here = (staffId: string, at: string | null, channel: Here['channel'] = null, deviceId = `desk-of-${staffId}`): Here => ({ staffId, deviceId, siteId: 'hub', channel, at });
const amina = { staffId: 'amina', deviceId: 'desk-of-amina' };

test('tells who has the same record open and who speaks, also at the centre beside it, and never of oneself', async () => {
  const { store } = line();
  const [one, other] = [new Presence(store()), new Presence(store())];
  await one.note(here('amina', 'resident:r1'));
  await other.note(here('ben', 'resident:r1', 'phone-in'));
  await other.note(here('cara', 'resident:r2'));
  await other.note(here('amina', 'resident:r1', null, 'second-desk'));
  for (const centre of [one, other]) expect(centre.others(amina, 'resident:r1')).toEqual([{ staffId: 'ben', siteId: 'hub', channel: 'phone-in' }]);
  one.close();
  other.close();
});

test('tells a desk at once when somebody comes, begins to speak or goes, and nothing of records it has not open', async () => {
  const { store } = line();
  const [one, other] = [new Presence(store()), new Presence(store())];
  const told: [string, string[]][] = [];
  const stop = one.follow(amina, (at, others) => { told.push([at, others.map(({ staffId, channel }) => `${staffId} ${String(channel)}`)]); });
  await one.note(here('amina', 'resident:r1'));
  await other.note(here('ben', 'resident:r1'));
  await other.note(here('ben', 'resident:r1'));
  await other.note(here('ben', 'resident:r1', 'walk-in'));
  await other.note(here('cara', 'resident:r2'));
  await other.note(here('ben', null));
  expect(told).toEqual([['resident:r1', []], ['resident:r1', ['ben null']], ['resident:r1', ['ben walk-in']], ['resident:r1', []]]);
  stop();
  await other.note(here('ben', 'resident:r1'));
  expect(told).toHaveLength(4);
  one.close();
  other.close();
});

test('tells at once that a desk is left, here and at the centre beside it, and knows nobody there any more', async () => {
  const { store } = line();
  const [one, other] = [new Presence(store()), new Presence(store())];
  await other.note(here('ben', 'resident:r1', 'phone-in'));
  await one.note(here('amina', 'resident:r1'));
  const told: number[] = [];
  one.follow(amina, (_at, others) => { told.push(others.length); });
  await other.note({ ...here('ben', null), leaving: true });
  expect(told).toEqual([0]);
  for (const centre of [one, other]) expect(centre.atDesk()).toEqual(['amina']);
  one.close();
  other.close();
});

test('forgets a desk that says nothing for half a minute, and tells that it is gone', async () => {
  let now = 0;
  const centre = new Presence(line().store(), () => now);
  const told: number[] = [];
  await centre.note(here('ben', 'resident:r1'));
  now = PRESENCE_TTL_MS - 1;
  await centre.note(here('amina', 'resident:r1'));
  centre.follow(amina, (_at, others) => { told.push(others.length); });
  centre.sweep();
  expect(centre.others(amina, 'resident:r1')).toHaveLength(1);
  now = PRESENCE_TTL_MS;
  expect(centre.others(amina, 'resident:r1')).toEqual([]);
  centre.sweep();
  expect(told).toEqual([0]);
  centre.close();
});

test('knows everybody who has a desk open, with a record or without, each once', async () => {
  let now = 0;
  const centre = new Presence(line().store(), () => now);
  await centre.note(here('ben', null));
  await centre.note(here('amina', 'resident:r1'));
  await centre.note(here('amina', null, null, 'second-desk'));
  expect(centre.atDesk()).toEqual(['amina', 'ben']);
  expect(centre.others(amina, 'resident:r1')).toEqual([]);
  now = PRESENCE_TTL_MS;
  expect(centre.atDesk()).toEqual([]);
  centre.close();
});
