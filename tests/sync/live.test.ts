/** News as it happens: on a stream where one reaches the desk, by a question held open where a proxy keeps streams back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { orderWipe } from '../../src/central/identity/wipes.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, people, residentNamed } from '../../src/central/testing/council.ts';
import { signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());

interface Line { asked: string[]; desk: TestDesk }

/** A desk whose requests are counted, and go through `through`. */
async function withDesk(deviceId: string, through: typeof fetch, work: (line: Line) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const asked: string[] = [];
  const opened = await openTestDesk({
    deviceId, folder, now: () => centre.clock.now, centralUrl: centre.base,
    signIn: signInAnswerSchema.parse(await (await signIn(centre.base, 'amina', PASSPHRASE, deviceId)).json()),
    fetch: (input, init) => {
      asked.push(new URL(input as URL).pathname);
      return through(input, init);
    },
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  try {
    await opened.value.saved();
    await work({ asked, desk: opened.value });
    expect(opened.value.bugs).toEqual([]);
  } finally {
    await opened.value.close();
    removeFolder(folder);
  }
}

const write = (id: string): Promise<number> => centre.store.transaction((transaction) => transaction.write([put('resident', { ...residentNamed(id), familyName: id })]));
const shows = async (desk: TestDesk, id: string): Promise<boolean> => {
  const found = await desk.screen('search.find', { text: id, limit: 5 });
  return found.ok && found.value.hits.some((hit) => hit.subject?.id === id);
};
const pulls = (asked: string[]): number => asked.filter((path) => path === '/v1/pull').length;
const questions = (asked: string[]): number => asked.filter((path) => path === '/v1/head').length;

test('a desk with a stream hears of each change on it, and asks for the head no more', async () => {
  await withDesk('device-stream', fetch, async ({ asked, desk }) => {
    await expect.poll(() => asked).toContain('/v1/live');
    // The question that was held open when the stream began runs out; from then on the stream alone tells.
    await new Promise((resolve) => { setTimeout(resolve, 2500); });
    const before = questions(asked);
    const pulled = pulls(asked);
    for (const id of ['streamed-one', 'streamed-two', 'streamed-three']) {
      await write(id);
      await expect.poll(() => shows(desk, id)).toBe(true);
    }
    // Quiet for longer than a question would be held.
    await new Promise((resolve) => { setTimeout(resolve, 2500); });
    expect(questions(asked)).toBe(before);
    // What changed came with the news of it.
    expect(pulls(asked)).toBe(pulled);
    expect(asked.filter((path) => path === '/v1/live')).toHaveLength(1);
    expect(desk.status()?.phase).toBe('online');
  });
});

test('through a proxy that keeps answers back until they are whole, the desk hears by asking, and is never taken for offline', async () => {
  const buffering: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    return new Response(await response.arrayBuffer(), { status: response.status, headers: { 'content-type': response.headers.get('content-type') ?? '' } });
  };
  await withDesk('device-buffered', buffering, async ({ asked, desk }) => {
    await expect.poll(() => asked).toContain('/v1/live');
    const phases = new Set<string | undefined>();
    for (const id of ['buffered-one', 'buffered-two']) {
      await write(id);
      await expect.poll(() => {
        phases.add(desk.status()?.phase);
        return shows(desk, id);
      }).toBe(true);
      await new Promise((resolve) => { setTimeout(resolve, 2000); });
    }
    expect([...phases]).toEqual(['online']);
    expect(questions(asked)).toBeGreaterThan(1);
    // It is not tried over and over.
    expect(asked.filter((path) => path === '/v1/live').length).toBeLessThanOrEqual(3);
  });
});

test('a centre or proxy that has no streams is asked in the ordinary way', async () => {
  const without: typeof fetch = (input, init) => new URL(input as URL).pathname === '/v1/live'
    ? Promise.resolve(new Response('no', { status: 404 })) : fetch(input, init);
  await withDesk('device-without', without, async ({ asked, desk }) => {
    await write('asked-for');
    await expect.poll(() => shows(desk, 'asked-for')).toBe(true);
    expect(pulls(asked)).toBeGreaterThan(0);
    expect(desk.status()?.phase).toBe('online');
  });
});

test('what changed is sent to whom it concerns alone, and to nobody who may see it no longer', async () => {
  const { token } = signInAnswerSchema.parse(await (await signIn(centre.base, 'tom', PASSPHRASE, 'device-that-listens')).json());
  const response = await fetch(`${centre.base}/v1/live?protocol=${String(PROTOCOL_VERSION)}&schema=${String(SCHEMA_VERSION)}`, { headers: { authorization: `Bearer ${token}` } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let ended = false;
  const reading = (async () => {
    for (let some = await reader?.read(); some?.done === false; some = await reader?.read()) text += some.value;
    ended = true;
  })();
  const atSite = (id: string, siteId: string) => centre.store.transaction((transaction) => transaction.write([put('contact', {
    id: asId(id), residentId: null, propertyId: null, caseId: null, serviceId: null, channel: 'walk-in', reason: 'information', outcome: 'logged',
    avoidable: null, furtherMatters: null, enquiry: null, note: `Note of ${id}`, staffId: asId('tom'), siteId: asId(siteId), startedAt: centre.clock.now, endedAt: null, externalReference: null,
  } as never)]));
  await expect.poll(() => text).toContain('"version"');
  await atSite('at-their-site', 'hub');
  await expect.poll(() => text).toContain('Note of at-their-site');
  const version = await atSite('elsewhere', 'library');
  await expect.poll(() => text).toContain(`"version":${String(version)},"from":`);
  // They move to another desk, and at once something is written where they were.
  await centre.store.transaction(async (transaction) => {
    await transaction.write([put('staff', { ...people.tom, siteId: asId('library') })]);
  });
  await atSite('after-they-left', 'hub');
  await expect.poll(() => ended).toBe(true);
  await reading;
  expect(text).not.toContain('Note of elsewhere');
  expect(text).not.toContain('Note of after-they-left');
  await centre.store.transaction((transaction) => transaction.write([put('staff', people.tom)]));
});

test('a stream that stands ends for a desk that is to be wiped, which then learns of it', async () => {
  await withDesk('device-stolen', fetch, async ({ asked, desk }) => {
    await expect.poll(() => asked).toContain('/v1/live');
    await orderWipe(centre.store, { deviceId: 'device-stolen', atOnce: false, by: 'administrator', now: centre.clock.now });
    await desk.until(() => desk.messages.some(({ kind }) => kind === 'wipe'), 'the order to be wiped');
  });
});
