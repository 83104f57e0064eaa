/**
 * Scenes 1 and 2 of the domain, with two real windows (an operative's and a team leader's) and one centre that is
 * really killed and started again.
 */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('scene 1, pause: 10 goodwill is granted offline, 11 goes up, the queue survives a restart, and it is paid once at its own time', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.syncLine).toContainText('All work saved centrally');

  await council.kill();
  await expect(desk.syncLine).toContainText(/Working offline since .*nothing waiting/, { timeout: 8000 });
  await expect(desk.page.getByText(/Data as of/).first()).toBeVisible();

  const form = await desk.fillGoodwill('11', 'Collections missed twice.');
  await expect(form).toContainText('While offline you can decide up to £10; £11 goes to a team leader.');
  await form.getByLabel('Amount', { exact: true }).fill('10');
  await form.getByLabel('Amount', { exact: true }).press('Tab');
  const before = Date.now();
  await form.getByRole('button', { name: /^Decide £10/ }).click();
  const reference = await desk.takeReference();
  await expect(desk.timeline.getByText('Not yet at the centre').first()).toBeVisible();
  await expect(desk.syncLine).toContainText('1 waiting');

  await desk.kill();
  await desk.open();
  await desk.signIn();
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.timeline.getByText(reference).first()).toBeVisible();

  await council.start();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });
  await expect(desk.timeline.getByText('Not yet at the centre')).toHaveCount(0);
  await desk.close();
  await council.stop();

  const rows = await centreRows(council.dataFolder);
  const decisions = rows.decision.filter((one) => one['reference'] === reference);
  expect(decisions).toMatchObject([{ amount: 1000, status: 'made', made_offline: true }]);
  const [decided, received] = [Number(decisions[0]?.['decided_at']), Number(decisions[0]?.['received_at'])];
  expect(decided).toBeGreaterThanOrEqual(before);
  expect(decided).toBeLessThan(received);
  expect(rows.payment.filter((one) => one['decision_id'] === decisions[0]?.['id'])).toMatchObject([{ amount: 1000 }]);
});

test('scene 2, over the limit: the asker can’t answer, an acting leader with 30 only declines or refers, a leader approves 30 of 40', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const form = await desk.fillGoodwill('40', 'Three missed collections and a complaint that was lost.');
  await expect(form).toContainText('£40 is above the £25 you can decide.');
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  const reference = await desk.takeReference();
  await expect(desk.authority.getByText(/Waiting for a team leader since/)).toBeVisible();

  await desk.openRequests();
  await desk.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(desk.page.getByRole('button', { name: /^Approve/ })).toHaveCount(0);

  const acting = await (await council.desk('acting-team-leader')).signIn();
  await acting.openRequests();
  await acting.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(acting.page.getByText('You can approve up to £30 and £40 was asked for. Decline it, or refer it up.').first()).toBeVisible();
  await expect(acting.page.getByRole('button', { name: /^Approve £40/ })).toBeDisabled();
  await acting.page.getByRole('button', { name: /^Refer to/ }).click();
  await expect(acting.page.getByText('Referred up').first()).toBeVisible();
  await acting.close();

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(leader.page.getByText('Three missed collections and a complaint that was lost.').first()).toBeVisible();
  await leader.approveLess('30', 'Thirty covers the three collections.');

  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.authority.getByText(/Approved £30 of £40/)).toBeVisible();
  await leader.close();
  await desk.close();
  await council.stop();

  const rows = await centreRows(council.dataFolder);
  const [decision] = rows.decision.filter((one) => one['reference'] === reference);
  expect(decision).toMatchObject({ amount: 3000, requested_amount: 4000 });
  expect(decision?.['requested_by']).not.toBe(decision?.['decided_by']);
  expect(rows.payment.filter((one) => one['decision_id'] === decision?.['id'])).toMatchObject([{ amount: 3000 }]);
  expect(rows.message.filter((one) => one['decision_id'] === decision?.['id'])).toMatchObject([{ status: 'queued' }]);
});
