/** Identity at the counter: asked from what the record holds, kept as pass or fail, locked after three, and sent up where somebody is pressed. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('identity is checked by keyboard, seen at another desk, locked after three failures, and a hint of coercion sends decisions up', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const other = await (await council.desk('customer-service-operative', 1)).signIn();
  const { page } = desk;
  for (const one of [desk, other]) await one.find('Margaret Okafor', /Margaret Okafor/);
  const identity = page.getByRole('region', { name: 'Identity' });
  await expect(identity).toContainText('Identity not checked');
  await page.getByRole('heading', { level: 1, name: 'Margaret Okafor' }).click();
  await page.keyboard.press('v');
  const dialog = page.getByRole('dialog', { name: 'Check the identity of Margaret Okafor' });
  const mark = (question: string, result: 'Right' | 'Wrong') => dialog.getByRole('group', { name: question }).getByRole('radio', { name: result }).check();
  await mark('Full name', 'Right');
  await expect(dialog.getByRole('status')).toContainText('Not enough yet');
  await mark('First line of the address and postcode', 'Right');
  await mark('Date of birth', 'Right');
  await expect(dialog.getByRole('status')).toContainText('This comes to Identity: level 1.');
  await desk.isAccessible('check identity');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect(identity).toContainText('Identity: level 1');
  await expect(other.page.getByRole('region', { name: 'Identity' })).toContainText('Identity: level 1');
  await desk.isAccessible('a record with identity checked');
  await desk.look('identity');

  for (let n = 1; n <= 3; n += 1) {
    await identity.getByRole('button', { name: 'Check further' }).click();
    await mark('Full name', 'Wrong');
    await expect(dialog.getByRole('status')).toContainText(`${String(n)} of 3 within 24 hours`);
    if (n === 3) await dialog.getByRole('checkbox', { name: 'Somebody may be telling them what to say' }).check();
    await dialog.getByRole('button', { name: 'Note that it failed' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(identity).toContainText('Three checks failed. Questions are locked until');
  await expect(other.page.getByRole('region', { name: 'Identity' })).toContainText('Questions are locked until');
  await expect(identity.getByRole('button')).toHaveCount(0);
  await expect(identity).toContainText('Somebody may be telling them what to say');

  await other.authority.getByText('The rest of the scheme').click();
  await expect(other.authority.getByText(/A colleague noted today that somebody may be telling them what to say/).first()).toBeVisible();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await Promise.all([desk.close(), other.close()]);
  await council.stop();
  const { verification } = await centreRows(council.dataFolder);
  expect(verification.filter((row) => row['passed'] === false)).toHaveLength(3);
  const kept = JSON.stringify(verification);
  for (const answer of ['Okafor', 'Osier', '1954']) expect(kept).not.toContain(answer);
});
