/** A report about a desk names nobody: a canary put everywhere a person's words can be never appears in one. */
import { afterEach, expect, test } from 'vitest';
import { diagnosticsSchema } from '#contract/diagnostics.ts';
import { createFakeCentre, type FakeCentre } from '../fixtures/fake-centre.ts';
import { contactArgs, elderSmith, goodwillArgs, NOW, people, put, sampleCouncil } from '../fixtures/sample-council.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

const NAME = 'Zebedee Quillfeather';
const PHONE = '+447700900777';
const NOTE = 'the canary sings at midnight';
const ID = 'resident-canary-0815';
const canaries = ['Zebedee', 'Quillfeather', '7700900777', 'canary', 'midnight', ID];

let desk: TestDesk | null = null;
let folder = '';
afterEach(async () => {
  await desk?.close();
  removeFolder(folder);
});

async function openWithCanaries(): Promise<{ desk: TestDesk; centre: FakeCentre }> {
  // The path holds a name too, as a home folder does.
  folder = `${temporaryFolder()}-Quillfeather`;
  const person = { ...people.ann, name: NAME };
  const centre = createFakeCentre([person], () => NOW);
  centre.write(...sampleCouncil(), put('resident', {
    ...elderSmith, id: ID, preferredName: NAME, givenName: 'Zebedee', familyName: 'Quillfeather', previousNames: [NAME],
    contactPoints: [{ kind: 'phone', value: PHONE, verifiedAt: null, safeToText: true, safeToVoicemail: true }], propertyId: null, householdId: null,
  }), put('pause', { id: 'pause-canary', startsAt: NOW + 1, endsAt: NOW + 2, reason: NOTE, announcedAt: NOW, cancelledAt: null }));
  const opened = await openTestDesk({ folder, deviceId: 'device-canary', signIn: centre.signIn(person), fetch: centre.fetch, now: () => NOW });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  await opened.value.saved();
  return { desk: opened.value, centre };
}

test('names, phones, notes, drafts, refusals, errors and paths are not in it, and the numbers are', async () => {
  const opened = await openWithCanaries();
  ({ desk } = opened);
  const { centre } = opened;
  const give = async (name: string, args: unknown): Promise<void> => {
    expect(await opened.desk.screen('command.give', { name, args })).toMatchObject({ ok: true });
  };
  await give('log-contact', contactArgs('contact-canary-1', ID, NOTE));
  await desk.saved();
  // Refused with the canary in the sentence, as a careless centre might say it.
  centre.refuseCommands = `No, said ${NAME}: ${NOTE}`;
  await give('make-decision', { ...goodwillArgs('decision-canary', ID, 500), reasons: NOTE });
  await desk.until(() => opened.desk.status()?.needsAttention === 1, 'refused');
  centre.fault = () => 'refuse';
  await desk.screen('sync.now');
  await desk.until(() => opened.desk.status()?.phase === 'offline', 'offline');
  await give('log-contact', contactArgs('contact-canary-2', ID, NOTE));
  await desk.screen('draft.save', { key: `contact:${ID}`, value: NOTE });
  await desk.screen('search.find', { text: NAME, limit: 5 });
  centre.fetch = () => Promise.reject(new Error(NOTE));
  await desk.screen('sync.now');

  const made = await desk.screen('diagnostics.make');
  if (!made.ok) throw new Error(made.failure.sentence);
  const { bundle } = made.value;
  const text = JSON.stringify(bundle);
  for (const canary of canaries) expect(text.toLowerCase()).not.toContain(canary.toLowerCase());
  expect(text).not.toContain(folder);

  expect(bundle.rows).toMatchObject({ resident: 4, pause: 1 });
  expect(bundle.commands).toEqual(expect.arrayContaining([
    expect.objectContaining({ name: 'log-contact', state: 'done', count: 1 }), expect.objectContaining({ name: 'log-contact', state: 'waiting', count: 1 }),
    expect.objectContaining({ name: 'make-decision', state: 'refused', count: 1 }),
  ]));
  expect(bundle.drafts).toBe(1);
  expect(bundle.sync).toMatchObject({ phase: 'offline', waiting: 1, needsAttention: 1 });
  expect(bundle.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['opened', 'fetching', 'online', 'offline']));
  expect(bundle.failures).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'centre-unreachable' })]));
  expect(bundle.requests.find(({ kind }) => kind === 'pull')?.count).toBeGreaterThan(0);
  expect(bundle.disk.cacheBytes).toBeGreaterThan(10_000);
  expect(bundle.versions.outbox).toBeGreaterThan(0);
});

test('nothing but numbers and known words fits into one', async () => {
  ({ desk } = await openWithCanaries());
  const made = await desk.screen('diagnostics.make');
  if (!made.ok) throw new Error(made.failure.sentence);
  // A canary in the place of every text, one by one, and beside every field.
  const places: string[] = [];
  const visit = (value: unknown, put: (changed: unknown) => unknown, path: string): void => {
    if (typeof value === 'string') places.push(path);
    if (typeof value === 'string') expect(diagnosticsSchema.safeParse(put(NAME)).success, path).toBe(false);
    if (Array.isArray(value)) value.forEach((one, index) => { visit(one, (changed) => put(value.with(index, changed)), `${path}.${String(index)}`); });
    else if (typeof value === 'object' && value !== null) {
      expect(diagnosticsSchema.safeParse(put({ ...value, [NAME]: 1 })).success, `${path} beside`).toBe(false);
      for (const [key, one] of Object.entries(value)) visit(one, (changed) => put({ ...value, [key]: changed }), `${path}.${key}`);
    }
  };
  expect(diagnosticsSchema.safeParse(made.value.bundle).success).toBe(true);
  visit(made.value.bundle, (changed) => changed, '');
  expect(places.length).toBeGreaterThan(8);
});
