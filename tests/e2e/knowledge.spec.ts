/** Scripts beside the contact: shown for the reason at hand, ticked off, found wrong, put right by whoever keeps them, and new at the desk. */
import { expect, test } from './harness/council.ts';

test('a script stands beside the contact it fits, is ticked off and found wrong; governance publishes a new version and the desk has it', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  const panel = page.getByRole('complementary', { name: 'Scripts and articles' });
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  await expect(panel).toHaveCount(0);
  const form = page.getByRole('region', { name: /^Contact with/ });
  await form.getByRole('combobox', { name: 'Service' }).fill('Refuse');
  await page.getByRole('listbox').last().getByRole('option').first().click();
  await desk.choose(form, 'Reason', 'Report of a problem');
  await expect(panel.getByRole('heading', { name: 'A missed bin' })).toBeVisible();
  await expect(panel.getByRole('region', { name: 'For this contact' }).getByRole('button').first()).toHaveText(/A missed bin/);
  await form.getByLabel('Note').fill('Grey bin, Thursday.');
  await desk.isAccessible('a script beside the contact');
  await desk.look('script-beside-contact');

  // From the note to the script and back by one key each way.
  await page.keyboard.press('F4');
  await expect(panel.getByRole('checkbox', { name: 'Step 1', exact: true })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('3');
  await expect(panel.getByText('2 of 6 steps')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form.getByLabel('Note')).toBeFocused();
  await page.keyboard.press('F4');
  await page.keyboard.press('F4');
  await expect(panel).toHaveCount(0);
  await expect(form.getByLabel('Note')).toBeFocused();
  await expect(page.getByRole('contentinfo').getByRole('button', { name: /Scripts and articles: \d+ for this contact/ })).toBeVisible();
  await page.keyboard.press('F4');
  // What was ticked is kept with the contact.
  await expect(panel.getByRole('checkbox', { name: 'Step 3', exact: true })).toHaveAttribute('aria-checked', 'true');

  const search = panel.getByLabel('Search scripts and articles');
  await search.fill('interpretor child');
  await expect(panel.getByRole('region', { name: 'Found' }).getByRole('button').first()).toHaveText(/Interpreters: never a child/);
  await desk.isAccessible('search over articles');
  await panel.getByRole('region', { name: 'Found' }).getByRole('button').first().click();
  await expect(panel.getByRole('heading', { name: 'Interpreters: never a child' })).toBeVisible();
  await panel.getByRole('region', { name: 'For this contact' }).getByRole('button', { name: /^A missed bin/ }).click();

  await page.keyboard.press('Alt+n');
  await panel.getByLabel('What was wrong?').fill('The bins go out at 6 am, ring 07700 900123.');
  await expect(panel.getByText(/looks as if it says of whom it is: a phone number/)).toBeVisible();
  await panel.getByLabel('What was wrong?').fill('The bins have to be out by 6 am.');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByText('You said that something was wrong.')).toBeVisible();

  const keeper = await (await council.desk('governance-officer')).signIn();
  await keeper.page.keyboard.press('Alt+4');
  await keeper.page.getByRole('tab', { name: 'Scripts and articles' }).click();
  const wrong = keeper.page.getByRole('region', { name: 'Articles people found wrong' });
  await expect(wrong).toContainText('A missed bin, version 1');
  await expect(wrong).toContainText('The bins have to be out by 6 am.');
  await expect(wrong).toContainText('Refuse and recycling collection, Report of a problem');
  await wrong.getByRole('button', { name: /^Open the article.*A missed bin/ }).press('Enter');
  await keeper.isAccessible('an article and its keeping');
  await keeper.look('article-keeping');
  await keeper.page.getByRole('button', { name: 'Begin a new version' }).press('Enter');
  const body = keeper.page.getByLabel('Words, in Markdown');
  await body.fill((await body.inputValue()).replace('6:30 am', '6 am'));
  await expect(keeper.page.getByRole('region', { name: 'As it will be read' })).toContainText('out by 6 am');
  await expect(keeper.page.getByRole('list', { name: 'What differs from version 1' })).toContainText('6 am');
  await keeper.isAccessible('writing an article');
  await keeper.look('article-editor');
  // Nothing typed is lost by leaving it.
  await keeper.page.keyboard.press('Alt+2');
  await keeper.page.keyboard.press('Alt+4');
  await keeper.page.getByRole('tab', { name: 'Scripts and articles' }).click();
  await expect(body).toHaveValue(/out by 6 am/);
  await keeper.page.getByRole('button', { name: 'Publish', exact: true }).press('Enter');
  await expect(keeper.page.getByText(/Version 2, published by Yemi Balogun/)).toBeVisible();
  await wrong.getByRole('button', { name: /^Seen to.*A missed bin/ }).press('Enter');
  await keeper.page.getByRole('dialog').getByLabel('What came of it, in a line').fill('Put right in version 2.');
  await keeper.page.keyboard.press('Enter');
  await expect(wrong).toContainText('Nobody has found anything wrong');

  await expect(panel.getByText(/A newer version has just come in/)).toBeVisible();
  await expect(panel.getByText('out by 6 am')).toBeVisible();
  await page.keyboard.press('Alt+y');
  await expect(panel.getByText('You said that it was right.')).toBeVisible();
  await desk.isAccessibleInThemes('a script beside the contact');
  for (const [width, height, factor] of [[1920, 1080, 1], [1920, 1080, 2], [1366, 768, 2]] as const) {
    await desk.resize(width, height);
    await desk.enlarge(factor);
    const size = `a script at ${String(width)} and ${String(factor)} times`;
    expect(await desk.sideways(), size).toBeLessThanOrEqual(0);
    const last = panel.getByRole('button').last();
    await last.scrollIntoViewIfNeeded();
    await expect(last, size).toBeInViewport({ ratio: 1 });
    await desk.isAccessible(size);
    await desk.look(size.replaceAll(' ', '-'));
  }
});
