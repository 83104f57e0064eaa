/** Scene 5 in real windows: same name and birth date, two addresses, one of them confidential; merged, and taken apart again. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

const CONFIDENTIAL = /Tern Court|ZQ6 9AQ/;

/** The address that nobody may find out is nowhere in the window. */
const tellsNoAddress = async ({ page }: Desk): Promise<void> => {
  expect(await page.locator('body').innerText()).not.toMatch(CONFIDENTIAL);
};

async function giveGoodwill(desk: Desk, pounds: string, why: string): Promise<void> {
  const form = await desk.fillGoodwill(pounds, why);
  await form.getByRole('button', { name: new RegExp(`^Decide £${pounds}`) }).click();
  await desk.takeReference();
}

test('scene 5, duplicates: an operative proposes, a leader agrees; history, allowances and strictest flags combine, and come apart exactly', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await desk.find('rourke', /Weavers Row/);
  await giveGoodwill(desk, '20', 'Collection missed twice.');
  await desk.find('n.rourke@example.org', /Nadia Rourke/);
  await giveGoodwill(desk, '15', 'Letter went astray.');
  await tellsNoAddress(desk);

  await expect(page.getByRole('button', { name: /^May be entered twice \(1\)/ })).toBeVisible({ timeout: 20_000 });
  await page.getByRole('heading', { level: 1, name: 'Nadia Rourke' }).click();
  await page.keyboard.press('u');
  const pair = page.getByRole('article', { name: 'Nadia Rourke and Nadia Rourke' });
  await expect(pair.getByRole('row', { name: /^Date of birth/ })).toContainText('The same');
  const address = pair.getByRole('row', { name: /^Address/ });
  await expect(address).toContainText('41 Weavers Row');
  await expect(address).toContainText('Address not shown: it is confidential');
  await expect(address).toContainText('Not told');
  await desk.isAccessible('a pair of records');
  await desk.look('duplicates');
  await page.keyboard.press('s');
  await page.getByRole('radio', { name: 'First record: Nadia Rourke' }).check();
  await expect(page.getByRole('radiogroup', { name: 'Address: which stands' }).getByRole('radio', { name: 'Second record: not shown' })).toBeChecked();
  await page.getByLabel('How you know that this is one person').fill('Rang about both, same mobile and birthday.');
  await desk.isAccessible('a merge to propose');
  await desk.look('duplicates-propose');
  await tellsNoAddress(desk);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^You proposed this/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Approve the merge/ })).toHaveCount(0);

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.page.keyboard.press('Alt+5');
  await expect(leader.page.getByRole('navigation', { name: 'Reviews' }).getByRole('button', { name: /^Duplicates 1 to see to/ })).toBeVisible();
  const proposal = leader.page.getByRole('region', { name: 'Proposal' });
  await expect(proposal).toContainText('Rang about both, same mobile and birthday.');
  await expect(proposal).toContainText('£20 and £15 used of £50 together. £15 is left.');
  await expect(proposal).toContainText('1 contact, 1 case, 1 decision');
  await expect(proposal).toContainText('The address is confidential');
  await leader.isAccessible('a merge to approve');
  await leader.look('duplicates-approve');
  await tellsNoAddress(leader);
  await leader.page.keyboard.press('a');
  await expect(leader.page.getByRole('button', { name: 'Nadia Rourke went into Nadia Rourke' })).toBeVisible();

  // The operative opens what was the other record, by its own number, and is led to the one that stands.
  await desk.find('n.rourke@example.org', /Nadia Rourke/);
  await expect(page.getByText(/^Also entered as Nadia Rourke, born 23 August 1984/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cases' })).toContainText('1 closed case');
  await expect(page.getByRole('region', { name: 'Cases' })).toContainText('HM-1000107');
  await expect(page.getByRole('group', { name: 'Record' }).getByRole('button', { name: 'Show the address' })).toBeVisible();
  await expect(page.getByText('Large print', { exact: false }).first()).toBeVisible();
  await expect(page.getByText('40118427')).toBeVisible();
  await expect(desk.authority.getByText(/£35 of £50/).first()).toBeVisible();
  await desk.isAccessible('a record that stands for two');
  await desk.look('record-merged');
  await tellsNoAddress(desk);
  await desk.logContact('Since the merge.');

  await leader.page.getByRole('button', { name: /^Take apart/ }).click();
  const dialog = leader.page.getByRole('dialog', { name: 'Take these records apart?' });
  await dialog.getByLabel('Why they are two people').fill('A cousin of the same name.');
  await leader.isAccessible('records to take apart');
  await dialog.getByRole('button', { name: 'Take them apart' }).click();
  await expect(leader.page.getByText('No records have been merged.')).toBeVisible();
  await expect(page.getByText(/^Also entered as/)).toHaveCount(0);
  await expect(leader.syncLine).toContainText('All work saved centrally');
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await Promise.all([desk.close(), leader.close()]);
  await council.stop();

  const rows = await centreRows(council.dataFolder);
  const records = rows.resident.filter((row) => row['family_name'] === 'Rourke').toSorted((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1));
  expect(records).toMatchObject([
    { id: 'resident-nadia-rourke', confidential: false, property_id: '990000000112', merged_into: null, contact_points: [{ value: '+447700900184' }] },
    { id: 'resident-nadia-rourke-2', confidential: true, property_id: '990000000113', merged_into: null, account_references: [], previous_names: [] },
  ]);
  expect(rows.contact.filter((row) => row['note'] === 'Since the merge.')).toMatchObject([{ resident_id: expect.stringMatching(/^resident-nadia-rourke/) }]);
});

