/// <reference lib="dom" />
/** Every screen is accessible, in each theme, and fits its window at 1366x768 and at 200 % text. */
import { expect, test } from './harness/council.ts';

test('sign-in, search, single view, decision, requests and sync: clean for assistive technology in every theme', async ({ council }) => {
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

test('nothing scrolls sideways at 1366x768 or at 200 % text; a leader’s reviews are clean in every theme', async ({ council }) => {
  const leader = await (await council.desk('team-leader')).signIn();
  const screens: readonly (readonly [keys: string, heading: string])[] =
    [['Alt+2', 'Requests'], ['Alt+7', 'Bookings'], ['Alt+3', 'Queue'], ['Alt+4', 'Governance'], ['Alt+5', 'Duplicates'], ['Alt+6', 'Markers'], ['Alt+s', 'Sync']];
  const open = async ([keys, heading]: readonly [string, string]): Promise<void> => {
    await leader.page.keyboard.press(keys);
    await expect(leader.page.getByRole('heading', { name: heading, exact: true }).first()).toBeVisible();
  };
  for (const factor of [2, 1]) {
    await leader.enlarge(factor);
    for (const screen of screens) {
      await open(screen);
      expect(await leader.sideways(), `${screen[1]} at ${String(factor)} times`).toBeLessThanOrEqual(0);
    }
  }
  for (const theme of ['light', 'dark', 'contrast']) {
    await leader.useTheme(theme);
    for (const screen of screens.slice(4, 6)) {
      await open(screen);
      await leader.isAccessible(`${screen[1]}, ${theme}`);
    }
  }
});

test('the wrap-up is clean in every theme, and at 200 % text everything of a record is still reached', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  const { page } = desk;
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  expect(await desk.sideways()).toBeLessThanOrEqual(0);
  await page.keyboard.press('Alt+w');
  await expect(page.getByRole('dialog')).toBeVisible();
  await desk.isAccessibleInThemes('wrap-up');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await desk.enlarge(2);
  expect(await desk.sideways()).toBeLessThanOrEqual(0);
  await desk.authority.getByRole('button', { name: /goodwill/i }).first().scrollIntoViewIfNeeded();
  await desk.authority.getByRole('button', { name: /goodwill/i }).first().click();
  await expect(page.getByRole('dialog').getByLabel('Amount', { exact: true })).toBeVisible();
});
