/** Scenes 9 and 10 of the domain: what two desks decide while they are offline, judged again by the centre. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../scripts/centre-process.ts';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

async function decide(desk: Desk, pounds: string): Promise<string> {
  const form = await desk.fillGoodwill(pounds, 'Collections missed.');
  await form.getByRole('button', { name: new RegExp(`^Decide £${pounds}`) }).click();
  return desk.takeReference();
}
const offline = (desk: Desk) => expect(desk.syncLine).toContainText(/Working offline since/, { timeout: 10_000 });
const saved = (desk: Desk) => expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });

test('scene 9, stale policy: 8 granted offline under version 7 is outside the 5 of version 8; it stands unpaid until a leader ratifies it', async ({ council }) => {
  const { line, url } = await council.line();
  const desk = await (await council.desk('customer-service-operative', 0, url)).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await saved(desk);
  line.cut();
  await offline(desk);

  const folder = path.join(council.folder, 'council');
  await cp(path.join(projectFolder, 'resources/demo-council'), folder, { recursive: true });
  const scheme = JSON.parse(await readFile(path.join(folder, 'scheme.json'), 'utf8')) as { id: string; version: number; effectiveFrom: string; clauses: { id: string; limits: { offline: number }[] }[] };
  for (const { id, limits } of scheme.clauses) if (id === 'goodwill') limits.forEach((limit) => { limit.offline = 500; });
  const inForceAt = Date.now() + 4000;
  await writeFile(path.join(folder, 'scheme.json'), JSON.stringify({ ...scheme, id: 'scheme-8', version: 8, effectiveFrom: new Date(inForceAt).toISOString() }));
  expect(await council.administerFrom(folder, 'scheme', 'publish')).toContain('Version 8 is at the centre');
  await desk.page.waitForTimeout(Math.max(0, inForceAt + 500 - Date.now()));
  const reference = await decide(desk, '8');

  line.mend();
  await saved(desk);
  await expect(desk.authority.getByText('Decided offline outside authority; a team leader is looking at it')).toBeVisible();
  const leader = await (await council.desk('team-leader')).signIn();
  await leader.openRequests();
  await expect(leader.page.getByText('To ratify: decided outside authority').first()).toBeVisible();
  await expect(leader.page.getByText('While offline you can decide up to £5; £8 goes to a team leader.', { exact: false }).first()).toBeVisible();
  await leader.page.keyboard.press('a');
  await expect(leader.page.getByText('Approved £8').first()).toBeVisible();
  await expect(desk.authority.getByText(/Approved £8 by Sunita Rao/)).toBeVisible();
  await Promise.all([desk.close(), leader.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  const [decision] = rows.decision.filter((one) => one['reference'] === reference);
  expect(decision).toMatchObject({ status: 'ratified', amount: 800, scheme_version: 8, made_offline: true });
  expect(rows.payment.filter((one) => one['decision_id'] === decision?.['id'])).toMatchObject([{ amount: 800 }]);
});

test('scene 10, the same allowance: two desks offline at once take the last of it; the first to arrive stands, the other waits for a leader, and nothing is paid twice', async ({ council }) => {
  const [one, other] = [await council.line(), await council.line()];
  const amina = await (await council.desk('customer-service-operative', 0, one.url)).signIn();
  const tom = await (await council.desk('customer-service-operative', 1, other.url)).signIn();
  for (const desk of [amina, tom]) await desk.find('Margaret Okafor', /Margaret Okafor/);
  await decide(amina, '25');
  await saved(amina);
  await decide(tom, '10');
  await saved(tom);
  await expect(amina.authority.getByText('£35 of £50 used for this resident in any 12 months')).toBeVisible();
  one.line.cut();
  other.line.cut();
  await Promise.all([offline(amina), offline(tom)]);
  const [first, second] = [await decide(amina, '10'), await decide(tom, '10')];

  one.line.mend();
  await saved(amina);
  other.line.mend();
  await saved(tom);
  await expect(tom.authority.getByText('Decided offline outside authority; a team leader is looking at it')).toBeVisible();
  await expect(amina.authority.getByText('£45 of £50 used for this resident in any 12 months')).toBeVisible();
  await Promise.all([amina.close(), tom.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  const found = (reference: string) => rows.decision.find((row) => row['reference'] === reference);
  const paid = (reference: string) => rows.payment.filter((row) => row['decision_id'] === found(reference)?.['id']);
  expect(found(first)).toMatchObject({ status: 'made', made_offline: true });
  expect(paid(first)).toMatchObject([{ amount: 1000 }]);
  expect(found(second)).toMatchObject({ status: 'awaiting-ratification', made_offline: true });
  expect(paid(second)).toEqual([]);
  expect(rows.escalation.filter((row) => row['decision_id'] === found(second)?.['id'])).toMatchObject([{ kind: 'ratify', status: 'pending' }]);
});

test('over the telephone: with both desks cut off a leader reads out a code, the desk checks it by itself, and it is paid once when both are back', async ({ council }) => {
  const [one, other] = [await council.line(), await council.line()];
  const leader = await (await council.desk('team-leader', 0, other.url)).signIn();
  const desk = await (await council.desk('customer-service-operative', 0, one.url)).signIn();
  await Promise.all([saved(leader), saved(desk)]);
  await leader.openRequests();
  await leader.page.keyboard.press('o');
  const readOut = leader.page.getByRole('dialog', { name: 'Read out a code' });
  await expect(readOut.getByText(/^5 codes left on this desk/)).toBeVisible();
  await leader.page.keyboard.press('Escape');
  // A code that this desk never heard of before the line went can’t be checked by it.
  await desk.syncLine.click();
  await expect(desk.page.getByText('Codes of 1 approver are here')).toBeVisible({ timeout: 20_000 });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  one.line.cut();
  other.line.cut();
  await Promise.all([offline(desk), offline(leader)]);

  const form = await desk.fillGoodwill('28', 'Three collections missed, and she waits here.');
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  const reference = await desk.takeReference();
  await desk.authority.getByRole('button', { name: 'Enter a code' }).click();
  const entered = desk.page.getByRole('dialog', { name: 'Approved over the telephone' });
  await expect(entered.getByText(reference)).toBeVisible();

  await leader.page.keyboard.press('o');
  await readOut.getByLabel('Reference').fill(reference.toLowerCase());
  await leader.choose(readOut, 'Clause', /Goodwill/);
  await readOut.getByLabel('Amount you approve').fill('28');
  await readOut.getByLabel('Why you approve it').fill('Rung up; the log shows all three.');
  await leader.isAccessible('read out a code');
  await readOut.getByRole('button', { name: 'Get the code' }).click();
  const code = await readOut.getByRole('status', { name: 'Code' }).textContent() ?? '';
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

  await desk.choose(entered, 'Who reads out the code', /Sunita Rao/);
  await entered.getByLabel('Code', { exact: true }).fill('0000 0000 0000');
  await entered.getByRole('button', { name: 'Approve by this code' }).click();
  await expect(entered.getByText(/That is no code of Sunita Rao/)).toBeVisible();
  await entered.getByLabel('Code', { exact: true }).fill(code.toLowerCase());
  await desk.isAccessible('enter a code');
  await entered.getByRole('button', { name: 'Approve by this code' }).click();
  await expect(desk.authority.getByText(/Approved £28 by Sunita Rao/)).toBeVisible();

  one.line.mend();
  await saved(desk);
  await expect(desk.authority.getByText('Decided offline outside authority; a team leader is looking at it')).toBeVisible();
  other.line.mend();
  await saved(leader);
  await expect(desk.authority.getByText(/Approved £28 by Sunita Rao/)).toBeVisible();
  await Promise.all([desk.close(), leader.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  const [decision] = rows.decision.filter((row) => row['reference'] === reference);
  expect(decision).toMatchObject({ status: 'made', amount: 2800, made_offline: true });
  expect(rows.payment.filter((row) => row['decision_id'] === decision?.['id'])).toMatchObject([{ amount: 2800 }]);
});
