/**
 * Scenes 1 and 2 of the domain, with two real windows (an operative's and a team leader's) and one centre that is
 * really killed and started again.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { projectFolder, startCentre, type CentreProcess } from '../../scripts/centre-process.ts';
import { centreRows } from './harness/centre-rows.ts';
import { Desk, demoPerson } from './harness/desk.ts';

let folder = '';
let centre: CentreProcess;
const councilFolder = path.join(projectFolder, 'resources/demo-council');
const launchCentre = (port = 0): Promise<CentreProcess> =>
  startCentre({ councilFolder, dataFolder: path.join(folder, 'centre'), residents: 300, port });

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-scenes-'));
  centre = await launchCentre();
});
test.afterEach(async () => {
  await centre.kill();
  await rm(folder, { recursive: true, force: true });
});

const deskOf = async (post: string, nth = 0): Promise<Desk> => new Desk({
  centralUrl: centre.url, userData: path.join(folder, `desk-${post}-${String(nth)}`), person: await demoPerson(post, nth),
}).open();

test('scene 1, pause: 10 goodwill is granted offline, 11 goes up, the queue survives a restart, and it is paid once at its own time', async () => {
  const desk = await (await deskOf('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.syncLine).toContainText('All work saved centrally');

  await centre.kill();
  await expect(desk.syncLine).toContainText(/offline since \d\d:\d\d/i, { timeout: 8000 });
  await expect(desk.page.getByRole('status').filter({ hasText: /data as of/i }).first()).toBeVisible();

  const refused = await desk.fillGoodwill('11', 'Collections missed twice.');
  await expect(refused).toContainText('While offline you can decide up to £10; £11 goes to a team leader.');
  await refused.getByLabel('Amount', { exact: true }).fill('10');
  await refused.getByLabel('Amount', { exact: true }).press('Tab');
  const before = Date.now();
  await refused.getByRole('button', { name: /^Decide £10/ }).click();
  await expect(refused.getByText(/^CF-/).first()).toBeVisible();
  const reference = (await refused.getByText(/^CF-/).first().innerText()).trim();
  await refused.getByRole('button', { name: 'Done' }).click();
  await expect(desk.timeline.getByText('Not yet at the centre').first()).toBeVisible();
  await expect(desk.syncLine).toContainText('1 waiting');

  await desk.kill();
  await desk.open();
  await desk.signIn();
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.timeline.getByText(reference).first()).toBeVisible();

  centre = await launchCentre(centre.port);
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });
  await expect(desk.timeline.getByText('Not yet at the centre')).toHaveCount(0);
  await desk.close();
  await centre.stop();

  const rows = await centreRows(path.join(folder, 'centre'));
  const decisions = rows.decision.filter((one) => one['reference'] === reference);
  expect(decisions).toHaveLength(1);
  expect(decisions[0]).toMatchObject({ amount: 1000, status: 'made', made_offline: true });
  expect(Number(decisions[0]?.['decided_at'])).toBeGreaterThanOrEqual(before);
  expect(Number(decisions[0]?.['decided_at'])).toBeLessThan(Number(decisions[0]?.['received_at']));
  expect(rows.payment.filter((one) => one['decision_id'] === decisions[0]?.['id'])).toMatchObject([{ amount: 1000 }]);
  centre = await launchCentre();
});

test('scene 2, over the limit: the asker can’t answer, an acting leader with 30 can only decline or refer, a leader approves 30 of 40', async () => {
  const desk = await (await deskOf('customer-service-operative')).signIn();
  const acting = await (await deskOf('acting-team-leader')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const form = await desk.fillGoodwill('40', 'Three missed collections and a complaint that was lost.');
  await expect(form).toContainText('£40 is above the £25 you can decide.');
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  const reference = (await form.getByText(/^CF-/).first().innerText()).trim();
  await form.getByRole('button', { name: 'Done' }).click();
  await expect(desk.authority.getByText(/Waiting for a team leader since/)).toBeVisible();

  await desk.openRequests();
  const own = desk.page.getByRole('main');
  await expect(own.getByText('You asked for this, so someone else must answer it.').first()).toBeVisible();

  await acting.openRequests();
  await acting.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(acting.page.getByText('You can approve up to £30 and £40 was asked for. Decline it, or refer it up.').first()).toBeVisible();
  await acting.page.getByRole('button', { name: /^Refer to team leader/i }).click();
  await expect(acting.page.getByText('Referred up').first()).toBeVisible();
  await acting.close();

  const leader = await (await deskOf('team-leader')).signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(leader.page.getByText('Three missed collections and a complaint that was lost.')).toBeVisible();
  await leader.approveLess('30', 'Thirty covers the three collections.');

  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.authority.getByText(/Approved £30 of £40/)).toBeVisible({ timeout: 10_000 });
  await expect(desk.timeline.getByText(/We are.*£30/).first()).toBeVisible();
  await leader.close();
  await desk.close();
  await centre.stop();

  const rows = await centreRows(path.join(folder, 'centre'));
  const [decision] = rows.decision.filter((one) => one['reference'] === reference);
  expect(decision).toMatchObject({ amount: 3000, requested_amount: 4000 });
  expect(decision?.['requested_by']).not.toBe(decision?.['decided_by']);
  expect(rows.payment.filter((one) => one['decision_id'] === decision?.['id'])).toMatchObject([{ amount: 3000 }]);
  expect(rows.message.filter((one) => one['decision_id'] === decision?.['id'])).toHaveLength(1);
  centre = await launchCentre();
});
