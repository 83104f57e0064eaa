/** Scenes 3, 6 and 8 in real windows: a marker past its review, somebody who has died, somebody who reads another language. */
import type { Locator } from '@playwright/test';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

const care = (desk: Desk): Locator => desk.page.getByRole('region', { name: 'Needs and markers' });

test('scene 3, marker: the desk sees the control and “review overdue” and never the story; a leader has the task, approves what another recorded and ends what is over', async ({ council }) => {
  test.setTimeout(150_000);
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const leader = await (await council.desk('team-leader')).signIn();
  const { page } = desk;
  await desk.find('Derek Hale', /Derek Hale/);
  await expect(care(desk)).toContainText('Safety marker on the person: Threats');
  await expect(care(desk)).toContainText(/Review overdue since/);
  await expect(care(desk)).toContainText('Use the interview room with the counter between.');
  await expect(page.getByText(/knew where she parked/)).toHaveCount(0);
  await expect(care(desk).getByRole('button', { name: /^Review/ })).toHaveCount(0);
  await desk.isAccessible('a record with a marker past its review');
  await desk.look('marker-at-the-desk');

  // By keyboard: M on the record, Ctrl+Enter to send.
  await page.getByRole('heading', { level: 1, name: 'Derek Hale' }).click();
  await page.keyboard.press('m');
  const form = page.getByRole('dialog', { name: 'A safety marker on Derek Hale' });
  await form.getByLabel('What staff must do').fill('Ring before you visit and wait at the gate.');
  await form.getByLabel('What staff must do').press('Control+Enter');
  await expect(form.getByText(/Write what happened: one specific incident/)).toBeVisible();
  await form.getByLabel('What happened').fill('A dog ran at the surveyor in the front garden.');
  await desk.isAccessible('a marker being recorded');
  await desk.look('marker-new');
  await form.getByLabel('What happened').press('Control+Enter');
  await expect(form).toBeHidden();
  await expect(care(desk)).toContainText('Provisional: not yet approved by a second person');
  await expect(desk.syncLine).toContainText('All work saved centrally');

  const tab = leader.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: /^Markers/ });
  await expect(tab).toContainText(/to see to/);
  await leader.page.keyboard.press('Alt+6');
  const toApprove = leader.page.getByRole('region', { name: 'To approve' });
  const overdue = leader.page.getByRole('region', { name: 'Past their review' });
  await expect(overdue).toContainText('knew where she parked');
  await expect(toApprove).toContainText('A dog ran at the surveyor');
  await leader.isAccessible('a leader’s markers');
  await leader.look('markers-leader');
  await toApprove.getByRole('button', { name: 'Approve or decline the marker on Derek Hale' }).press('Enter');
  const answer = leader.page.getByRole('dialog', { name: 'Approve the marker on Derek Hale?' });
  await answer.getByLabel('Reasons').fill('Not told yet: he is abroad until Friday.');
  await leader.isAccessible('approving a marker');
  await answer.getByLabel('Reasons').press('Control+Enter');
  await expect(answer).toBeHidden();
  await expect(care(desk).getByText('Provisional: not yet approved by a second person')).toHaveCount(0);
  await overdue.getByRole('button', { name: 'Review the marker on Derek Hale' }).press('Enter');
  const review = leader.page.getByRole('dialog', { name: 'Review the marker on Derek Hale' });
  await review.getByRole('radio', { name: 'End it' }).check();
  await review.getByLabel('Reasons').fill('A year without another incident.');
  await review.getByLabel('Reasons').press('Control+Enter');
  await expect(review).toBeHidden();
  await expect(care(desk).getByText(/Use the interview room/)).toHaveCount(0);
  await expect(care(desk)).toContainText('Ring before you visit and wait at the gate.');
  await Promise.all([desk.close(), leader.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.marker.find((row) => row['id'] === 'marker-derek-hale')?.['ended_on']).not.toBeNull();
  expect(rows.marker.filter((row) => row['author_id'] === 'staff-amina-yusuf')).toMatchObject([{ provisional: false, approved_by: 'staff-sunita-rao', resident_id: 'resident-derek-hale', ended_on: null }]);
  expect(rows.marker_narrative.find((row) => row['narrative'] === 'A dog ran at the surveyor in the front garden.')).toMatchObject({ reviews: [{ kind: 'approved' }] });
});
