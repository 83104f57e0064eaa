/** The record itself in real windows: somebody new, promises, a death and its withdrawal, two who change one thing, what needs a reason. */
import type { Locator } from '@playwright/test';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

const record = (page: { getByRole: Locator['getByRole'] }): Locator => page.getByRole('group', { name: 'Record' });

test('somebody new is offered who may be the same, recorded, promised a call that another desk keeps, and survives a mistaken death notice', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await page.keyboard.press('Control+k');
  await desk.search.fill('peggy okafor-zielinska');
  await page.getByRole('search').getByRole('button', { name: 'Record someone new' }).click();
  const form = page.getByRole('dialog', { name: 'Record someone new' });
  await expect(form.getByLabel('First name')).toHaveValue('Peggy');
  await form.getByLabel('Family name').fill('Okafor');
  await form.getByLabel('Date of birth').fill('1954-03-02');
  const same = form.getByRole('region', { name: 'Perhaps they are here already' });
  await expect(same.getByRole('button', { name: 'Open Margaret Okafor' })).toBeVisible();
  await desk.isAccessible('record someone new');
  await desk.look('record-new');
  await form.getByLabel('First name').fill('Zbigniew');
  await form.getByLabel('Family name').fill('Wolanski');
  await expect(same).toContainText('Nobody of that name is on the record.');
  await form.getByLabel('Find an address by its street or postcode').fill('Osier');
  await form.getByRole('radiogroup', { name: 'Addresses found' }).getByRole('radio').first().check();
  await form.getByRole('button', { name: 'Add a phone' }).click();
  await form.getByLabel('Phone', { exact: true }).fill('07700 900199');
  await form.getByLabel('Phone', { exact: true }).press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'Zbigniew Wolanski' })).toBeVisible();

  await page.getByRole('heading', { name: 'Zbigniew Wolanski' }).click();
  await page.keyboard.press('p');
  const promise = page.getByRole('dialog', { name: 'Promise Zbigniew Wolanski something' });
  await promise.getByLabel('What the call is about').fill('Whether the lift is mended');
  await expect(promise.getByLabel('Number to ring')).toHaveValue('07700 900199');
  await promise.getByLabel('The number it will come from').fill('020 7946 0000');
  await desk.isAccessible('a call-back');
  await promise.getByLabel('What the call is about').press('Control+Enter');
  const owed = page.getByRole('list', { name: 'Promises and call-backs' });
  await expect(owed).toContainText('Whether the lift is mended');
  await expect(owed).toContainText('ring 07700 900199 · from 020 7946 0000');
  await desk.isAccessible('a record with a promise');
  await desk.look('record-with-promise');

  const other = await (await council.desk('customer-service-operative', 1)).signIn();
  await expect(other.page.getByRole('list', { name: 'Colleagues’, still open' })).toContainText('Whether the lift is mended');
  await other.isAccessible('home with promises');
  await other.look('home-promises');
  const follow = async (outcome: string) => {
    await other.page.getByRole('button', { name: 'Follow up: Whether the lift is mended' }).click();
    const dialog = other.page.getByRole('dialog', { name: 'How did it go?' });
    await dialog.getByRole('button', { name: /Outcome/ }).click();
    await other.page.getByRole('option', { name: outcome }).click();
    await dialog.getByRole('button', { name: /^Note it/ }).click();
    await expect(dialog).toBeHidden();
  };
  await follow('No answer');
  await expect(owed).toContainText('tried once');
  await follow('Done');
  await expect(owed).toHaveCount(0);

  await record(page).getByRole('button', { name: 'Note a death' }).click();
  const death = page.getByRole('dialog', { name: 'Note that Zbigniew Wolanski has died' });
  await death.getByLabel('Date of death').fill('2026-01-15');
  await desk.isAccessible('note a death');
  await death.getByRole('button', { name: 'Note the death' }).click();
  await expect(page.getByText(/Recorded as having died on 15 January 2026/)).toBeVisible();
  await record(page).getByRole('button', { name: 'Withdraw the death notice' }).click();
  const withdraw = page.getByRole('dialog', { name: /^Withdraw the notice/ });
  await withdraw.getByLabel('Why it was a mistake').fill('His brother of the same name.');
  await withdraw.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(page.getByText(/Recorded as having died/)).toHaveCount(0);
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await Promise.all([desk.close(), other.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.resident.filter((row) => row['family_name'] === 'Wolanski')).toMatchObject([{ deceased_on: null, property_id: '990000000101' }]);
  expect(rows.promise.filter((row) => row['words'] === 'Whether the lift is mended')).toMatchObject([{ status: 'kept', attempts: [{ outcome: 'no-answer' }, { outcome: 'complete' }] }]);
});

