/** Work given before an update, on its way through it: shown by the updated desk, carried out by the updated centre, once. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { commands } from '#domain/commands/all.ts';
import { commandHistory } from '#contract/command-history.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { envelope, deskOf, logArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { removeFolder } from '../fixtures/test-desk.ts';
import { ScopedDesk } from './harness/scoped-desk.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());
const [version, history] = [commands['log-contact'].version, commandHistory['log-contact'] ?? {}];
afterEach(() => {
  commands['log-contact'].version = version;
  commandHistory['log-contact'] = history;
});

/** The next version of a command, in which notes have a heading; the one of today has none. */
function update(): void {
  commands['log-contact'].version = version + 1;
  commandHistory['log-contact'] = { [version + 1]: (args: unknown) => ({ ...args as object, note: `Note: ${(args as { note: string }).note}` }) };
}
const noteOf = async (id: unknown): Promise<unknown[]> => (await centre.store.query<{ note: string }>('SELECT note FROM contact WHERE id = $1', [id])).rows.map(({ note }) => note);

test('what waited in the outbox when both were updated is shown and sent as the new version reads it', async () => {
  const desk = await new ScopedDesk(centre, 'amina', 'device-updated').open(true);
  try {
    await desk.caughtUp();
    desk.line = () => false;
    const args = logArgs({ note: 'The bin was missed.' });
    const given = await desk.desk.screen('command.give', { name: 'log-contact', args });
    expect(given).toMatchObject({ ok: true });
    await desk.close();

    update();
    await desk.open(false);
    const timeline = await desk.desk.screen('timeline.page', { subject: { kind: 'resident', id: 'resident-1' }, before: Number.MAX_SAFE_INTEGER, beforeKey: '', limit: 20 });
    expect(JSON.stringify(timeline)).toContain('Note: The bin was missed.');
    desk.line = () => true;
    await desk.desk.screen('sync.now');
    await desk.desk.saved();
    expect(await noteOf(args['contactId'])).toEqual(['Note: The bin was missed.']);
    await desk.caughtUp();
    expect(desk.desk.bugs).toEqual([]);
  } finally {
    await desk.close();
    removeFolder(desk.folder);
  }
});

test('a desk of the version before is served beside one of the latest; one that is two behind is kept waiting for a person', async () => {
  update();
  const [older, latest] = [logArgs(), logArgs({ note: 'Note: as it is now.' })];
  const desk = await deskOf(centre.base, 'amina', 'device-mixed');
  const answer = await desk.push(envelope(1, 'log-contact', older, { version }), envelope(2, 'log-contact', latest, { version: version + 1 }), envelope(3, 'log-contact', logArgs(), { version: version - 1 }));
  expect(answer.results).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }, { status: 'parked' }]);
  expect(await noteOf(older['contactId'])).toEqual(['Note: The bin was missed.']);
  expect(await noteOf(latest['contactId'])).toEqual(['Note: as it is now.']);
});
