/// <reference lib="dom" />
/** A planned pause in a real window: announced, counted down, entered and left, with work done during it arriving once. */
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

test('a planned pause is announced, counted down, entered and left; work done during it arrives once', async ({ council }) => {
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  // The command itself may take seconds to start on a busy machine.
  const startsAt = Date.now() + 18_000;
  await council.administer('pause', 'announce', '--from', new Date(startsAt).toISOString(), '--until', new Date(startsAt + 16_000).toISOString(), '--reason', 'server move');
  const banner = desk.page.getByRole('region', { name: 'Planned pause' });
  await expect(banner).toContainText(/The council’s systems pause in \d+ seconds?, at \d\d:\d\d, until about \d\d:\d\d: server move\./, { timeout: 15_000 });
  await expect(banner).toContainText('Work goes on here and is sent afterwards.');
  await expect(banner).toContainText('This desk is ready for the pause', { timeout: 15_000 });
  await desk.isAccessible('before a pause');
  // What is read out is said at a few moments: the numbers that run are in no live region.
  expect(await banner.evaluate((element) => element.closest('[aria-live], [role=status], [role=alert]') === null)).toBe(true);

  await expect(banner).toContainText('The council’s systems are paused until about', { timeout: 40_000 });
  await expect(desk.syncLine).toContainText(/Systems paused until about \d\d:\d\d, nothing waiting/);
  await desk.logContact('Entered in the pause.');
  await expect(desk.syncLine).toContainText('1 waiting');
  await expect(banner).toContainText('1 piece is kept and sent afterwards');
  await desk.isAccessible('in a pause');

  await expect(banner).toContainText('The pause is over. Everything entered here is at the centre.', { timeout: 60_000 });
  await expect(desk.syncLine).toContainText('All work saved centrally');
  await desk.page.keyboard.press('Alt+s');
  await desk.page.getByRole('tab', { name: /^Accepted in the last 24 hours/ }).click();
  await expect(desk.page.getByRole('row', { name: /Contact Margaret Okafor/ }).first()).toContainText('accepted');
  await expect(desk.page.getByText('Planned pause', { exact: false }).first()).toBeVisible();
  await desk.close();
  await council.stop();
  const rows = await centreRows(council.dataFolder);
  expect(rows.contact.filter((one) => one['note'] === 'Entered in the pause.')).toHaveLength(1);
});
