/** A partner organisation’s own window: their service and nothing else of the council’s, a contact handed to them, and a case of theirs. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('a partner sees the cases of their service and no resident, takes over what is handed to them, and goes on with the case', async ({ council }) => {
  const amina = await (await council.desk('customer-service-operative')).signIn();
  await amina.find('Margaret Okafor', /Margaret Okafor/);
  await amina.startContact();
  const contact = amina.page.getByRole('region', { name: 'Contact with Margaret Okafor' });
  await contact.getByRole('button', { name: /Case$/ }).click();
  const offered = amina.page.getByRole('listbox').last().getByRole('option');
  await offered.filter({ hasText: /bin|collection|refuse|recycling/i }).first().click();
  const [reference = ''] = /\S+-\S+/.exec(await contact.getByRole('button', { name: /Case$/ }).innerText()) ?? [];
  await amina.choose(contact, 'Reason', 'Chasing progress');
  await contact.getByLabel('Note').fill('The lid is broken as well.');
  await contact.getByLabel('Note').press('Alt+h');
  const hand = amina.page.getByRole('dialog', { name: 'Hand this contact over' });
  await hand.getByRole('radio', { name: 'A partner' }).check();
  await hand.getByRole('combobox', { name: 'Partner' }).fill('Dunmarsh');
  await amina.page.getByRole('option', { name: /Dunmarsh Depot/ }).click();
  await hand.getByLabel('What to tell them').fill('Please say when you come.');
  await hand.getByLabel('What to tell them').press('Control+Enter');
  await expect(hand).toBeHidden();

  const craig = await (await council.desk('partner-officer')).signIn();
  const { page } = craig;
  await craig.isAccessible('a partner’s first screen');
  await craig.look('partner-home');
  await page.keyboard.press('Control+k');
  await craig.search.fill('margaret okafor');
  await expect(page.getByRole('listbox', { name: 'Results' }).getByRole('option', { name: /Margaret/ })).toHaveCount(0);
  await craig.look('partner-search');
  await page.keyboard.press('Escape');

  const handed = page.getByRole('region', { name: 'Handed over' });
  await expect(handed).toContainText('Amina Yusuf hands over Margaret Okafor: Please say when you come.');
  await expect(handed).toContainText(reference);
  await craig.isAccessibleInThemes('handed to a partner');
  await page.keyboard.press('Alt+t');
  const bar = page.getByRole('region', { name: 'Contact with nobody named' });
  await expect(bar.getByLabel('Note')).toHaveValue('The lid is broken as well.');
  await expect(bar.getByRole('combobox', { name: 'Service' })).toHaveValue(/refuse|waste|recycling/i);
  await craig.isAccessible('a partner goes on');
  await craig.look('partner-goes-on');
  await bar.getByLabel('Note').fill('The lid is broken as well. A new one comes on Thursday.');
  await craig.choose(bar, 'Outcome', 'Logged');
  await bar.getByLabel('Note').press('Control+Enter');
  await expect(bar.getByLabel('Note')).toBeHidden();

  await craig.find(reference, new RegExp(reference));
  const file = page.getByRole('dialog');
  await expect(file).toContainText(reference);
  await craig.isAccessible('a case at a partner’s');
  await craig.look('partner-case');
  await page.keyboard.press('Escape');
  await expect(file).toBeHidden();
  await expect(page.getByText('This record is the council’s')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Cases' })).toContainText(reference);
  await expect(page.getByRole('main')).not.toContainText('Okafor');
  await craig.isAccessibleInThemes('a partner’s part of a record');
  await page.keyboard.press('c');
  await craig.choose(bar, 'Case', reference);
  await bar.getByLabel('Note').fill('New lid put on.');
  await craig.finishContact();
  await expect(craig.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  for (const { page: other } of [craig, amina]) {
    const timeline = other.getByRole('region', { name: 'Timeline' });
    await expect(timeline).toContainText('New lid put on.');
    await expect(timeline).toContainText('A new one comes on Thursday.');
  }
  await craig.look('partner-timeline');
  await amina.look('partner-on-the-record');

  await amina.page.getByRole('region', { name: 'Cases' }).getByRole('listitem').filter({ hasText: reference }).getByRole('button').press('Enter');
  await expect(amina.page.getByRole('dialog')).toContainText('New lid put on.');
  await expect(amina.page.getByRole('dialog')).toContainText('A new one comes on Thursday.');
  await Promise.all([amina.close(), craig.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.transfer).toMatchObject([{ status: 'accepted', to_category: 'waste', answered_by: 'staff-craig-mellor' }]);
  const theirs = rows.contact.filter((row) => row['staff_id'] === 'staff-craig-mellor');
  expect(theirs.map((row) => row['note'])).toEqual(expect.arrayContaining(['New lid put on.', 'The lid is broken as well. A new one comes on Thursday.']));
  expect(new Set(theirs.map((row) => row['case_id'])).size).toBe(1);
  expect(new Set(theirs.map((row) => row['resident_id']))).toEqual(new Set(rows.transfer.map((row) => row['resident_id'])));
});
