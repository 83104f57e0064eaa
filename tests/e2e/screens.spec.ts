/// <reference lib="dom" />
/** Every screen is accessible, in each theme, and fits its window at 1366x768 and at 200 % text. */
import { expect, test } from './harness/council.ts';

test('sign-in, search, single view, decision, requests and sync: clean for assistive technology in every theme', async ({ council }) => {
  test.setTimeout(240_000);
  const desk = await council.desk('customer-service-operative');
  await desk.isAccessible('sign-in');
  await desk.signIn();
  await desk.isAccessible('home');
  for (const theme of ['light', 'dark', 'contrast']) {
    await desk.useTheme(theme);
    await desk.page.keyboard.press('Control+k');
    await desk.search.fill('john smith');
    await expect(desk.page.getByRole('option').first()).toBeVisible();
    await desk.isAccessible(`search, ${theme}`);
    await desk.find('Margaret Okafor', /Margaret Okafor/);
    await expect(desk.timeline).toBeVisible();
    await desk.isAccessible(`single view, ${theme}`);
    await desk.startContact();
    await desk.isAccessible(`contact, ${theme}`);
    await desk.fillGoodwill('10', 'Two missed collections.');
    await desk.isAccessible(`decision, ${theme}`);
    await desk.page.keyboard.press('Escape');
    await desk.openRequests();
    await desk.isAccessible(`requests, ${theme}`);
    await desk.syncLine.click();
    await expect(desk.page.getByRole('heading', { name: 'Sync', exact: true })).toBeVisible();
    await expect(desk.page.getByText('Residents and organisations')).toBeVisible();
    await desk.isAccessible(`sync, ${theme}`);
    await desk.page.getByRole('button', { name: 'Make a report' }).click();
    await expect(desk.page.getByRole('region', { name: 'The whole report' })).toBeVisible();
    await desk.isAccessible(`report, ${theme}`);
    await desk.page.keyboard.press('Escape');
  }
});

test('nothing scrolls sideways at 1366x768, and at 200 % text everything is still reached', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.timeline).toBeVisible();
  const sideways = (): Promise<number> => desk.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await sideways()).toBeLessThanOrEqual(0);
  await desk.app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(2); });
  expect(await sideways()).toBeLessThanOrEqual(0);
  await desk.authority.getByRole('button', { name: /goodwill/i }).first().scrollIntoViewIfNeeded();
  await desk.authority.getByRole('button', { name: /goodwill/i }).first().click();
  await expect(desk.page.getByRole('dialog').getByLabel('Amount', { exact: true })).toBeVisible();
});
