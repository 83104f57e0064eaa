/** What can be wrong with a desk: each has its own screen and way out, and none loses unsent work. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';
import { sealForLostKeychain, withNewerCache } from './harness/spoil.ts';

/** The one person's folder on a desk. */
async function personFolder(desk: Desk): Promise<string> {
  const desks = path.join(desk.options.userData, 'desks');
  const [council] = await readdir(desks);
  const [person] = await readdir(path.join(desks, council ?? ''));
  return path.join(desks, council ?? '', person ?? '');
}

/** Signs in, logs a contact with the centre gone, and leaves it unsent on a closed desk. */
async function leaveUnsentWork(desk: Desk, centreGone: () => Promise<void>): Promise<void> {
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await centreGone();
  await expect(desk.syncLine).toContainText('Working offline');
  await desk.logContact('Entered in the pause.');
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.close();
}

test('a wrong passphrase says so, online and offline, and the right one opens', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await desk.tryPassphrase('not the passphrase');
  await expect(desk.page.getByRole('alert').first()).toContainText(/passphrase/i);
  await desk.isAccessible('sign-in with an error');
  await desk.signIn();
  await desk.close();
  await council.kill();
  await desk.open();
  await desk.tryPassphrase('not the passphrase');
  await expect(desk.page.getByRole('alert').first()).toContainText(/passphrase/i);
  await desk.signIn();
});

test('a damaged copy is fetched again and unsent work is sent', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await leaveUnsentWork(desk, () => council.kill());
  const cache = path.join(await personFolder(desk), 'cache.db');
  const bytes = await readFile(cache);
  bytes.fill(0x5a, 0, 8192);
  await writeFile(cache, bytes);

  await desk.open();
  await desk.submitPassphrase();
  await expect(desk.page.getByRole('heading', { name: 'The copy of the records on this desk is damaged' })).toBeVisible();
  await expect(desk.page.getByText('1 piece of unsent work is safe on this desk.')).toBeVisible();
  await desk.isAccessible('damaged copy');
  await council.start();
  await desk.page.getByRole('button', { name: 'Fetch the copy again' }).click();
  await expect(desk.search).toBeVisible({ timeout: 30_000 });
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.contact.filter((one) => one['note'] === 'Entered in the pause.')).toHaveLength(1);
});

test('a copy of a newer Casefront is left alone until the person fetches another, and unsent work is sent', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await leaveUnsentWork(desk, () => council.kill());
  await withNewerCache(await personFolder(desk));
  await desk.open();
  await desk.submitPassphrase();
  await expect(desk.page.getByRole('heading', { name: 'A newer Casefront was used on this desk' })).toBeVisible();
  await expect(desk.page.getByText('1 piece of unsent work is safe on this desk.')).toBeVisible();
  await desk.isAccessible('newer copy');
  await council.start();
  await desk.page.getByRole('button', { name: 'Fetch the copy again' }).click();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
});

test('a lost keychain is opened again with the centre’s help, and unsent work is sent', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await leaveUnsentWork(desk, () => council.kill());
  await sealForLostKeychain(await personFolder(desk));
  await council.start();
  await desk.open();
  await desk.submitPassphrase();
  await expect(desk.page.getByRole('heading', { name: 'This computer’s keychain no longer opens your desk' })).toBeVisible();
  await desk.isAccessible('missing keychain');
  await desk.recoverKey();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.contact.filter((one) => one['note'] === 'Entered in the pause.')).toHaveLength(1);
});
