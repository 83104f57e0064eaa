/** Delegated authority as people use it: the forms of clauses, what runs, what is passed on, and a request talked over while the resident waits. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('a permit is given by its own form, counts for the vehicle, runs, and can be ended with a reason', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const form = await desk.openClause(/Temporary parking permit/);
  await form.getByLabel('Registration of the vehicle').fill('?');
  await form.getByRole('button', { name: /^Decide 3 days/ }).click();
  await expect(form.getByText('Registration of the vehicle: enter the registration as it is on the plate.')).toBeVisible();
  await form.getByLabel('Registration of the vehicle').fill('ab12 cde');
  await desk.choose(form, 'Zone', 'Mere Bank');
  await desk.fillCommon(form, 'A courtesy car while theirs is repaired.');
  await expect(form.getByText('AB12CDE may park in Zone B, Mere Bank for 3 days, from today.', { exact: false })).toBeVisible();
  await expect(form.getByText('0 of 2 decisions used for this vehicle in any 12 months')).toBeVisible();
  await desk.look('permit-form');
  await desk.isAccessible('permit form');
  await form.getByRole('button', { name: /^Decide 3 days/ }).click();
  await desk.takeReference();
  await expect(desk.authority.getByText(/Temporary parking permit AB12CDE until/)).toBeVisible();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await desk.look('running');

  await desk.authority.getByRole('button', { name: 'End it Temporary parking permit' }).click();
  const ending = desk.page.getByRole('dialog');
  await ending.getByLabel(/^Why, in a sentence/).fill('Entered for the wrong car.');
  await ending.getByRole('button', { name: 'End it now' }).click();
  await expect(desk.authority.getByText(/Temporary parking permit AB12CDE until/)).toHaveCount(0);

  const log = await desk.openClause(/Cancel a penalty charge/);
  await expect(log.getByText('This is decided elsewhere; what you enter is logged and passed on')).toBeVisible();
  await log.getByLabel('Number of the notice').fill('HM12345678');
  await desk.choose(log, 'Who asks', 'councillor');
  await desk.fillCommon(log, 'Asks for it to be cancelled as a favour.');
  await desk.look('passed-on-form');
  await log.getByRole('button', { name: 'Log and pass on' }).click();
  await desk.takeReference();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await desk.close();
  await council.stop();

  const rows = await centreRows(council.dataFolder);
  // The demo borough has permits of its own from before.
  const given = rows.decision.filter(({ id, clause_id: clause }) => clause === 'temporary-permit' && !String(id).startsWith('past-'));
  expect(given).toMatchObject([{ amount: 3, status: 'made' }]);
  expect(rows.decision.filter(({ clause_id: id }) => id === 'penalty-charge')).toEqual([]);
  expect(rows.task.filter(({ service_id: id, decision_id: decision }) => id === '471' && decision === null)).toMatchObject([{ notes: expect.stringContaining('HM12345678') as unknown }]);
});

test('a request is looked at, asked about and answered by keyboard while the operative watches; bank details need a second officer', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  const form = await desk.openClause(/Change of payee or bank details/);
  await form.getByLabel('Last 4 digits of the new account').fill('4821');
  await form.getByLabel('Name on the account').fill('M Okafor');
  await desk.choose(form, 'How they asked', 'counter');
  await desk.choose(form, 'Identity', 'Level 3');
  await desk.fillCommon(form, 'She has moved to another bank.');
  await expect(form.getByText('Two must agree: after that it goes to another officer (Finance officer)')).toBeVisible();
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  await desk.takeReference();
  await expect(desk.authority.getByText('With Sunita Rao')).toBeVisible();

  const leader = await (await council.desk('team-leader')).signIn();
  await leader.page.keyboard.press('Alt+2');
  await leader.page.keyboard.press('j');
  await expect(leader.page.getByText('Yours to answer').first()).toBeVisible();
  await expect(leader.page.getByText('Last 4 digits of the new account: 4821')).toBeVisible();
  await expect(desk.authority.getByText('Sunita Rao is looking at it')).toBeVisible();
  await leader.page.keyboard.press('q');
  await leader.page.keyboard.type('Which branch?');
  await leader.page.keyboard.press('Control+Enter');
  await expect(desk.authority.getByText('Sunita Rao asks:')).toBeVisible();
  await expect(desk.authority.getByText('Which branch?')).toBeVisible();
  await desk.authority.getByLabel('Your reply').fill('The one on the square.');
  await desk.look('asked');
  await desk.authority.getByRole('button', { name: /^Send/ }).click();
  await expect(leader.page.getByText('The one on the square.')).toBeVisible();
  // However long the request is, its answers are in sight.
  const answers = ['Approve', 'Decline', 'Refer'].map((name) => leader.page.getByRole('region', { name: 'Answer', exact: true }).getByRole('button', { name: new RegExp(`^${name}`) }).first());
  for (const factor of [2, 1]) {
    await leader.enlarge(factor);
    if (factor === 2) await leader.page.getByText('The one on the square.').scrollIntoViewIfNeeded();
    for (const button of answers) await expect(button).toBeInViewport({ ratio: 1 });
    expect(await leader.sideways()).toBeLessThanOrEqual(0);
    await leader.isAccessibleInThemes(`request talked over ${String(factor)}`);
  }
  await leader.page.keyboard.press('Escape');
  await leader.page.keyboard.press('a');
  await expect(leader.page.getByText('Sunita Rao agreed first')).toBeVisible();
  await expect(leader.page.getByText('You agreed to this first, so somebody else must agree second.').first()).toBeVisible();
  await expect(desk.authority.getByText('With Nina Kowalczyk')).toBeVisible();

  // Twelve months are further than the clause goes: in exceptional circumstances somebody above is asked all the same.
  const far = await desk.openClause(/Council tax payment arrangement/);
  await far.getByLabel('Months').fill('12');
  await far.getByLabel('First payment on').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10));
  await far.getByLabel('What they said they can afford each month').fill('£25');
  await desk.choose(far, 'Identity', 'Level 2');
  await desk.fillCommon(far, 'A long illness; she can keep to it.');
  await expect(far.getByText('Months: 12; the clause lets it be 1 to 6.', { exact: false })).toBeVisible();
  await desk.look('beyond-the-clause');
  await desk.isAccessible('further than the clause goes');
  await far.getByRole('button', { name: 'Exceptional circumstances: ask anyway' }).click();
  await desk.takeReference();
  await leader.page.getByRole('listbox', { name: 'Waiting', exact: true }).getByRole('option', { name: /Council tax payment arrangement/ }).click();
  await expect(leader.page.getByText('Months: 12; the clause lets it be 1 to 6.')).toBeVisible();
  await expect(leader.page.getByText('Exceptional circumstances', { exact: true }).first()).toBeVisible();
  await leader.look('leader-beyond');
  await leader.page.keyboard.press('d');
  await leader.page.keyboard.type('Revenues sets what is longer than half a year.');
  await leader.page.keyboard.press('Control+Enter');
  await expect(desk.authority.getByText(/Declined by Sunita Rao/)).toBeVisible();

  const finance = await (await council.desk('finance-officer')).signIn();
  await finance.openRequests();
  await expect(finance.page.getByText('Second of two').first()).toBeVisible();
  await finance.page.keyboard.press('a');
  await expect(desk.authority.getByText('Approved by Nina Kowalczyk')).toBeVisible();
  await Promise.all([finance.close(), leader.close(), desk.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.decision.filter(({ clause_id: id }) => id === 'payee-change')).toMatchObject([{ decided_by_post: 'finance-officer', status: 'made' }]);
});
