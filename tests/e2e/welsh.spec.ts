/// <reference lib="dom" />
/** The screen in Welsh: chosen at sign-in, whole, accessible, and nothing cut off though its words are longer. */
import type { Page } from '@playwright/test';
import { demoPassphrase } from './harness/desk.ts';
import { expect, test } from './harness/council.ts';

/** Buttons, tabs and headings whose words do not fit, and how far the page goes beyond its window. */
const cutOff = (page: Page): Promise<string[]> => page.evaluate(() => {
  const cut = [...document.querySelectorAll<HTMLElement>('button, a, h1, h2, h3, label, dt, th, [role=tab], [role=radio]')]
    .filter((element) => element.clientWidth > 2 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== 'visible')
    .map((element) => element.innerText);
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return beyond > 0 ? [...cut, `the page is ${String(beyond)} too wide`] : cut;
});

test('choose Welsh at sign-in, find somebody and write a contact; back in English nothing typed is lost', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  const { page } = desk;
  const html = page.locator('html');
  await page.getByRole('radio', { name: new RegExp(desk.options.person.name) }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase());
  await page.getByRole('button', { name: 'Cymraeg' }).click();
  await expect(page.getByRole('heading', { name: 'Mewngofnodi' })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'cy');
  await expect(page.getByRole('button', { name: 'English' })).toBeFocused();
  await desk.isAccessible('sign-in in Welsh');
  await desk.look('welsh-sign-in');
  expect(await cutOff(page)).toEqual([]);

  // What was typed in English signs in.
  await page.getByRole('button', { name: 'Mewngofnodi', exact: true }).click();
  const search = page.getByRole('combobox', { name: 'Chwilio am breswylwyr, cyfeiriadau ac achosion' });
  await expect(search).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Mae’r holl waith wedi’i gadw’n ganolog').first()).toBeVisible({ timeout: 30_000 });
  await search.fill('margaret okafor');
  const results = page.getByRole('listbox', { name: 'Canlyniadau' });
  await expect(results.getByText(/^Ganed \d+ (Ion|Chwe|Maw|Ebr|Mai|Meh|Gor|Aws|Med|Hyd|Tach|Rhag) \d{4}$/).first()).toBeVisible();
  await desk.isAccessible('search in Welsh');
  await results.getByRole('option', { name: /Margaret Okafor/ }).first().click();
  await expect(page.getByRole('region', { name: 'Llinell amser' })).toBeVisible();
  await expect(page.getByText(/Gallwch benderfynu hyn hyd at £/).first()).toBeVisible();
  // The search began a contact; C opens it.
  await page.keyboard.press('c');
  const note = page.getByLabel('Nodyn', { exact: true });
  await note.fill('Ffoniodd am y biniau.');
  await desk.isAccessible('contact in Welsh');
  await desk.look('welsh-contact');
  expect(await cutOff(page)).toEqual([]);

  await page.getByRole('button', { name: /Cadw’r cyswllt/ }).click();
  await expect(page.getByText('Pam y gwnaethant gysylltu?')).toBeVisible();
  await desk.isAccessible('wrap-up in Welsh');
  expect(await cutOff(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: new RegExp(desk.options.person.name) }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await page.keyboard.press('Escape');
  await expect(html).toHaveAttribute('lang', 'en-GB');
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('Ffoniodd am y biniau.');
});
