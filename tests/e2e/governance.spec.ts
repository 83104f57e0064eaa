/** Governance in real windows: a draft is edited, compared, tried, signed and in force at another desk; trainings, deputies and powers handed down. */
import { centreRows } from './harness/centre-rows.ts';
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
  await expect(page.getByRole('region', { name: 'Try it on the last 31 days' }).getByText(/^Decisions of the last 31 days: \d+|^\d+ of \d+ decisions of the last 31 days/)).toBeVisible();
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

test('a nineteenth clause is written in the app, with its form, its effect and its words, and a desk decides by it; no code is needed', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const governance = await (await council.desk('governance-officer')).signIn();
  const { page } = governance;
  await page.keyboard.press('Alt+4');
  await page.getByRole('button', { name: 'Draft the next version' }).click();
  await page.getByRole('button', { name: 'Add a clause' }).click();
  const editor = page.getByRole('dialog');

  await editor.getByRole('button', { name: 'Add a post that decides' }).click();
  const limits = editor.getByRole('group', { name: 'Who decides at the desk' });
  await governance.choose(limits, 'Post', 'Customer service operative');
  await editor.getByRole('tab', { name: 'Title and power' }).click();
  await editor.getByLabel('Title', { exact: true }).fill('Fare for a wasted journey');
  await governance.choose(editor, 'Service', /^353 /);
  await editor.getByLabel('Power in law').fill('Localism Act 2011 s.1');
  await editor.getByLabel('Delegated from').fill('Head of Customer Services');
  await governance.choose(editor, 'Measured in', 'Money');
  await editor.getByLabel('Offered first').fill('5');
  await governance.isAccessible('title and power');

  await editor.getByRole('tab', { name: 'Limits and who decides' }).click();
  await editor.getByLabel('Customer service operative: each decision, up to').fill('10');
  await editor.getByLabel('Customer service operative: while offline, up to').fill('5');
  await editor.getByRole('button', { name: 'Add a post that approves' }).click();
  await editor.getByLabel('Team leader approves up to').fill('50');
  await editor.getByRole('button', { name: 'Add a limit over time' }).click();
  await editor.getByRole('group', { name: 'Limits over time' }).getByLabel('In all').fill('20');
  await governance.isAccessible('limits');

  await editor.getByRole('tab', { name: 'Conditions and reasons' }).click();
  await editor.getByRole('button', { name: 'Add a reason' }).click();
  await editor.getByRole('group', { name: 'Reasons to choose from' }).getByLabel('In words').fill('The appointment was ours and we were not there');
  await editor.getByRole('tab', { name: 'Form' }).click();
  await editor.getByRole('button', { name: 'Add a question' }).click();
  await editor.getByLabel('Question', { exact: true }).fill('Where they came from');
  await governance.isAccessible('form');
  await editor.getByRole('tab', { name: 'What happens' }).click();
  await editor.getByRole('button', { name: 'Add something that happens' }).click();
  await governance.choose(editor, 'What happens', 'A payment is instructed');
  await editor.getByLabel('What the resident is told').fill('We are sorry for your journey from {{answer1}}. We are paying you {{amount}}. Reference {{reference}}.');
  await governance.isAccessible('what happens');
  await editor.getByRole('button', { name: 'Done', exact: true }).click();

  await expect(page.getByRole('table', { name: 'Compared with version 7' }).getByRole('row', { name: /Clause 19.*Fare for a wasted journey/ })).toBeVisible();
  await page.getByLabel('In force from').fill('2026-01-01');
  await page.getByRole('button', { name: 'Check it at the centre' }).click();
  await expect(page.getByText('Nothing stands in its way.')).toBeVisible();
  await page.getByRole('button', { name: 'Sign and publish' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign and publish' }).click();

  await desk.authority.getByRole('button', { name: /Fare for a wasted journey/ }).click();
  const form = desk.page.getByRole('dialog');
  await desk.choose(form, 'Reason');
  await form.getByLabel('Why, in a sentence').fill('The visit was booked for ten and nobody came.');
  await form.getByLabel('Where they came from').fill('Kiln Hill');
  await expect(form).toContainText('We are sorry for your journey from Kiln Hill. We are paying you £5.');
  await form.getByRole('button', { name: /^Decide £5/ }).click();
  const reference = await desk.takeReference();
  await expect(desk.authority.getByText('£5 of £20 used for this resident in any 12 months')).toBeVisible();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await Promise.all([desk.close(), governance.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  const [decision] = rows.decision.filter((row) => row['reference'] === reference);
  expect(decision).toMatchObject({ status: 'made', amount: 500, clause_number: '19', scheme_version: 8 });
  expect(rows.payment.filter((row) => row['decision_id'] === decision?.['id'])).toMatchObject([{ amount: 500 }]);
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
