/** A contact half written survives the end of any process of the app. */
import type { Page } from '@playwright/test';
import { expect, test } from './harness/council.ts';
import type { Desk } from './harness/desk.ts';

const NOTE = 'She says the crew left the gate open and the dog got out.';

async function writeHalf(desk: Desk): Promise<void> {
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.startContact();
  await desk.page.getByLabel('Note').fill(NOTE);
  await expect(desk.page.getByText('Draft kept on this desk')).toBeVisible();
}
const isThere = async (page: Page): Promise<void> => {
  await expect(page.getByLabel('Note')).toHaveValue(NOTE, { timeout: 20_000 });
};

test('when the whole app is killed', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await writeHalf(desk);
  await desk.kill();
  await desk.open();
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await isThere(desk.page);
  await expect(desk.page.getByText(/Draft kept from/)).toBeVisible();
});

test('when the engine is killed: it comes back by itself and the note is saved once', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await writeHalf(desk);
  await desk.killEngine();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });
  await isThere(desk.page);
  await desk.finishContact();
  await expect(desk.timeline.getByText(NOTE).first()).toBeVisible();
  await expect(desk.timeline.getByText(NOTE)).toHaveCount(1);
});

test('when the page is killed: the window comes back with the person still signed in and the draft kept', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await writeHalf(desk);
  await desk.crashPage();
  await expect.poll(() => desk.inWindow(`document.querySelector('[role=combobox]') !== null`), { timeout: 20_000 }).toBe(true);
  const loaded = await desk.inWindow(`window.casefront.invoke('draft.list', { prefix: 'contact:' })
    .then(({ value }) => window.casefront.invoke('draft.load', { key: value.drafts[0].key })).then(({ value }) => value.value)`);
  expect(String(loaded)).toContain(NOTE);
});

test('when the desk is locked in the middle', async ({ council }) => {
  const desk = await council.desk('customer-service-operative');
  await writeHalf(desk);
  await desk.page.keyboard.press('Control+l');
  await expect(desk.page.getByRole('heading', { name: 'Sign in to unlock' })).toBeVisible();
  await desk.isAccessible('locked');
  await desk.signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await isThere(desk.page);
});
