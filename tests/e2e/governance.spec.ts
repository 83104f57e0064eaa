/** Governance in real windows: a draft is edited, compared, tried, signed and in force at another desk; trainings, deputies and powers handed down. */
import { expect, test } from './harness/council.ts';

test('a limit is raised in a draft, tried on last month, signed, and another desk decides by it seconds later', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.authority.getByText('You can decide this up to £25', { exact: true })).toBeVisible();
  const form = await desk.fillGoodwill('10', 'Collections missed.');
  await form.getByRole('button', { name: /^Decide £10/ }).click();
  const reference = await desk.takeReference();
  await expect(desk.syncLine).toContainText('All work saved centrally');

  const governance = await (await council.desk('governance-officer')).signIn();
  const { page } = governance;
  await page.keyboard.press('Alt+4');
  await page.getByRole('button', { name: 'Draft the next version' }).click();
  await page.getByRole('button', { name: /^Edit.*Goodwill payment/ }).click();
  const editor = page.getByRole('dialog');
  await editor.getByLabel('Customer service operative: each decision, up to').fill('12000');
  await editor.getByRole('button', { name: 'Done', exact: true }).click();
  const changes = page.getByRole('table', { name: 'Compared with version 7' });
  await expect(changes.getByRole('row', { name: /£25.*£12,000/ })).toBeVisible();
  await page.getByLabel('In force from').fill('2026-01-01');
  await page.getByRole('button', { name: 'Check it at the centre' }).click();
  await expect(page.getByText(/Clause 7.*the top approver may do less than the desk/)).toBeVisible();

  await page.getByRole('button', { name: /^Edit.*Goodwill payment/ }).click();
  await editor.getByLabel('Customer service operative: each decision, up to').fill('30');
  await editor.getByRole('button', { name: 'Done', exact: true }).click();
  await page.getByRole('button', { name: 'Try it on the last 31 days' }).click();
  await expect(page.getByRole('region', { name: 'Try it on the last 31 days' }).getByText('Decisions of the last 31 days: 1. All of them would have come out as they did.')).toBeVisible();
  await page.getByRole('button', { name: 'Check it at the centre' }).click();
  await expect(page.getByText('Nothing stands in its way.')).toBeVisible();
  await governance.look('governance-draft');
  await governance.isAccessible('draft');
  await page.getByRole('button', { name: 'Sign and publish' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign and publish' }).click();
  await expect(page.getByText('Version 8', { exact: true })).toBeVisible();
  await expect(desk.authority.getByText('You can decide this up to £30', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: 'Use of authority' }).click();
  await expect(page.getByText('Front-line decision rate', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /Open the list: Front-line decision rate/ }).click();
  await expect(page.getByRole('table', { name: 'Front-line decision rate' }).getByText(reference)).toBeVisible();
  await governance.look('governance-use');
  await governance.isAccessible('use of authority');
});

test('a training, a deputy and a power handed down each change what people may do', async ({ council }) => {
  const governance = await (await council.desk('governance-officer')).signIn();
  await governance.page.keyboard.press('Alt+4');
  await governance.page.getByRole('tab', { name: 'Who may do what' }).click();
  await expect(governance.page.getByText(/Crisis payments: ran out on/)).toBeVisible();
  await governance.page.getByRole('button', { name: /^Note a training.*Tom Bradley/ }).click();
  await governance.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(governance.page.getByRole('row', { name: /Tom Bradley/ }).getByText(/Crisis payments until/)).toBeVisible();
  await governance.look('governance-who');
  await governance.isAccessible('who may do what');
  await governance.page.getByRole('radio', { name: 'Action' }).check();
  await expect(governance.page.getByRole('row', { name: /17\. Crisis payment/ })).toContainText('with “Crisis payments”');

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.page.keyboard.press('Alt+4');
  await leader.page.getByRole('tab', { name: 'Who may do what' }).click();
  await leader.page.getByRole('button', { name: 'Name a deputy' }).click();
  const dialog = leader.page.getByRole('dialog');
  await leader.choose(dialog, 'Who stands in', 'Paul Whitcombe');
  await dialog.getByLabel('To, the last day').fill('2030-01-01');
  await dialog.getByRole('button', { name: 'Name the deputy' }).click();
  await expect(leader.page.getByText(/Paul Whitcombe stands in for Sunita Rao/)).toBeVisible();
  await leader.page.getByRole('button', { name: 'Hand down a power' }).click();
  await leader.choose(dialog, 'Clause', 'Goodwill');
  await dialog.getByLabel('Each decision, up to').fill('40');
  await dialog.getByLabel('Until, the last day').fill('2030-01-01');
  await dialog.getByRole('button', { name: 'Sign it' }).click();
  await expect(leader.page.getByText(/clause 7 Goodwill payment, Customer service operative up to £40/)).toBeVisible();
  await leader.isAccessible('sub-delegation register');

  const desk = await (await council.desk('customer-service-operative', 1)).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.authority.getByRole('listitem').filter({ hasText: 'Goodwill payment' }).getByText('You can decide this up to £40', { exact: true })).toBeVisible();
  await expect(desk.authority.getByRole('button', { name: /Decide Crisis payment/ })).toBeVisible();
});
