/** Scene 4 in a real window: a daughter rings for her mother. And the timeline by story. */
import { expect, test } from './harness/council.ts';

test('a daughter is told general things only, until her mother is verified and consents, for this contact and no other', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  // The one that began with the search: what is said holds for a contact, and there is none yet.
  await desk.page.getByRole('button', { name: 'Discard' }).click();
  const acting = page.getByRole('region', { name: 'Who may act for them' });
  await expect(acting).toContainText('Nobody else may act for them: general information only.');
  const dialog = page.getByRole('dialog', { name: 'Who may act for Margaret Okafor' });
  const consent = async () => {
    await page.getByRole('heading', { level: 1, name: 'Margaret Okafor' }).click();
    await page.keyboard.press('t');
    await dialog.getByLabel('Who acts').fill('Ngozi Okafor');
    await dialog.getByLabel('What they are to the resident').fill('Daughter');
    await dialog.getByLabel('For what').fill('The missed bin');
    await dialog.getByRole('button', { name: /^Record it/ }).click();
  };
  await consent();
  await expect(dialog.getByText('What is only said holds for one contact. Start the contact first.')).toBeVisible();
  await desk.isAccessible('who may act');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await desk.startContact();
  await consent();
  await expect(dialog.getByText(/Check the identity of the resident first/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('region', { name: 'Identity' }).getByRole('button', { name: /^Check/ }).click();
  const identity = page.getByRole('dialog', { name: /^Check the identity/ });
  for (const question of ['Full name', 'First line of the address and postcode', 'Date of birth']) await identity.getByRole('group', { name: question }).getByRole('radio', { name: 'Right' }).check();
  await identity.getByRole('button', { name: 'Note it' }).click();
  await consent();
  await expect(dialog).toBeHidden();
  await expect(acting).toContainText('Ngozi Okafor (Daughter) may act · The missed bin · Said by the resident, for this contact only');
  await desk.isAccessible('a record with somebody who may act');
  await desk.look('third-party');

  await page.getByLabel('Note').fill('Mother verified, consents to her daughter speaking about the bin.');
  await desk.finishContact();
  await expect(acting).toContainText('Ngozi Okafor’s consent was for another contact: general information only');

  await page.getByRole('heading', { level: 1, name: 'Margaret Okafor' }).click();
  await page.keyboard.press('g');
  await expect(desk.timeline.getByRole('checkbox', { name: 'By story' })).toBeChecked();
  await expect(desk.timeline.getByRole('heading', { level: 3 }).first()).toContainText(/entr(y|ies)/);
  await desk.isAccessible('the timeline by story');
  await desk.look('timeline-stories');
});
