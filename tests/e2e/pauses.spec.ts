/// <reference lib="dom" />
/** A planned pause in a real window: announced, counted down, entered and left, with work done during it arriving once. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectFolder } from '../../scripts/centre-process.ts';
import { centreRows } from './harness/centre-rows.ts';
import { expect, test } from './harness/council.ts';

const run = promisify(execFile);

/** The centre's own command, over the store that a running centre has open. */
async function announce(dataFolder: string, fromMs: number, forMs: number): Promise<void> {
  const startsAt = Date.now() + fromMs;
  await run(process.execPath, ['src/central/cli.ts', 'pause', 'announce', '--council', path.join(projectFolder, 'resources/demo-council'), '--data', dataFolder,
    '--from', new Date(startsAt).toISOString(), '--until', new Date(startsAt + forMs).toISOString(), '--reason', 'server move'], { cwd: projectFolder });
}

test('a planned pause is announced, counted down, entered and left; work done during it arrives once', async ({ council }) => {
  test.setTimeout(150_000);
  const desk = await (await council.desk('customer-service-operative')).signIn();
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  // The command itself may take seconds to start on a busy machine.
  await announce(council.dataFolder, 25_000, 20_000);
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
