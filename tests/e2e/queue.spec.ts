/** Two desks at one hub: a number taken at one and called at the other, and a contact handed over with everything typed so far. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('somebody takes a number, is called once, and what is typed goes with them to a colleague', async ({ council }) => {
  const kasia = await (await council.desk('customer-service-operative', 3)).signIn();
  const dev = await (await council.desk('customer-service-operative', 4)).signIn();

  await kasia.page.keyboard.press('Alt+3');
  await expect(kasia.page.getByRole('heading', { name: 'Queue', exact: true })).toBeVisible();
  const waiting = kasia.page.getByRole('listbox', { name: 'Waiting' });
  await expect(waiting.getByRole('option', { name: /John Smith/ })).toBeVisible();
  await kasia.isAccessible('the queue');
  await kasia.look('queue');
  for (const theme of ['dark', 'contrast'] as const) {
    await kasia.useTheme(theme);
    await kasia.isAccessible(`the queue, ${theme}`);
    await kasia.look(`queue-${theme}`);
  }
  await kasia.useTheme('light');
  expect(await kasia.sideways()).toBeLessThanOrEqual(0);

  await kasia.page.getByRole('heading', { name: 'Queue', exact: true }).click();
  await kasia.page.keyboard.press('t');
  const take = kasia.page.getByRole('dialog', { name: 'Put somebody in the queue' });
  await take.getByLabel('Name, or what they wear').fill('Margaret Okafor');
  await take.getByRole('radio', { name: /Margaret Okafor.*Osier/ }).check();
  await take.getByRole('checkbox', { name: 'Should not wait long' }).check();
  await kasia.isAccessibleInThemes('taking a number');
  await take.getByLabel('Note').press('Control+Enter');
  await expect(take.getByText('Tell them this number')).toBeVisible();
  const number = (await take.getByText(/^M-KN\d+$/).innerText()).trim();
  await take.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(take).toBeHidden();
  await expect(waiting.getByRole('option', { name: new RegExp(number) })).toBeVisible();

  await dev.page.keyboard.press('Alt+3');
  const there = dev.page.getByRole('listbox', { name: 'Waiting' });
  await there.getByRole('option', { name: new RegExp(number) }).click();
  await dev.page.getByRole('button', { name: `Call ${number}` }).click();
  await expect(dev.page.getByRole('heading', { name: 'Margaret Okafor', level: 1 })).toBeVisible();
  await expect(dev.page.getByRole('region', { name: 'With you' })).toContainText(number);
  const contact = dev.page.getByRole('region', { name: 'Contact with Margaret Okafor' });
  await expect(contact.getByRole('button', { name: /Walk-in/i })).toBeVisible();
  await expect(waiting.getByRole('option', { name: new RegExp(number) })).toHaveCount(0);
  await dev.page.getByRole('group', { name: new RegExp(number) }).getByRole('button', { name: 'They are here' }).click();

  await dev.choose(contact, 'Reason', 'Report');
  await contact.getByLabel('Note').fill('The bin by the side gate was missed twice.');
  await contact.getByLabel('Note').press('Alt+h');
  const hand = dev.page.getByRole('dialog', { name: 'Hand this contact over' });
  await dev.chooseColleague(hand, 'Kasia', /Kasia Nowak.* at their desk now/);
  await hand.getByLabel('What to tell them').fill('Wants to know the day.');
  await dev.isAccessibleInThemes('handing over');
  await hand.getByLabel('What to tell them').press('Control+Enter');
  await expect(hand).toBeHidden();
  // Their part is on the record, and the number is finished with it.
  await expect(dev.page.getByRole('region', { name: 'With you' })).toHaveCount(0);
  const sent = dev.page.getByRole('region', { name: 'Handed over' });
  await expect(sent).toContainText('Handed to Kasia Nowak: Margaret Okafor');

  const arrived = kasia.page.getByRole('region', { name: 'Handed over' });
  await expect(arrived).toContainText('Dev Patel hands over Margaret Okafor: Wants to know the day.');
  await expect(waiting.getByRole('option', { name: /Handed over: goes ahead/ })).toContainText('Margaret Okafor');
  await kasia.isAccessibleInThemes('something handed over');
  await arrived.getByRole('button', { name: /Can’t take it/ }).click();
  const decline = kasia.page.getByRole('dialog', { name: 'Say why you can’t take it' });
  await decline.getByLabel('What they should know').fill('With somebody, two minutes.');
  await kasia.isAccessibleInThemes('not taking it');
  await decline.getByLabel('What they should know').press('Control+Enter');
  await expect(sent).toContainText('Kasia Nowak can’t take Margaret Okafor: With somebody, two minutes.');
  await sent.getByRole('button', { name: 'Take it back' }).click();
  await expect(contact.getByLabel('Note')).toHaveValue('The bin by the side gate was missed twice.');
  await contact.getByLabel('Note').fill('The bin by the side gate was missed twice. Crew log agrees.');
  await contact.getByLabel('Note').press('Alt+h');
  await dev.chooseColleague(hand, 'Kasia', /Kasia Nowak/);
  await hand.getByLabel('What to tell them').press('Control+Enter');
  await expect(arrived).toContainText('Dev Patel hands over Margaret Okafor');
  await kasia.page.keyboard.press('Alt+t');
  const goesOn = kasia.page.getByRole('region', { name: 'Contact with Margaret Okafor' });
  await expect(goesOn.getByLabel('Note')).toHaveValue('The bin by the side gate was missed twice. Crew log agrees.');
  await expect(kasia.page.getByText(/Spoke with them before: Dev Patel/)).toBeVisible();
  await kasia.look('transfer-taken');
  // At this height the head of the record scrolls under a whole contact; what is cut off by that has no target to measure.
  await goesOn.getByRole('button', { name: 'Collapse' }).press('Enter');
  await kasia.page.getByRole('complementary', { name: 'Scripts and articles' }).getByRole('button', { name: /^Close/ }).press('Enter');
  await kasia.isAccessible('going on with what was handed over');
  await expect(sent).toHaveCount(0);
  await expect(dev.syncLine).toContainText('All work saved centrally');
  await expect(kasia.syncLine).toContainText('All work saved centrally');
  await Promise.all([kasia.close(), dev.close()]);
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.ticket.filter((row) => row['number'] === number)).toMatchObject([{ status: 'finished', called_by: 'staff-dev-patel' }]);
  expect(rows.contact.filter((row) => row['outcome'] === 'referred' && String(row['note']).startsWith('The bin by the side gate'))).toHaveLength(2);
  expect(rows.transfer).toMatchObject([{ status: 'taken-back' }, { status: 'accepted', answered_by: 'staff-kasia-nowak' }]);
});

test('who else has the record open is seen on both desks, with how they speak, and goes with them', async ({ council }) => {
  const amina = await (await council.desk('customer-service-operative')).signIn();
  const leader = await (await council.desk('team-leader')).signIn();
  await amina.find('Margaret Okafor', /Margaret Okafor/);
  await leader.find('Margaret Okafor', /Margaret Okafor/);
  const seen = leader.page.getByRole('list', { name: 'Who else is here' });
  await expect(seen).toContainText(/Amina Yusuf (has this record open|is on the phone about them now) \(Harrowmere Contact Centre\)/);
  await amina.startContact();
  await amina.page.getByLabel('Note').fill('Rings about her bin.');
  await expect(seen).toContainText('Amina Yusuf is on the phone about them now (Harrowmere Contact Centre)');
  await expect(amina.page.getByRole('list', { name: 'Who else is here' })).toContainText(/Sunita Rao/);
  await leader.isAccessible('a record that somebody else has open');
  await leader.look('presence');
  await amina.page.keyboard.press('Alt+3');
  await expect(amina.page.getByRole('heading', { name: 'Queue', exact: true })).toBeVisible();
  await expect(seen).toHaveCount(0);
});

test('a number called while a contact with nobody named is being written is tied to it, or begins one of its own beside it', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative', 3)).signIn();
  const { page } = desk;
  const bar = page.getByRole('region', { name: 'Contact with nobody named' });
  const note = bar.getByLabel('Note');
  const withYou = page.getByRole('region', { name: 'With you' });
  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('heading', { name: 'Queue', exact: true })).toBeVisible();
  const take = async (called: string): Promise<string> => {
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog', { name: 'Put somebody in the queue' });
    await dialog.getByLabel('Name, or what they wear').fill(called);
    await dialog.getByLabel('Note').press('Control+Enter');
    const number = (await dialog.getByText(/^M-KN\d+$/).innerText()).trim();
    await dialog.getByRole('button', { name: 'Done' }).press('Enter');
    await expect(dialog).toBeHidden();
    return number;
  };
  const call = async (number: string) => {
    await page.getByRole('listbox', { name: 'Waiting' }).getByRole('option', { name: new RegExp(number) }).click();
    await page.getByRole('button', { name: `Call ${number}` }).click();
    return page.getByRole('dialog', { name: new RegExp(`^${number} .*is called`) });
  };
  const [green, red] = [await take('Green coat'), await take('Red hat')];
  await page.keyboard.press('c');
  await note.fill('Somebody on the telephone about a light.');

  const first = await call(green);
  await expect(first).toContainText('“Somebody on the telephone about a light.”');
  await desk.isAccessibleInThemes('a number called beside a contact');
  await first.getByRole('button', { name: 'Put it aside' }).press('Enter');
  await expect(note).toHaveValue('');
  await note.fill('Green coat asks about a permit.');
  await expect(page.getByRole('region', { name: 'Put aside' })).toContainText('Somebody on the telephone about a light.');
  await desk.finishContact();
  await expect(withYou).toBeHidden();

  // The one on the telephone is the one in the red hat.
  await page.keyboard.press('Alt+g');
  await expect(note).toHaveValue('Somebody on the telephone about a light.');
  await expect(page.getByRole('region', { name: 'Put aside' })).toBeHidden();
  const second = await call(red);
  await expect(withYou).toContainText(red);
  await second.getByRole('button', { name: 'It is the same contact' }).press('Enter');
  await expect(second).toBeHidden();
  await expect(note).toHaveValue('Somebody on the telephone about a light.');
  await desk.finishContact();
  await expect(withYou).toBeHidden();

  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 15_000 });
  await desk.close();
  await council.stop();
  const { contact, ticket } = await centreRows(council.dataFolder);
  const seenIn = (number: string) => contact.find(({ id }) => id === ticket.find((one) => one['number'] === number)?.['contact_id'])?.['note'];
  expect([seenIn(green), seenIn(red)]).toEqual(['Green coat asks about a permit.', 'Somebody on the telephone about a light.']);
});
