/** The whole app and the centre are killed one after the other while somebody works: what they saw saved is at the centre, once. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('the app is killed as soon as a contact is saved, again and again, and the centre with it', async ({ council }) => {
  const notes = ['The first crew never came.', 'The second crew came late.'];
  const desk = await council.desk('customer-service-operative');
  for (const [n, note] of notes.entries()) {
    await desk.signIn();
    await desk.find('Margaret Okafor', /Margaret Okafor/);
    await desk.logContact(note);
    // Saved on this desk by now; on its way to the centre, or not yet.
    await (n === 1 ? Promise.all([council.kill(), desk.kill()]) : desk.kill());
    if (n === 1) await council.start();
    await desk.open();
  }
  await desk.signIn();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  for (const note of notes) await expect(desk.timeline.getByText(note)).toHaveCount(1);
  await desk.close();
  await council.kill();
  const { contact } = await centreRows(council.dataFolder);
  expect(contact.map(({ note }) => note).filter((note) => notes.includes(String(note))).toSorted()).toEqual(notes.toSorted());
});
