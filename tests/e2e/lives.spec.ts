/** Scenes 3, 6 and 8 in real windows: a marker past its review, somebody who has died, somebody who reads another language. */
import type { Locator } from '@playwright/test';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

const care = (desk: Desk): Locator => desk.page.getByRole('region', { name: 'Needs and markers' });

test('scene 3, marker: the desk sees the control and “review overdue” and never the story; a leader has the task, approves what another recorded and ends what is over', async ({ council }) => {
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

  const tab = leader.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: /^Reviews/ });
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

test('scenes 8 and 6: an interpreter is noted and a child declined, the letter goes out in Polish; a death holds what is owed for an executor and is taken back whole', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await desk.find('Agnieszka Wilk', /Agnieszka Wilk/);
  await expect(page.getByRole('region', { name: 'Linked people and organisations' })).toContainText(/Parent of\s*Kacper Wilk/);
  const interpreter = async (fill: (dialog: Locator) => Promise<void>) => {
    await care(desk).getByRole('button', { name: 'Get an interpreter' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'An interpreter for Agnieszka Wilk, Polish' });
    await fill(dialog);
    await dialog.getByRole('button', { name: /^Note it on this contact/ }).click();
    await expect(dialog).toBeHidden();
  };
  await desk.startContact();
  await interpreter(async (dialog) => {
    await dialog.getByRole('radio', { name: 'A child offered: declined, never a child' }).check();
    await expect(dialog).toContainText('Never let a child interpret');
    await desk.isAccessible('a child declined');
  });
  await expect(care(desk)).toContainText('A child offered to interpret on this contact: declined');
  await interpreter((dialog) => dialog.getByLabel('Interpreter’s number or name').fill('LX-4417'));
  await expect(care(desk)).toContainText('Interpreter by telephone, LX-4417, on this contact');

  await care(desk).getByRole('button', { name: 'Book interpreter' }).click();
  const booking = page.getByRole('dialog', { name: 'Book interpreter for Agnieszka Wilk' });
  await booking.getByLabel('Where').fill('Mere hub, room 2');
  await booking.getByRole('combobox', { name: 'Whose appointment it is' }).fill('Adult');
  await page.getByRole('option', { name: 'Adult social care' }).click();
  await desk.isAccessible('a booking');
  await booking.getByRole('button', { name: /^Book it/ }).click();
  await expect(care(desk)).toContainText(/Booked for .*Mere hub, room 2/);
  await desk.look('needs-booked');
  await care(desk).getByRole('button', { name: /^Mark as booked/ }).click();
  const confirming = page.getByRole('dialog', { name: /^Booked for/ });
  await confirming.getByLabel('Reference').fill('LL-2044');
  await desk.isAccessible('a booking to confirm');
  await confirming.getByLabel('Reference').press('Enter');
  await expect(care(desk)).toContainText(/Booked for .*Mere hub, room 2: confirmed, LL-2044/);

  const decision = await desk.fillGoodwill('10', 'Recycling missed twice.');
  await expect(decision).toContainText('It goes out in Polish.');
  await expect(decision).toContainText('Przepraszamy. To był nasz błąd i wypłacamy Państwu £10');
  await desk.look('letter-in-polish');
  await decision.getByRole('button', { name: /^Decide £10/ }).click();
  const reference = await desk.takeReference();
  await page.getByLabel('Note').fill('Recycling again. Polish interpreter on the line.');
  await desk.finishContact();
  await expect(desk.timeline).toContainText('Interpreter by telephone, LX-4417');
  await expect(desk.timeline).toContainText('In Polish');

  // Scene 6: the payment is on its way when the notice arrives.
  const record = page.getByRole('group', { name: 'Record' });
  await record.getByRole('button', { name: 'Note a death' }).click();
  const death = page.getByRole('dialog', { name: 'Note that Agnieszka Wilk has died' });
  await death.getByLabel('Date of death').fill('2026-01-15');
  await death.getByRole('button', { name: 'Note the death' }).click();
  const owed = page.getByRole('region', { name: 'What we owe' });
  await expect(owed).toContainText('1 payment is held. The amount is told only to a recorded executor.');
  await expect(owed).not.toContainText('£10');
  await desk.isAccessible('somebody who has died');
  await desk.look('estate-held');
  await page.getByRole('heading', { level: 1, name: 'Agnieszka Wilk' }).click();
  await page.keyboard.press('t');
  const acting = page.getByRole('dialog', { name: 'Who may act for Agnieszka Wilk' });
  await acting.getByLabel('Who acts').fill('Piotr Wilk');
  await desk.choose(acting, 'On what ground', 'Executor');
  await acting.getByLabel('For what').fill('The estate');
  await acting.getByLabel('What you saw').fill('Grant of probate, 2 November');
  await acting.getByRole('button', { name: /^Record it/ }).click();
  await expect(owed).toContainText('Tell this to Piotr Wilk, the executor');
  await owed.getByRole('button', { name: /Ask for £10 to be paid/ }).press('Enter');
  await expect(owed).toContainText('asked for: Finance pays it');
  await desk.look('estate-executor');

  await record.getByRole('button', { name: 'Withdraw the death notice' }).click();
  const withdraw = page.getByRole('dialog', { name: /^Withdraw the notice/ });
  await withdraw.getByLabel('Why it was a mistake').fill('Her aunt of the same name.');
  await withdraw.getByRole('button', { name: 'Withdraw it' }).click();
  await expect(owed).toHaveCount(0);

  // She moves, her son along; the old address remembers.
  await page.getByRole('heading', { level: 1, name: 'Agnieszka Wilk' }).click();
  await page.keyboard.press('h');
  const move = page.getByRole('dialog', { name: 'Agnieszka Wilk has moved' });
  await move.getByLabel('New address').fill('Swan Street');
  await move.getByRole('radiogroup', { name: 'Found' }).getByRole('radio').first().check();
  await move.getByRole('checkbox', { name: 'Kacper Wilk' }).check();
  await desk.isAccessible('a move');
  await move.getByLabel('What was said').press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Addresses and names of before' })).toContainText('17 Weavers Row');
  await desk.look('moved');
  await desk.find('17 Weavers Row', /Weavers Row/);
  await expect(page.getByRole('region', { name: 'Lived here before' })).toContainText('Agnieszka Wilk');
  await desk.isAccessible('an address somebody left');
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  const hers = (row: Record<string, unknown>) => row['resident_id'] === 'resident-agnieszka-wilk';
  expect(rows.interpreting.filter(hers).map((row) => [row['kind'], row['reference']]).toSorted()).toEqual([['child-declined', ''], ['telephone', 'LX-4417']]);
  const decided = rows.decision.find((row) => row['reference'] === reference);
  expect(rows.message.filter((row) => row['decision_id'] === decided?.['id'])).toMatchObject([{ language: 'pl', status: 'queued' }]);
  expect(rows.payment.filter((row) => row['decision_id'] === decided?.['id'])).toMatchObject([{ status: 'instructed', amount: 1000 }]);
  expect(rows.task.filter((row) => row['title'] === 'Pay what was held to the executor')).toMatchObject([{ status: 'cancelled' }]);
});

