/** Work that the centre sends back, in a real window: seen, corrected in its own form, and taken once. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('a contact that comes back is corrected in its own form and arrives once', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  // As it comes with a paste from another program: nobody sees it, and no centre can keep it.
  await desk.page.getByLabel('Note').fill('Bin not taken again.\u0000');
  await desk.finishContact();
  const attention = desk.page.getByRole('contentinfo').getByRole('button', { name: /1 needs attention/ });
  await expect(attention).toBeVisible({ timeout: 15_000 });

  await attention.press('Enter');
  const panel = desk.page.getByRole('main');
  await expect(panel.getByText(/holds characters that can’t be kept/)).toBeVisible();
  await expect(panel.getByText('Bin not taken again.')).toBeVisible();
  await panel.getByRole('button', { name: /^Correct: Contact about Margaret Okafor/ }).press('Enter');

  const form = desk.page.getByRole('dialog', { name: 'Correct a contact that came back' });
  await expect(form.getByText(/holds characters that can’t be kept/)).toBeVisible();
  await expect(form.getByLabel('Note')).toHaveValue('Bin not taken again.');
  await desk.look('correct-contact');
  await form.getByLabel('Note').fill('Bin not taken again, second week.');
  await form.getByLabel('Note').press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  await expect(attention).toHaveCount(0);

  await desk.page.keyboard.press('Alt+s');
  await panel.getByRole('tab', { name: /^Needs attention/ }).click();
  await panel.getByText('Seen to in the last 30 days: 1').click();
  await expect(panel.getByText(/Corrected and sent/)).toBeVisible();
  await desk.look('lost-and-found');
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.contact.filter((one) => String(one['note']).startsWith('Bin not taken again'))).toMatchObject([{ note: 'Bin not taken again, second week.' }]);
});
