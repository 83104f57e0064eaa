/// <reference lib="dom" />
/** The main job by keyboard alone: not one click, from the passphrase to the team leader's answer. */
import type { Page } from '@playwright/test';
import { demoPassphrase } from './harness/desk.ts';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

/** Presses Tab (or another key) until what has the focus is named so; fails where it never is. */
async function pressUntil(page: Page, key: string, name: RegExp, most = 60): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      // The page itself holds every word there is.
      if (element === null || element.matches('body, main, [role=feed], [role=article], article')) return '';
      const labels = 'labels' in element ? [...(element as HTMLInputElement).labels ?? []].map((label) => label.textContent) : [];
      const labelled = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '');
      return [element.getAttribute('aria-label') ?? '', ...labels, ...labelled, element.textContent].join(' ').trim();
    });
    if (name.test(focused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Pressing ${key} never reached ${String(name)}`);
}

/** Whose focus it is where a dialog’s first field loses it for most of a second, as a list that closes does on a busy machine: its role. */
function focusAfterLateFrames(page: Page): Promise<string | null> {
  return page.evaluate(() => new Promise((resolve) => {
    const held: FrameRequestCallback[] = [];
    const frame = window.requestAnimationFrame.bind(window);
    const looking = setInterval(() => {
      const { activeElement } = document;
      if (activeElement?.matches('[role=dialog] input') !== true) return;
      clearInterval(looking);
      window.requestAnimationFrame = (run) => held.push(run);
      (activeElement as HTMLElement).blur();
      setTimeout(() => {
        window.requestAnimationFrame = frame;
        resolve(document.activeElement?.getAttribute('role') ?? null);
        for (const run of held) frame(run);
      }, 700);
    }, 1);
  }));
}

async function signInByKeyboard(desk: Desk): Promise<void> {
  const { page } = desk;
  await pressUntil(page, 'Tab', /./);
  await expect(async () => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.type)).toBe('radio');
  }).toPass();
  for (let press = 0; press < 30 && !await page.getByRole('radio', { name: new RegExp(desk.options.person.name) }).isChecked(); press += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Tab');
  await page.keyboard.type(await demoPassphrase());
  await page.keyboard.press('Enter');
  await expect(desk.search).toBeVisible({ timeout: 30_000 });
}

test('sign in, find, log a contact, decide, ask, answer: by keyboard alone', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  const { page } = desk;
  await signInByKeyboard(desk);

  await page.keyboard.press('/');
  await page.keyboard.type('margaret okafor');
  await expect(page.getByRole('option', { name: /Margaret Okafor/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Margaret Okafor/ }).first()).toBeVisible();

  await page.keyboard.press('c');
  await pressUntil(page, 'Tab', /^.*Reason/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', /Outcome/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', /Note/);
  await page.keyboard.type('By keyboard alone.');
  await page.keyboard.press('Control+Enter');
  await expect(desk.timeline.getByText('By keyboard alone.').first()).toBeVisible();

  await pressUntil(page, 'Tab', /^Decide.*Goodwill/, 120);
  const taken = focusAfterLateFrames(page);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  expect(await taken).not.toBe('dialog');
  await expect(dialog.getByLabel('Amount', { exact: true })).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('40');
  await pressUntil(page, 'Tab', /^.*Reason/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await pressUntil(page, 'Tab', /Why, in a sentence/);
  await page.keyboard.type('Three collections were missed.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText(/^CF-/).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  const leader = await council.desk('team-leader');
  await signInByKeyboard(leader);
  await leader.page.keyboard.press('Alt+2');
  await expect(leader.page.getByRole('option', { name: /£40/ }).first()).toBeVisible();
  await leader.page.keyboard.press('j');
  await leader.page.keyboard.press('l');
  await expect(leader.page.getByLabel('Amount to approve')).toBeFocused();
  await leader.page.keyboard.type('30');
  await leader.page.keyboard.press('Control+Enter');
  await expect(desk.authority.getByText(/Approved £30 of £40/)).toBeVisible();
});