test('a leader reads the letter as it will go out: in Polish, with the English beside it, and for the amount as it is typed', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Agnieszka Wilk', /Agnieszka Wilk/);
  const form = await desk.fillGoodwill('40', 'Recycling missed twice, and a call-back that nobody made.');
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });
  const leader = await (await council.desk('team-leader')).signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /Agnieszka Wilk/ }).first().click();
  const letter = leader.page.getByRole('region', { name: 'Approved, the resident is told' });
  await expect(letter).toContainText('Przepraszamy. To był nasz błąd i wypłacamy Państwu £40');
  await expect(letter).toContainText('It goes out in Polish. In English it says:');
  await leader.isAccessible('an answer in Polish');
  await leader.look('answer-in-polish');
  await leader.page.getByLabel('Amount to approve').fill('30');
  await expect(letter).toContainText('wypłacamy Państwu £30');
});

test('what is to be booked waits in one list over all residents: opened by its number, marked with its reference, and the record says so', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await page.keyboard.press('Alt+7');
  const waiting = page.getByRole('list', { name: 'To be booked' });
  const agnieszkas = waiting.getByRole('listitem').filter({ hasText: 'Agnieszka Wilk' });
  await expect(waiting).toContainText(/Parveen Akhtar.*Interpreter.*Mere Street Hub, room 2 · in Urdu · for Council tax reduction · asked by Kasia Nowak/);
  await expect(agnieszkas).toHaveCount(0);
  const before = await waiting.getByRole('listitem').count();
  await desk.find('Agnieszka Wilk', /Agnieszka Wilk/);
  await care(desk).getByRole('button', { name: 'Book interpreter' }).click();
  const booking = page.getByRole('dialog', { name: 'Book interpreter for Agnieszka Wilk' });
  await booking.getByLabel('Where').fill('Mere hub, room 2');
  await booking.getByRole('combobox', { name: 'Whose appointment it is' }).fill('Adult');
  await page.getByRole('option', { name: 'Adult social care' }).click();
  await booking.getByRole('button', { name: /^Book it/ }).click();
  await expect(care(desk)).toContainText(/Booked for .*Mere hub, room 2/);

  await desk.openRequests();
  await expect(page.getByRole('navigation', { name: 'Requests' }).getByRole('button', { name: new RegExp(`Bookings.*${String(before + 1)} to book`) })).toBeVisible();
  await page.keyboard.press('Alt+7');
  await expect(waiting.getByRole('listitem')).toHaveCount(before + 1);
  await expect(agnieszkas).toContainText(/Agnieszka Wilk.*Interpreter.*Mere hub, room 2 · in Polish · for Adult social care · asked by /);
  await desk.isAccessible('bookings');
  await desk.look('bookings');
  await page.keyboard.press(await agnieszkas.locator('kbd').first().innerText());
  await expect(page.getByRole('heading', { name: 'Agnieszka Wilk', level: 1 })).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await waiting.getByRole('button', { name: /^Mark as booked for Agnieszka Wilk/ }).press('Enter');
  const confirming = page.getByRole('dialog', { name: /^Booked for/ });
  await confirming.getByLabel('Reference').fill('LL-2044');
  await confirming.getByLabel('Reference').press('Enter');
  await expect(confirming).toBeHidden();
  await expect(agnieszkas).toHaveCount(0);
  await expect(waiting.getByRole('listitem')).toHaveCount(before);
  const done = page.getByRole('list', { name: 'Booked in the last 24 hours' });
  await expect(done).toContainText(/Agnieszka Wilk.*LL-2044, marked by /);
  await desk.look('bookings-done');
  await done.getByRole('button', { name: 'Agnieszka Wilk', exact: true }).click();
  await expect(care(desk)).toContainText(/Booked for .*Mere hub, room 2: confirmed, LL-2044/);
});
