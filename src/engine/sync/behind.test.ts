import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TableName } from '#domain/records.ts';
import { createFakeCentre, type FakeCentre } from '../../../tests/fixtures/fake-centre.ts';
import { DAY, NOW, people, put, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { openTestDesk, removeFolder, temporaryFolder, testKey, type TestDesk } from '../../../tests/fixtures/test-desk.ts';
import { openCache } from '../store/cache-store.ts';

let folder = '';
let centre: FakeCentre;
let desk: TestDesk | null = null;
/** Holds pages of a table back until it is let go. */
let held: { table: TableName; let: () => void; go: Promise<void> } | null = null;
let asked: string[] = [];

beforeEach(() => {
  folder = temporaryFolder();
  asked = [];
  centre = createFakeCentre(Object.values(people), () => NOW);
  centre.write(...sampleCouncil(), contactAt('c-old', 200), contactAt('c-recent', 5), contactAt('c-leaves', 300));
});
afterEach(async () => {
  held?.let();
  held = null;
  await desk?.close();
  desk = null;
  removeFolder(folder);
});

const contactAt = (id: string, daysAgo: number, note = 'Asked about the bin.') => put('contact', {
  id, residentId: 'r-smith-elder', propertyId: null, caseId: null, serviceId: null, channel: 'phone-in', reason: 'report', outcome: 'logged',
  avoidable: null, furtherMatters: null, enquiry: null, note, staffId: null, siteId: null, startedAt: NOW - daysAgo * DAY, endedAt: null, externalReference: null,
});
const hold = (table: TableName): void => {
  let release = (): void => undefined;
  const go = new Promise<void>((resolve) => { release = resolve; });
  held = { table, let: release, go };
};
/** The centre says it holds a borough, and its pages can be held back. Whole pages of contacts are the second part's. */
const boroughFetch: typeof fetch = async (input, init) => {
  const { pathname } = new URL(input as URL);
  const body = typeof init?.body === 'string' ? JSON.parse(init.body) as { table?: TableName; since?: number } : {};
  if (pathname === '/v1/rows') {
    asked.push(`${body.table ?? ''}${body.since === undefined ? '' : ' recent'}`);
    if (held !== null && body.table === held.table && body.since === undefined) await held.go;
  }
  const response = await centre.fetch(input, init);
  if (pathname !== '/v1/rows/totals') return response;
  const totals = await response.json() as { rows: Record<string, number>; recentContacts: number };
  return Response.json({ ...totals, rows: { ...totals.rows, contact: 200_000 } });
};
async function open(): Promise<TestDesk> {
  const [one] = Object.values(people);
  if (one === undefined) throw new Error('nobody works here');
  const opened = await openTestDesk({ folder, deviceId: 'device-1', signIn: centre.signIn(one), fetch: boroughFetch, now: () => NOW });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  return desk = opened.value;
}
const partial = (): boolean => desk?.status()?.partial === true;
const contactsOf = async (one: TestDesk): Promise<string[]> => {
  const page = await one.screen('timeline.page', { subject: { kind: 'resident', id: 'r-smith-elder' }, before: NOW + DAY, beforeKey: '', limit: 50 });
  return page.ok ? page.value.entries.flatMap((entry) => entry.kind === 'contact' ? [entry.contact.id] : []) : [];
};
const found = async (one: TestDesk, text: string): Promise<string[]> => {
  const answer = await one.screen('search.find', { text, limit: 10 });
  return answer.ok ? answer.value.hits.flatMap(({ subject }) => subject?.id ?? []) : [];
};

test('a desk is searched by name while older contacts arrive, follows the feed meanwhile, and never goes back in time', async () => {
  hold('contact');
  const one = await open();
  await one.until(partial, 'the first part');
  await one.until(() => one.status()?.phase === 'online', 'online');
  expect(await found(one, 'john smith')).toContain('r-smith-elder');
  const early = await contactsOf(one);
  expect(early).toContain('c-recent');
  expect(early).not.toContain('c-old');

  // What changes after the second part's head was read, and before it is whole.
  centre.write(put('resident', resident('r-new', 'Zebedee Newcomer')), contactAt('c-new', 0));
  centre.leave('contact', 'c-leaves');
  await one.until(() => one.messages.length > 0, 'something');
  await expect.poll(() => found(one, 'zebedee')).toEqual(['r-new']);
  centre.write(contactAt('c-old', 200, 'Corrected.'));
  held?.let();

  await one.until(() => !partial(), 'the whole');
  expect(await found(one, 'zebedee')).toEqual(['r-new']);
  const late = await contactsOf(one);
  expect(late).toEqual(expect.arrayContaining(['c-new', 'c-recent', 'c-old']));
  expect(late).not.toContain('c-leaves');
  expect(existsSync(path.join(folder, 'cache.staged.db'))).toBe(false);
  const [page] = await Promise.all([one.screen('timeline.page', { subject: { kind: 'resident', id: 'r-smith-elder' }, before: NOW + DAY, beforeKey: '', limit: 50 })]);
  expect(page.ok && page.value.entries.some((entry) => entry.kind === 'contact' && entry.contact.note === 'Corrected.')).toBe(true);
  expect(one.bugs).toEqual([]);
});

test('a desk that is closed before the rest has come opens with the part, and goes on behind the last key', async () => {
  hold('contact');
  let one = await open();
  await one.until(partial, 'the first part');
  await one.until(() => asked.filter((table) => table === 'contact').length > 0, 'everything but the contacts');
  await expect.poll(() => asked.at(-1)).toBe('contact');
  const release = held;
  held = null;
  const closing = one.close();
  release?.let();
  await closing;
  const before = openCache(path.join(folder, 'cache.db'), testKey());
  expect(before.ok && before.value.meta().part).toBe('people');
  if (before.ok) before.value.close();

  asked = [];
  one = await open();
  await one.until(() => !partial() && one.status()?.phase === 'online', 'the whole');
  expect(await contactsOf(one)).toEqual(expect.arrayContaining(['c-old', 'c-recent', 'c-leaves']));
  // Nothing is fetched twice but the table it stood in.
  expect(asked).not.toContain('resident');
  expect(one.bugs).toEqual([]);
});