test('two records that nobody found alike: an operative puts them together, offline, and a leader answers it in the same queue', async ({ council }) => {
  const { line, url } = await council.line();
  const desk = await (await council.desk('customer-service-operative', 0, url)).signIn();
  const { page } = desk;
  await desk.find('Margaret Okafor', /Osier/);
  await page.getByRole('heading', { level: 1, name: 'Margaret Okafor' }).click();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  line.cut();
  await expect(desk.syncLine).toContainText(/Working offline since/, { timeout: 10_000 });
  await page.keyboard.press('o');
  const dialog = page.getByRole('dialog', { name: 'Which other record is Margaret Okafor’s too?' });
  await dialog.getByLabel('Name, address, phone or number of the other record').fill('Okafor Osier');
  await expect(dialog.getByText(/only this record is found|No other record/).or(dialog.getByRole('radio').first())).toBeVisible();
  await dialog.getByLabel('Name, address, phone or number of the other record').fill('rourke weavers');
  await dialog.getByRole('radio', { name: /Nadia Rourke.*Weavers Row/ }).check();
  await desk.isAccessible('choosing the other record');
  await desk.look('duplicates-other');
  await page.keyboard.press('Control+Enter');
  const pair = page.getByRole('article', { name: /Margaret Okafor and Nadia Rourke|Nadia Rourke and Margaret Okafor/ });
  await expect(pair).toContainText('Nobody has put these two together yet.');
  await expect(pair.getByRole('row', { name: /^Family name/ })).toContainText('Different');
  await pair.getByLabel('How you know that this is one person').fill('She told me that she goes by both names.');
  await desk.isAccessible('a pair put together by hand');
  await desk.look('duplicates-by-hand');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^You proposed this/)).toBeVisible();
  await expect(pair).toContainText('Put together by hand');

  await desk.find('Margaret Okafor', /Osier/);
  await page.getByRole('heading', { level: 1, name: 'Margaret Okafor' }).click();
  await page.keyboard.press('o');
  await expect(dialog.getByRole('list', { name: 'May be entered twice' })).toContainText('has proposed Nadia Rourke already');
  await page.keyboard.press('Escape');
  line.mend();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.page.keyboard.press('Alt+5');
  await leader.page.getByRole('listbox', { name: 'Waiting for a team leader' }).getByRole('option', { name: /Margaret Okafor/ }).click();
  const proposal = leader.page.getByRole('region', { name: 'Proposal' });
  await expect(proposal).toContainText('She told me that she goes by both names.');
  await leader.page.keyboard.press('a');
  await expect(leader.page.getByRole('button', { name: /^(Margaret Okafor went into Nadia Rourke|Nadia Rourke went into Margaret Okafor)$/ })).toBeVisible();
});
