/// <reference lib="dom" />
/** The contact in real windows: a whole call without a mouse, several reasons in one, a councillor’s enquiry, an open counter. */
import type { Locator } from '@playwright/test';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('a whole call by keyboard: found, begun by itself, verified, decided, wrapped up in five keystrokes', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: 'Contact with Margaret Okafor' });
  const focusOn = async (target: Locator, most = 80) => {
    for (let press = 0; press < most && !await target.evaluate((element) => element === document.activeElement); press += 1) await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };

  await page.keyboard.press('/');
  await page.keyboard.type('margaret okafor');
  await expect(page.getByRole('option', { name: /Margaret Okafor/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bar.getByText(/Began with your search/)).toBeVisible();
  await expect(bar.getByRole('timer')).toBeVisible();
  await desk.isAccessible('a contact that began by itself');
  await desk.look('contact-by-itself');

  // Left with nothing done, it is gone; from the list of who was open none begins.
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('Nothing unfinished.', { exact: false })).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(bar.getByRole('button', { name: /^Log a contact with Margaret/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('margaret okafor');
  await expect(page.getByRole('option', { name: /Margaret Okafor/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bar.getByText(/Began with your search/)).toBeVisible();

  await page.keyboard.press('v');
  const verify = page.getByRole('dialog');
  await expect(verify).toBeVisible();
  for (const right of await verify.getByRole('radio', { name: 'Right' }).all()) {
    await focusOn(right);
    await page.keyboard.press('Space');
  }
  await focusOn(verify.getByRole('button', { name: 'Note it', exact: true }));
  await page.keyboard.press('Enter');
  await expect(verify).toBeHidden();
  // What names the contact makes it one.
  await expect(bar.getByText(/Began with your search/)).toBeHidden();

  await focusOn(page.getByRole('button', { name: /^Decide.*Goodwill/ }), 140);
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog');
  await expect(form.getByLabel('Amount', { exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('10');
  await focusOn(form.getByRole('button', { name: /Reason/ }).first());
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await focusOn(form.getByLabel('Why, in a sentence'));
  await page.keyboard.type('Two collections were missed.');
  for (const field of await form.getByLabel('Where it can be found').all()) {
    await focusOn(field);
    await page.keyboard.type('Crew log');
  }
  for (const box of await form.getByRole('group', { name: 'Confirm' }).getByRole('checkbox').all()) {
    await focusOn(box);
    await page.keyboard.press('Space');
  }
  await page.keyboard.press('Control+Enter');
  await expect(form.getByText(/^CF-/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(form).toBeHidden();

  await page.keyboard.press('c');
  await focusOn(bar.getByLabel('Note'));
  await page.keyboard.type('Apologised for both weeks.');
  await page.keyboard.press('Alt+w');
  const wrapUp = page.getByRole('dialog', { name: 'Wrap up the contact with Margaret Okafor' });
  await expect(wrapUp.getByRole('group', { name: 'Why did they make contact?' })).toBeVisible();
  await desk.isAccessible('the wrap-up');
  await desk.look('contact-wrap-up');
  const answer = (label: string) => wrapUp.getByRole('button', { name: label }).locator('kbd').first().innerText();
  const press = async (label: string) => { await page.keyboard.press((await answer(label)).toLowerCase()); };
  await press('Report of a problem');
  // What was decided in it is the first outcome offered.
  await expect(wrapUp.getByRole('group', { name: 'How did it end?' }).getByRole('button').first()).toContainText('Decided at the desk');
  await page.keyboard.press('Enter');
  await press('Not avoidable');
  await press('I do');
  await expect(wrapUp.getByRole('group', { name: 'By when was it promised?' })).toBeVisible();
  await desk.look('contact-wrap-up-promise');
  await page.keyboard.press('Backspace');
  await press('I do');
  await wrapUp.getByRole('button', { name: /^Within 2 working days/ }).press('Enter');
  await expect(wrapUp).toBeHidden();
  await expect(desk.timeline.getByText('Apologised for both weeks.').first()).toBeVisible();
  await expect(desk.timeline.getByText(/Resolved at first contact so far|Not a first contact/).first()).toBeVisible();
  await expect(page.getByRole('list', { name: 'Promises and call-backs' })).toContainText(/Follow up/);
  await desk.look('contact-wrapped-up');
});

test('one contact about two things begun with nobody named; a councillor is told no more than the request needs; a counter hides names', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: /^Contact with/ });
  await page.keyboard.press('c');
  await bar.getByLabel('Note').fill('Somebody in Osier Lane, bin and council tax.');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await bar.getByRole('button', { name: /^It is about Margaret Okafor/ }).click();
  await expect(bar.getByLabel('Note')).toHaveValue('Somebody in Osier Lane, bin and council tax.');
  await bar.getByRole('button', { name: 'Add another reason' }).click();
  const second = bar.getByRole('group', { name: 'Reason 2' });
  await desk.choose(second, 'Reason', 'Payment');
  await desk.choose(second, 'Outcome', 'Signposted');
  await desk.choose(bar, 'Reason', 'Report of a problem');
  await desk.choose(bar, 'Outcome', 'Logged');
  await desk.isAccessibleInThemes('a contact about two things');
  await bar.getByLabel('Note').press('Control+Enter');
  await expect(desk.timeline.getByText(/Also about Payment/).first()).toBeVisible();

  await bar.getByRole('button', { name: /^Log a contact with Margaret/ }).click();
  await desk.choose(bar, 'Channel', 'Councillor');
  const enquiry = bar.getByRole('region', { name: 'Councillor’s enquiry' });
  await enquiry.getByRole('combobox', { name: 'Which councillor' }).fill('Iqbal');
  await page.getByRole('option', { name: /Sana Iqbal/ }).click();
  await expect(enquiry).toContainText(/speaks for Oxley Rise; this is Mere Bank/);
  await enquiry.getByRole('combobox', { name: 'Which councillor' }).fill('Dhaliwal');
  await page.getByRole('option', { name: /Harjit Dhaliwal/ }).click();
  await enquiry.getByRole('checkbox', { name: 'The resident asked them to act' }).check();
  await expect(enquiry).toContainText(/Tell what this request needs/);
  await bar.getByRole('combobox', { name: 'Service' }).first().fill('Penalty');
  await page.getByRole('option', { name: 'Penalty charge notices' }).first().click();
  await expect(enquiry).toContainText('No councillor influences this');
  await expect(enquiry).toContainText(/Acknowledge by .*, answer by /);
  await desk.choose(bar, 'Reason', 'Dispute');
  await desk.choose(bar, 'Outcome', 'Approved');
  await bar.getByLabel('Note').fill('Asks for the notice to be cancelled.');
  await bar.getByLabel('Note').press('Control+Enter');
  await expect(bar.getByText(/No councillor influences this: nothing was decided here/)).toBeVisible();
  await desk.isAccessible('a councillor’s enquiry');
  await desk.look('contact-councillor');
  await desk.choose(bar, 'Outcome', 'Logged');
  await bar.getByLabel('Note').press('Control+Enter');
  await expect(desk.timeline.getByText(/No influence: logged/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Promises and call-backs' })).toContainText(/Acknowledge the enquiry of Councillor Harjit Dhaliwal/);

  await page.keyboard.press('F7');
  await expect(page.getByRole('banner').getByRole('button', { name: /Discreet/ })).toBeVisible();
  const nobodyReads = (text: string) => expect.poll(() => desk.readable(text)).toEqual([]);
  await page.mouse.move(5, 300);
  await nobodyReads('Okafor');
  await desk.isAccessible('discreet mode');
  await desk.look('discreet');
  await page.keyboard.down('F8');
  expect(await desk.readable('Okafor')).not.toEqual([]);
  await page.keyboard.up('F8');
  await nobodyReads('Okafor');
  const cases = page.getByRole('region', { name: 'Cases' });
  const title = await cases.getByRole('button').first().innerText();
  await nobodyReads(title);
  await page.keyboard.press('e');
  const details = page.getByRole('dialog', { name: 'Change details of Margaret Okafor' });
  await expect(details).toBeVisible();
  await nobodyReads('Okafor');
  await nobodyReads('Osier');
  expect(await desk.readable('Change details of')).not.toEqual([]);
  // Of what stands in the fields only that is read which is being typed.
  await details.getByLabel('First name').focus();
  await expect.poll(() => desk.readableFields('Okafor')).toEqual([]);
  await details.getByLabel('Family name').focus();
  await expect.poll(() => desk.readableFields('Okafor')).toEqual(['Family name']);
  await details.getByLabel('Find an address by its street or postcode').fill('osier');
  await expect(details.getByRole('radio').first()).toBeVisible();
  await nobodyReads('Osier');
  await page.keyboard.down('F8');
  expect((await desk.readableFields('Okafor')).length).toBeGreaterThan(1);
  await page.keyboard.up('F8');
  await desk.look('discreet-dialog');
  await page.keyboard.press('Escape');
  await cases.getByRole('button', { name: title }).first().press('Enter');
  await expect(page.getByRole('dialog', { name: title })).toBeVisible();
  await nobodyReads(title);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+s');
  await expect(page.getByRole('main').getByRole('button', { name: 'Margaret Okafor' }).first()).toBeVisible();
  await nobodyReads('Okafor');
  await page.keyboard.press('F7');
  expect(await desk.readable('Okafor')).not.toEqual([]);

  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.contact.filter((row) => row['note'] === 'Asks for the notice to be cancelled.')).toMatchObject([{ outcome: 'logged', enquiry: { councillorId: 'councillor-mere-1', scope: 'necessary', noInfluence: true } }]);
  expect(rows.contact.filter((row) => row['further_matters'] !== null)).toMatchObject([{ outcome: 'logged', further_matters: [{ reason: 'pay', outcome: 'signposted' }] }]);
});

test('a councillor is found and begun in one key; their page tells what is open and what came of it', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: /^Contact with/ });
  const asks = bar.getByRole('combobox', { name: 'Which councillor' });
  const margaret = page.getByRole('heading', { name: 'Margaret Okafor', level: 1 });
  await page.keyboard.press('/');
  await desk.search.fill('cllr dhaliwal');
  await expect(page.getByRole('option', { name: /Harjit Dhaliwal.*Councillor/ })).toHaveAttribute('aria-selected', 'true');
  await desk.look('search-councillor');
  await page.keyboard.press('Control+Enter');
  await expect(asks).toHaveValue(/Harjit Dhaliwal/);
  await expect(page.getByText('They have asked nothing yet.')).toBeVisible();
  await desk.isAccessible('an enquiry begun on a councillor’s page');
  await desk.look('councillor-enquiry');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await bar.getByRole('button', { name: /^It is about Margaret Okafor/ }).click();
  await expect(asks).toHaveValue(/Harjit Dhaliwal/);
  await bar.getByRole('checkbox', { name: 'The resident asked them to act' }).check();
  await desk.choose(bar, 'Reason', 'Dispute');
  await desk.choose(bar, 'Outcome', 'Logged');
  await bar.getByLabel('Note').fill('Asks when the bin is emptied.');
  await bar.getByLabel('Note').press('Control+Enter');
  await expect(bar.getByLabel('Note')).toBeHidden();

  await desk.find('cllr dhaliwal', /Harjit Dhaliwal.*Councillor/);
  await expect(page.getByRole('button', { name: /^Begin their enquiry/ })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Harjit Dhaliwal', level: 1 })).toBeVisible();
  const [open, past] = [page.getByRole('list', { name: 'Open enquiries' }), page.getByRole('list', { name: 'Past enquiries' })];
  await expect(open.getByRole('listitem')).toHaveCount(1);
  await expect(open).toContainText(/Margaret Okafor.*Dispute.*Logged.*Acknowledge by .*Answer by .*Asks when the bin is emptied.*for you to answer · may be told what the request needs/);
  await desk.isAccessible('a councillor’s page');
  await desk.look('councillor');
  await open.getByRole('button', { name: 'Margaret Okafor' }).click();
  await expect(margaret).toBeVisible();
  for (const owed of ['Acknowledge the enquiry of Councillor Harjit Dhaliwal', 'Answer Councillor Harjit Dhaliwal']) {
    await page.getByRole('button', { name: `Follow up: ${owed}` }).click();
    const how = page.getByRole('dialog', { name: 'How did it go?' });
    await desk.choose(how, 'Outcome', 'Done');
    await how.getByRole('button', { name: /^Note it/ }).click();
    await expect(how).toBeHidden();
  }
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(past.getByRole('listitem')).toHaveCount(1);
  await expect(past).toContainText(/Logged.*Acknowledged .*Answered /);
  await expect(page.getByText('Nothing is open: all that they asked has been answered.')).toBeVisible();
  await page.keyboard.press('b');
  await expect(asks).toHaveValue(/Harjit Dhaliwal/);
});

test('an enquiry that names nobody is acknowledged and answered on the councillor’s page by keyboard, offline too, and what came of it stands there', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: /^Contact with/ });
  const [open, past] = [page.getByRole('list', { name: 'Open enquiries' }), page.getByRole('list', { name: 'Past enquiries' })];
  await desk.find('cllr.olive.tarrant@example.org', /Olive Tarrant.*Councillor/);
  await expect(page.getByRole('list', { name: 'Phone and email' })).toContainText(/07700 900525.*cllr\.olive\.tarrant@example\.org/);
  await expect(open).toContainText(/Community Hall.*Fly-tipping.*Acknowledged .*Answer was due .*for Councillors to answer/);
  await expect(past).toContainText(/Penalty charge notices.*What came of it: Notice processing alone decides/);
  await desk.isAccessible('a councillor’s page with enquiries of weeks');
  await desk.look('councillor-weeks');

  await page.keyboard.press('b');
  await desk.choose(bar, 'Reason', 'Request');
  await desk.choose(bar, 'Outcome', 'Logged');
  await bar.getByLabel('Note').fill('Asks when Reedmace Walk is swept.');
  await bar.getByLabel('Note').press('Control+Enter');
  const asked = open.getByRole('listitem').filter({ hasText: 'Asks when Reedmace Walk is swept.' });
  await expect(asked).toContainText(/Nobody named.*Acknowledge by .*Answer by .*for Councillors to answer/);
  await asked.getByRole('button', { name: /^Mark as acknowledged/ }).press('Enter');
  await expect(page.getByRole('dialog', { name: 'Mark Councillor Olive Tarrant’s enquiry as acknowledged' }).getByLabel('How, or what they were told, if anything')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(asked).toContainText(/Acknowledged /);
  await expect(asked.getByRole('button', { name: /^Mark as acknowledged/ })).toHaveCount(0);
  await expect(desk.syncLine).toContainText('All work saved centrally');

  await council.kill();
  await expect(desk.syncLine).toContainText(/offline since/i);
  await page.keyboard.press(await asked.locator('kbd').first().innerText());
  const answered = page.getByRole('dialog', { name: 'Mark Councillor Olive Tarrant’s enquiry as answered' });
  await expect(answered.getByLabel('What came of it, as they were told')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(answered.getByText('Write what came of it, as the councillor was told.')).toBeVisible();
  await desk.isAccessible('marking an enquiry as answered');
  await desk.look('councillor-answer');
  await page.keyboard.type('On Thursday; she was rung.');
  await page.keyboard.press('Control+Enter');
  await expect(answered).toBeHidden();
  await expect(asked).toHaveCount(0);
  await expect(past).toContainText(/Nobody named.*Answered .*Asks when Reedmace Walk is swept\..*What came of it: On Thursday; she was rung\..*not at the centre yet/);
  await expect(desk.syncLine).toContainText('1 waiting');
  await council.start();
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await desk.look('councillor-answered');
  await desk.close();
  await council.stop();
  const { task } = await centreRows(council.dataFolder);
  expect(task.filter(({ done }) => (done as { words?: string } | null)?.words === 'On Thursday; she was rung.')).toMatchObject([{ status: 'done', title: 'Answer Councillor Olive Tarrant' }]);
});

test('an enquiry that begins while another contact is being written: the person says which goes on, and nothing typed is lost', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: 'Contact with nobody named' });
  const note = bar.getByLabel('Note');
  const asks = bar.getByRole('combobox', { name: 'Which councillor' });
  const begin = async () => {
    await page.keyboard.press('Control+k');
    await desk.search.fill('cllr dhaliwal');
    await expect(page.getByRole('option', { name: /Harjit Dhaliwal.*Councillor/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Control+Enter');
    return page.getByRole('dialog', { name: /^Councillor Harjit Dhaliwal asks/ });
  };
  await page.keyboard.press('c');
  await note.fill('A street light is out in Osier Lane.');
  const way = await begin();
  await expect(way).toContainText('“A street light is out in Osier Lane.”');
  await expect(way.getByRole('button', { name: 'Put it aside' })).toBeFocused();
  await desk.isAccessibleInThemes('which contact goes on');
  await page.keyboard.press('Escape');
  await expect(way).toBeHidden();
  await expect(note).toHaveValue('A street light is out in Osier Lane.');
  await expect(asks).toBeHidden();

  await begin();
  await page.keyboard.press('Enter');
  await expect(asks).toHaveValue(/Harjit Dhaliwal/);
  await expect(note).toHaveValue('');
  await note.fill('Asks about the light.');
  const aside = page.getByRole('region', { name: 'Put aside' });
  await expect(aside).toContainText('A street light is out in Osier Lane.');
  await desk.isAccessibleInThemes('a contact put aside');
  // They change places, and what is put aside outlives the page.
  await note.press('Alt+g');
  await expect(note).toHaveValue('A street light is out in Osier Lane.');
  await expect(aside).toContainText('the enquiry of Harjit Dhaliwal');
  await page.reload();
  await expect(aside).toContainText('the enquiry of Harjit Dhaliwal', { timeout: 30_000 });
  await expect(note).toHaveValue('A street light is out in Osier Lane.');

  // Saved first, with what is missing asked for; then the other begins by itself.
  await begin();
  await way.getByRole('button', { name: 'Save it first' }).press('Enter');
  const wrapUp = page.getByRole('dialog', { name: 'Wrap up the contact with nobody named' });
  for (const asked of ['Why did they make contact?', 'How did it end?', 'Could it have been avoided?', 'Who goes on with it?']) {
    await expect(wrapUp.getByRole('group', { name: asked })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await expect(wrapUp).toBeHidden();
  await expect(asks).toHaveValue(/Harjit Dhaliwal/);
  await expect(note).toHaveValue('');
  await expect(aside.getByRole('button')).toHaveCount(1);
  await expect(aside).toContainText('the enquiry of Harjit Dhaliwal');
});
