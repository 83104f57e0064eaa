/** Several people on one computer, and a computer that is lost: what each of them sees. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import { demoPassphrase, demoPerson, type Desk } from './harness/desk.ts';
import { lastInTouch } from './harness/spoil.ts';

// Each opens a window several times over and waits for a centre to come and go.
test.slow();

async function personFolders(desk: Desk): Promise<string[]> {
  const desks = path.join(desk.options.userData, 'desks');
  const [council = ''] = await readdir(desks);
  return (await readdir(path.join(desks, council))).map((person) => path.join(desks, council, person));
}

test('from one person’s desk to another’s and back: each finds their own, and unsent work stays with who made it', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  const first = desk.options.person;
  const second = await demoPerson('team-leader');
  // The second person has used this computer before.
  desk.options.person = second;
  await desk.signIn();
  await desk.page.getByRole('button', { name: new RegExp(second.name) }).click();
  await desk.page.getByRole('menuitem', { name: 'Sign out' }).click();
  desk.options.person = first;
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await council.kill();
  await expect(desk.syncLine).toContainText('Working offline');
  await desk.logContact('Made by the first of them.');
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.startContact();
  await desk.page.getByLabel('Note').fill('Begun by the first of them');

  await desk.page.keyboard.press('F9');
  const dialog = desk.page.getByRole('dialog', { name: 'Switch person' });
  await expect(dialog).toContainText(`The desk of ${first.name} is open, with 1 piece of work that is not sent yet.`);
  await desk.isAccessible('switch person');
  await desk.look('switch-person');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await desk.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(/passphrase/i);
  await dialog.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase());
  const pressed = Date.now();
  await desk.page.keyboard.press('Enter');
  await expect(desk.page.getByRole('button', { name: new RegExp(second.name) })).toBeVisible();
  await expect(desk.search).toBeVisible();
  test.info().annotations.push({ type: 'measured', description: `switched in ${String(Date.now() - pressed)} ms` });
  await expect(desk.page.getByText('Begun by the first of them')).toHaveCount(0);
  await expect(desk.syncLine).toContainText('nothing waiting');

  await council.start();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.page.keyboard.press('F9');
  await expect(dialog.getByRole('radio', { name: `${first.name}, 1 piece unsent` })).toBeVisible();
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await desk.page.keyboard.press('Control+l');
  await expect(desk.page.getByText('1 piece unsent', { exact: true })).toBeVisible();
  await desk.page.getByRole('radio', { name: new RegExp(first.name) }).check();
  await expect(desk.page.getByText(`Only ${first.name} can send it`)).toBeVisible();
  await desk.isAccessible('sign-in with unsent work');
  await desk.look('sign-in-unsent');
  await desk.signIn();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.page.getByLabel('Note')).toHaveValue('Begun by the first of them');
  await desk.close();
  await council.stop();
  const { contact } = await centreRows(council.dataFolder);
  expect(contact.filter((one) => one['note'] === 'Made by the first of them.').map((one) => one['staff_id'])).toEqual([`staff-${first.username.replace('.', '-')}`]);
});

test('what was typed in the last moment before the computer sleeps is kept', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  await desk.page.getByLabel('Note').fill('The very last words');
  await desk.app.evaluate(({ powerMonitor }) => { powerMonitor.emit('suspend'); });
  await expect(desk.page.getByRole('heading', { name: 'Sign in to unlock' })).toBeVisible();
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.page.getByLabel('Note')).toHaveValue('The very last words');
});

test('a desk that is out of touch too long locks by itself, opens only with the centre, and keeps what was entered and typed', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await council.kill();
  await expect(desk.syncLine).toContainText('Working offline');
  await desk.logContact('Entered before the lease ran out.');
  await desk.close();
  const [folder = ''] = await personFolders(desk);
  // Time enough to open it on a busy machine.
  await lastInTouch(folder, Date.now() - 72 * 3_600_000 + 25_000);
  await desk.open();
  await desk.signIn();
  await expect(desk.page.getByText(/This desk locks at .* unless it is connected before\./)).toBeVisible();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  await desk.page.getByLabel('Note').fill('Half a sentence');
  await expect(desk.page.getByRole('heading', { name: 'Connect this desk to go on' })).toBeVisible({ timeout: 40_000 });
  await desk.page.getByRole('button', { name: 'Back to the sign-in screen' }).click();
  await desk.submitPassphrase();
  await expect(desk.page.getByRole('heading', { name: 'Connect this desk to go on' })).toBeVisible();
  await expect(desk.page.getByText(/This desk has not been in touch since/)).toBeVisible();
  await expect(desk.page.getByText('1 piece of unsent work is safe on this desk.')).toBeVisible();
  await desk.isAccessible('lease over');
  await desk.look('lease-over');
  await council.start();
  await desk.page.getByRole('button', { name: 'Back to the sign-in screen' }).click();
  await desk.signIn();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.page.getByLabel('Note')).toHaveValue('Half a sentence');
  await desk.close();
  await council.stop();
  const { contact } = await centreRows(council.dataFolder);
  expect(contact.filter((one) => one['note'] === 'Entered before the lease ran out.')).toHaveLength(1);
});

test('a desk the council has wiped sends its work, destroys what it holds and says so', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await council.stop();
  await expect(desk.syncLine).toContainText('Working offline');
  await desk.logContact('Entered before the wipe.');
  const listed = await council.administer('devices', desk.options.person.username);
  await council.administer('wipe', listed.split(' ')[0] ?? '');
  await council.start();
  await expect(desk.page.getByRole('heading', { name: 'The council has wiped this desk' })).toBeVisible({ timeout: 30_000 });
  await desk.isAccessible('wiped');
  await desk.look('wiped');
  expect(await personFolders(desk)).toEqual([]);
  await desk.close();
  await council.stop();
  expect(await council.administer('receipts')).toMatch(/wiped; \d+ files destroyed, 0 pieces of work unsent/);
  const { contact } = await centreRows(council.dataFolder);
  expect(contact.filter((one) => one['note'] === 'Entered before the wipe.')).toHaveLength(1);
});
