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
  await desk.page.keyboard.press('F7');
  await desk.page.mouse.move(5, 300);
  await expect.poll(async () => [await desk.readable('Okafor'), await desk.readable('Bin not taken')].flat()).toEqual([]);
  await desk.look('sync-discreet');
  await desk.page.keyboard.press('F7');
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

test('a decision, a request and an answer that come back are corrected in the forms they came from, in every theme and at 200 % text', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const decision = await desk.fillGoodwill('10', 'Two missed collections.\u0000');
  await decision.getByRole('button', { name: /^Decide/ }).click();
  await desk.takeReference();
  const request = await desk.fillGoodwill('40', 'Three missed collections.\u0000');
  await request.getByRole('button', { name: /^Ask a team leader/ }).click();
  await desk.takeReference();
  const attention = desk.page.getByRole('contentinfo').getByRole('button', { name: /2 need attention/ });
  await expect(attention).toBeVisible({ timeout: 20_000 });
  await attention.press('Enter');
  const list = desk.page.getByRole('main');
  await desk.isAccessible('needs attention');
  await desk.look('needs-attention');
  const given: string[] = [];

  for (const [amount, better, send] of [['£10', 'Two missed collections.', /^Decide/], ['£40', 'Three missed collections.', /^Ask a team leader/]] as const) {
    await list.getByRole('button', { name: amount === '£10' ? /^Correct: .*decision/i : /^Correct: .*request/i }).press('Enter');
    const form = desk.page.getByRole('dialog');
    await expect(form.getByText(/holds characters that can’t be kept/)).toBeVisible();
    await expect(form.getByLabel('Amount', { exact: true })).toHaveValue(new RegExp(amount.slice(1)));
    for (const theme of ['light', 'dark', 'contrast']) {
      await desk.useTheme(theme);
      await desk.isAccessible(`correcting ${amount}, ${theme}`);
      await desk.look(`correct-${amount.slice(1)}-${theme}`);
    }
    await desk.useTheme('light');
    await desk.look(`correct-${amount.slice(1)}`);
    await form.getByLabel('Why, in a sentence').fill(better);
    await form.getByRole('button', { name: send }).click();
    given.push(await desk.takeReference());
  }
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /£40/ }).first().click();
  await leader.approveLess('30', 'Thirty covers it.\u0000');
  const back = leader.page.getByRole('contentinfo').getByRole('button', { name: /1 needs attention/ });
  await expect(back).toBeVisible({ timeout: 20_000 });
  await back.press('Enter');
  await leader.page.getByRole('main').getByRole('button', { name: /^Correct: / }).press('Enter');
  const answer = leader.page.getByRole('dialog', { name: /Answer Margaret Okafor’s request again/ });
  await expect(answer.getByText(/holds characters that can’t be kept/)).toBeVisible();
  for (const theme of ['light', 'dark', 'contrast']) {
    await leader.useTheme(theme);
    await leader.isAccessible(`answering again, ${theme}`);
    await leader.look(`correct-answer-${theme}`);
  }
  await leader.useTheme('light');
  await leader.enlarge(2);
  expect(await leader.sideways()).toBeLessThanOrEqual(0);
  await leader.isAccessible('answering again at 200 %');
  await leader.look('correct-answer-200');
  await leader.enlarge(1);
  await answer.getByLabel('Reasons', { exact: true }).fill('Thirty covers it.');
  await answer.getByLabel('Reasons', { exact: true }).press('Control+Enter');
  await expect(answer).toBeHidden();
  await expect(leader.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  await leader.close();
  await desk.close();
  await council.stop();

  const rows = await centreRows(council.dataFolder);
  const made = rows.decision.filter((one) => given.includes(one['reference'] as string));
  expect(made.map((one) => Number(one['amount'])).toSorted((a, b) => a - b)).toEqual([1000, 3000]);
});
