/** Contacts with nobody named that are handed over while another is being written: which of them goes on is said by keyboard alone. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('of several contacts with nobody named the person says which goes on, and no word of any is lost', async ({ council }) => {
  const kasia = await (await council.desk('customer-service-operative', 3)).signIn();
  const dev = await (await council.desk('customer-service-operative', 4)).signIn();
  const { page } = kasia;
  const theirs = dev.page.getByRole('region', { name: 'Contact with nobody named' });
  const hand = async (said: string) => {
    await dev.page.keyboard.press('c');
    await dev.choose(theirs, 'Reason', 'Report');
    await theirs.getByLabel('Note').fill(said);
    await theirs.getByLabel('Note').press('Alt+h');
    const dialog = dev.page.getByRole('dialog', { name: 'Hand this contact over' });
    await dev.chooseColleague(dialog, 'Kasia', /Kasia Nowak/);
    await dialog.getByLabel('What to tell them').press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: 'Handed over' })).toContainText('Dev Patel hands over somebody not named');
  };
  const note = page.getByRole('region', { name: 'Contact with nobody named' }).getByLabel('Note');
  const aside = page.getByRole('region', { name: 'Put aside' });
  const which = page.getByRole('dialog', { name: 'Somebody not named is handed to you: what of the contact you are writing?' });
  const ways = ['Put it aside', 'Save it first', 'It is the same contact', 'Not now'].map((name) => which.getByRole('button', { name }));
  /** Goes down to a way on, and presses it. */
  const choose = async (nth: number) => {
    await page.keyboard.press('Alt+t');
    for (const way of ways.slice(0, nth)) {
      await expect(way).toBeFocused();
      await page.keyboard.press('Tab');
    }
    await expect(ways[nth] ?? which).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(which).toBeHidden();
  };

  await page.keyboard.press('Alt+3');
  await expect(page.getByRole('heading', { name: 'Queue', exact: true })).toBeVisible();
  await page.keyboard.press('c');
  await expect(note).toBeVisible();
  await note.focus();
  await page.keyboard.type('Rings about a street light.');
  await hand('About a permit.');
  await expect(page.getByRole('listbox', { name: 'Waiting' }).getByRole('option', { name: /Somebody not named.*Handed over: goes ahead|Handed over: goes ahead.*Somebody not named/ })).toBeVisible();

  await page.keyboard.press('Alt+t');
  await expect(ways[0] ?? which).toBeFocused();
  await expect(which).toContainText('“Rings about a street light.”');
  for (const theme of ['dark', 'contrast', 'light'] as const) {
    await kasia.useTheme(theme);
    await kasia.isAccessible(`which contact goes on, ${theme}`);
    await kasia.look(`handed-which-${theme}`);
  }
  await page.keyboard.press('Escape');
  await expect(which).toBeHidden();
  await choose(3);
  await expect(note).toHaveValue('Rings about a street light.');
  await expect(aside).toBeHidden();

  await choose(0);
  await expect(note).toHaveValue('About a permit.');
  await expect(aside.getByRole('button')).toHaveCount(1);
  await expect(aside).toContainText('Rings about a street light.');

  await hand('About a fence.');
  await choose(2);
  await expect(note).toHaveValue(/About a permit\.[^]*About a fence\./);

  await hand('About a dog.');
  await choose(1);
  const wrapUp = page.getByRole('dialog', { name: 'Wrap up the contact with nobody named' });
  for (const asked of ['How did it end?', 'Could it have been avoided?', 'Who goes on with it?']) {
    await expect(wrapUp.getByRole('group', { name: asked })).toBeVisible();
    await page.keyboard.press('Enter');
  }
  await expect(wrapUp).toBeHidden();
  // Of the fence nobody has said how it ended.
  const missing = page.getByRole('group', { name: 'Reason 2' }).getByRole('button', { name: /Outcome$/ });
  await expect(missing).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('option').first().press('Enter');
  await expect(missing).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(note).toHaveValue('About a dog.');

  // The earliest first, and the others stay where one press reaches them.
  await hand('About a gate.');
  await choose(0);
  await expect(note).toHaveValue('About a gate.');
  await expect(aside.getByRole('button')).toHaveCount(2);
  await kasia.isAccessible('two contacts put aside');
  await kasia.look('handed-two-aside');
  await page.keyboard.press('Alt+g');
  await expect(note).toHaveValue('Rings about a street light.');
  await expect(aside.getByRole('button')).toHaveCount(2);
  await expect(aside).toContainText('About a dog.');
  await expect(aside).toContainText('About a gate.');

  for (const desk of [kasia, dev]) await expect(desk.syncLine).toContainText('All work saved centrally');
  await Promise.all([kasia.close(), dev.close()]);
  await council.stop();
  const { transfer, contact } = await centreRows(council.dataFolder);
  expect(transfer.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
  expect(contact.filter((row) => row['staff_id'] === 'staff-kasia-nowak' && /About a permit\.[^]*About a fence\./.test(String(row['note'])))).toHaveLength(1);
});