test('of two who change one thing the second sees both; a confidential address and a restricted record open only with a reason that stays in the log', async ({ council }) => {
  const cut = await council.line();
  const desk = await (await council.desk('customer-service-operative', 0, cut.url)).signIn();
  const leader = await (await council.desk('team-leader')).signIn();
  const { page } = desk;
  for (const one of [desk, leader]) await one.find('Margaret Okafor', /Margaret Okafor/);
  const change = async (at: typeof desk, name: string, more: (dialog: Locator) => Promise<void> = () => Promise.resolve()) => {
    await record(at.page).getByRole('button', { name: /^Change details/ }).click();
    const dialog = at.page.getByRole('dialog', { name: 'Change details of Margaret Okafor' });
    await dialog.getByLabel('Family name').fill(name);
    await more(dialog);
    await dialog.getByRole('button', { name: /^Save changes/ }).click();
    await expect(dialog).toBeHidden();
  };
  cut.line.cut();
  await expect(desk.syncLine).toContainText(/offline/i, { timeout: 30_000 });
  await change(desk, 'Okafor-Bell');
  await expect(page.getByText('Legal name Margaret Okafor-Bell').or(page.getByRole('heading', { name: 'Margaret Okafor-Bell' })).first()).toBeVisible();
  await change(leader, 'Eze');
  await expect(leader.syncLine).toContainText('All work saved centrally');
  cut.line.mend();
  const attention = page.getByRole('contentinfo').getByRole('button', { name: /1 needs attention/ });
  await expect(attention).toBeVisible({ timeout: 30_000 });
  await attention.press('Enter');
  const list = page.getByRole('main');
  await expect(list.getByText(/Somebody else has changed the same thing/)).toBeVisible();
  await list.getByRole('button', { name: /^Correct: Details changed/ }).press('Enter');
  const correction = page.getByRole('dialog', { name: 'Correct a change of details that came back' });
  await expect(correction.getByRole('row', { name: /Family name/ })).toContainText(/Okafor.*Eze/);
  await expect(correction.getByLabel('Family name')).toHaveValue('Okafor-Bell');
  await desk.isAccessible('a conflict of details');
  await desk.look('details-conflict');
  await correction.getByLabel('Family name').fill('Eze-Bell');
  await correction.getByRole('button', { name: /^Send corrected/ }).click();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  await expect(leader.page.getByRole('heading', { name: 'Margaret Eze-Bell' })).toBeVisible();

  // The desk looks at its results while the leader hides her: the list is not asked again, and tells it nonetheless.
  await page.keyboard.press('Control+k');
  await desk.search.fill('Margaret Eze-Bell');
  const found = page.getByRole('listbox', { name: 'Results' }).getByRole('option', { name: /Margaret Eze-Bell/ });
  await expect(found).toContainText('Osier');
  await record(leader.page).getByRole('button', { name: /^Change details/ }).click();
  const dialog = leader.page.getByRole('dialog', { name: /^Change details of/ });
  await dialog.getByRole('checkbox', { name: 'Keep the address confidential' }).check();
  await dialog.getByRole('checkbox', { name: 'Open the record only with a reason' }).check();
  await dialog.getByRole('button', { name: /^Save changes/ }).click();
  await expect(leader.page.getByRole('heading', { name: /opened only with a reason/ })).toBeVisible();

  await expect(found).toContainText('Confidential address');
  await expect(found).not.toContainText('Osier');
  await found.click();
  await expect(page.getByRole('heading', { name: /opened only with a reason/ })).toBeVisible();
  await expect(page.getByText('Osier')).toHaveCount(0);
  await desk.isAccessible('a record that needs a reason');
  await desk.look('record-sealed');
  await page.getByLabel('Why you need it').fill('She is on the telephone.');
  await page.getByRole('button', { name: 'Open the record' }).click();
  await expect(desk.timeline).toBeVisible();
  await expect(page.getByText('Osier')).toHaveCount(0);
  await record(page).getByRole('button', { name: 'Show the address' }).click();
  const show = page.getByRole('dialog', { name: /^Show the confidential address/ });
  await show.getByLabel('Why you need it').fill('She asked which address we write to.');
  await show.getByRole('button', { name: 'Show the address' }).click();
  await expect(page.getByRole('main').getByText(/Osier/).first()).toBeVisible();

  await leader.page.getByLabel('Why you need it').fill('Review of access.');
  await leader.page.getByRole('button', { name: 'Open the record' }).click();
  await record(leader.page).getByRole('button', { name: /^Access log/ }).click();
  const log = leader.page.getByRole('dialog', { name: /^Who opened the record/ });
  await expect(log.getByRole('row', { name: /Looked at the address.*which address we write to/ })).toBeVisible();
  await expect(log.getByRole('row', { name: /Opened the record.*on the telephone/ })).toBeVisible();
  await leader.isAccessible('the access log');
  await leader.look('access-log');
  await leader.page.keyboard.press('Escape');
  await leader.page.keyboard.press('Control+k');
  // Her postcode, which no name is like.
  await leader.search.fill('margaret zq1 9ab');
  await expect(leader.page.getByRole('search').getByText(/Nothing|No /).first()).toBeVisible();
  await expect(leader.page.getByRole('listbox', { name: 'Results' }).getByRole('option', { name: /Eze-Bell/ })).toHaveCount(0);
});
