/** The whole app and the centre are killed one after the other while somebody works: what they saw saved is at the centre, once. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('the app is killed as soon as a contact is saved, again and again, and the centre with it', async ({ council }) => {
  const notes = ['The first crew never came.', 'The second crew came late.'];
  const desk = await council.desk('customer-service-operative');
  for (const [n, note] of notes.entries()) {
    await desk.signIn();
    await desk.find('Margaret Okafor', /Margaret Okafor/);
    await desk.logContact(note);
    // Saved on this desk by now; on its way to the centre, or not yet.
    await (n === 1 ? Promise.all([council.kill(), desk.kill()]) : desk.kill());
    if (n === 1) await council.start();
    await desk.open();
  }
  await desk.signIn();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  for (const note of notes) await expect(desk.timeline.getByText(note)).toHaveCount(1);
  await desk.close();
  await council.kill();
  const { contact } = await centreRows(council.dataFolder);
  expect(contact.map(({ note }) => note).filter((note) => notes.includes(String(note))).toSorted()).toEqual(notes.toSorted());
});

test('the app is killed while a contact is handed over: what was typed comes back, and a colleague has it once', async ({ council }) => {
  const [said, words] = ['The bin by the side gate was missed twice.', 'Wants to know the day.'];
  const amina = await (await council.desk('customer-service-operative')).signIn();
  const tom = await (await council.desk('customer-service-operative', 1)).signIn();
  const bar = amina.page.getByRole('region', { name: 'Contact with Margaret Okafor' });
  await amina.find('Margaret Okafor', /Margaret Okafor/);
  await amina.startContact();
  await amina.choose(bar, 'Reason', 'Report');
  await bar.getByLabel('Note').fill(said);
  await bar.getByLabel('Note').press('Alt+h');
  const typed = amina.page.getByRole('dialog', { name: 'Hand this contact over' });
  await amina.chooseColleague(typed, 'Tom', /Tom Bradley/);
  await typed.getByLabel('What to tell them').fill(words);
  await expect.poll(() => amina.inWindow(`window.casefront.invoke('draft.list', { prefix: 'transfer:' })
    .then(({ value }) => value.drafts.length === 0 ? null : window.casefront.invoke('draft.load', { key: value.drafts[0].key })).then((found) => found?.value.value ?? '')`)).toContain(words);
  await amina.kill();

  const again = async () => {
    await amina.open();
    await amina.signIn();
    await amina.find('Margaret Okafor', /Margaret Okafor/);
    return { note: amina.page.getByRole('region', { name: 'Contact with Margaret Okafor' }).getByLabel('Note'), hand: amina.page.getByRole('dialog', { name: 'Hand this contact over' }) };
  };
  const first = await again();
  await expect(first.note).toHaveValue(said);
  await first.note.press('Alt+h');
  await expect(first.hand.getByRole('combobox', { name: 'Colleague' })).toHaveValue(/Tom Bradley/);
  await expect(first.hand.getByLabel('What to tell them')).toHaveValue(words);
  await first.hand.getByLabel('What to tell them').press('Control+Enter');
  // Somewhere between the press and the two pieces of work that come of it.
  await amina.kill();

  const { note, hand } = await again();
  const onRecord = amina.timeline.getByText(said);
  await expect(note.or(onRecord).first()).toBeVisible();
  if (await note.isVisible()) {
    await expect(note).toHaveValue(said);
    await note.press('Alt+h');
    const [form, own] = [hand.getByLabel('What to tell them'), hand.getByRole('button', { name: 'Save your part' })];
    await expect(form.or(own)).toBeVisible();
    if (await form.isVisible()) {
      await expect(form).toHaveValue(words);
      await form.press('Control+Enter');
    } else {
      await expect(hand).toContainText(words);
      await own.press('Enter');
    }
    await expect(hand).toBeHidden();
  }
  await expect(onRecord).toHaveCount(1);
  await expect(tom.page.getByRole('region', { name: 'Handed over' }).getByText(`Amina Yusuf hands over Margaret Okafor: ${words}`)).toHaveCount(1);
  await expect(amina.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await Promise.all([amina.close(), tom.close()]);
  await council.stop();
  const { contact, transfer } = await centreRows(council.dataFolder);
  expect(transfer).toMatchObject([{ status: 'waiting', words, to_staff_id: 'staff-tom-bradley' }]);
  expect(contact.filter((row) => row['note'] === said)).toMatchObject([{ id: transfer[0]?.['contact_id'], outcome: 'referred' }]);
});

test('handed over, and killed before the own part was saved: the screen says who has it, saves that part, or takes it back for another', async ({ council }) => {
  const amina = await (await council.desk('customer-service-operative')).signIn();
  /** What is in the window that is open now. */
  const now = () => {
    const bar = amina.page.getByRole('region', { name: 'Contact with Margaret Okafor' });
    return { bar, note: bar.getByLabel('Note'), hand: amina.page.getByRole('dialog', { name: 'Hand this contact over' }), banner: amina.page.getByRole('region', { name: 'Handed over' }) };
  };
  /** Hands it to Tom, and is killed before the rest of that press. */
  const handAndDie = async (said: string) => {
    const { bar, note: typed } = now();
    await amina.find('Margaret Okafor', /Margaret Okafor/);
    await amina.startContact();
    await amina.choose(bar, 'Reason', 'Report');
    await typed.fill(said);
    await expect.poll(() => amina.inWindow(`(async () => {
      const { value } = await window.casefront.invoke('draft.list', { prefix: 'contact:resident:' });
      const draft = JSON.parse((await window.casefront.invoke('draft.load', { key: value.drafts[0].key })).value.value);
      if (draft.note !== ${JSON.stringify(said)}) return null;
      const { contactId, startedAt, channel, reason, avoidable, note, further, councillorId, residentAsked } = draft;
      const args = {
        transferId: crypto.randomUUID(), contactId, residentId: value.drafts[0].key.replace('contact:resident:', ''), propertyId: null, caseId: null, serviceId: null, toStaffId: 'staff-tom-bradley', toTeamId: null, toCategory: null,
        calledName: 'Margaret Okafor', words: 'Wants to know the day.', handedOver: { channel, reason, avoidable, note, further, councillorId, residentAsked }, verifiedLevel: null, actingName: '', startedAt,
      };
      return (await window.casefront.invoke('command.give', { name: 'send-transfer', args })).ok;
    })()`)).toBe(true);
    await amina.kill();
    await amina.open();
    await amina.signIn();
    await amina.find('Margaret Okafor', /Margaret Okafor/);
    const { note, hand, ...there } = now();
    await expect(note).toHaveValue(said);
    await note.press('Alt+h');
    await expect(hand).toContainText('Handed to Tom Bradley already');
    await expect(hand.getByRole('combobox')).toHaveCount(0);
    await expect(hand.getByRole('button', { name: 'Save your part' })).toBeFocused();
    return { note, hand, ...there };
  };

  const { hand: already } = await handAndDie('The bin was missed twice.');
  for (const theme of ['dark', 'contrast', 'light'] as const) {
    await amina.useTheme(theme);
    await amina.isAccessible(`handed over already, ${theme}`);
    await amina.look(`handed-already-${theme}`);
  }
  await amina.page.keyboard.press('Enter');
  await expect(already).toBeHidden();
  await expect(amina.timeline.getByText('The bin was missed twice.')).toHaveCount(1);

  const { note, hand, banner } = await handAndDie('The street light is out.');
  await amina.page.keyboard.press('Escape');
  await expect(hand).toBeHidden();
  await banner.getByRole('button', { name: 'Take it back' }).last().press('Enter');
  await expect(banner.getByRole('button', { name: 'Take it back' })).toHaveCount(1);
  await expect(note).toHaveValue('The street light is out.');
  await note.press('Alt+h');
  await amina.chooseColleague(hand, 'Kasia', /Kasia Nowak/);
  await hand.getByLabel('What to tell them').press('Control+Enter');
  await expect(banner).toContainText('Handed to Kasia Nowak: Margaret Okafor');
  await expect(hand).toBeHidden();
  await expect(amina.timeline.getByText('The street light is out.')).toHaveCount(1);

  await expect(amina.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  await amina.close();
  await council.stop();
  const { contact, transfer } = await centreRows(council.dataFolder);
  const sent = transfer.map(({ to_staff_id: to, status }) => `${String(to)} ${String(status)}`);
  expect(sent.toSorted()).toEqual(['staff-kasia-nowak waiting', 'staff-tom-bradley taken-back', 'staff-tom-bradley waiting']);
  const handed = new Set(transfer.map((row) => row['contact_id']));
  expect(contact.filter((row) => handed.has(row['id'])).map((row) => `${String(row['note'])} ${String(row['outcome'])}`).toSorted()).toEqual(['The bin was missed twice. referred', 'The street light is out. referred']);
});
