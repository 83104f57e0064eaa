/// <reference lib="dom" />
/** A centre put back to yesterday, as a team leader sees it: the line over the work, and the report over all desks. */
import { cp, rm } from 'node:fs/promises';
import { expect, test } from './harness/council.ts';

test('a restored centre gets its work back; a team leader reads what came of it, by keyboard, in every theme and at 200 % text', async ({ council }) => {
  const yesterday = `${council.dataFolder}-yesterday`;
  await council.stop();
  await cp(council.dataFolder, yesterday, { recursive: true });
  await council.start();
  const leader = await (await council.desk('team-leader')).signIn();
  await leader.page.keyboard.press('Alt+s');
  // Before anything was restored there is a report to ask for, and nothing in it.
  await leader.page.getByRole('button', { name: 'What came of it at every desk' }).press('Enter');
  await expect(leader.page.getByRole('dialog')).toContainText('The centre was not restored in the last three months.');
  await leader.page.keyboard.press('Escape');
  await expect(leader.page.getByRole('dialog')).toBeHidden();

  await leader.find('Margaret Okafor', /Margaret Okafor/);
  await leader.logContact('Logged after the backup was made.');
  await expect(leader.syncLine).toContainText('All work saved centrally');
  await council.stop();
  await rm(council.dataFolder, { recursive: true });
  await cp(yesterday, council.dataFolder, { recursive: true });
  await council.administer('restored');
  await council.start();

  const line = leader.page.getByRole('status').filter({ hasText: /restored/i }).first();
  await expect(line).toBeVisible({ timeout: 40_000 });
  await leader.page.keyboard.press('Alt+s');
  const open = leader.page.getByRole('button', { name: 'What came of it at every desk' }).first();
  await expect(open).toBeVisible();
  await leader.look('restored-sync-page');
  await open.press('Enter');
  const report = leader.page.getByRole('dialog');
  await expect(report.getByRole('heading', { name: 'What came of the restore' })).toBeVisible();
  await expect(report).toContainText(/1/);
  for (const theme of ['light', 'dark', 'contrast']) {
    await leader.useTheme(theme);
    await leader.isAccessible(`what came of the restore, ${theme}`);
    await leader.look(`restored-report-${theme}`);
  }
  await leader.useTheme('light');
  await leader.enlarge(2);
  expect(await leader.sideways()).toBeLessThanOrEqual(0);
  // Playwright measures a window that is zoomed as if it were not: the page itself knows.
  await report.getByRole('button', { name: 'Close' }).last().focus();
  await expect.poll(() => report.getByRole('button', { name: 'Close' }).last().evaluate((button) => {
    const { right, bottom } = button.getBoundingClientRect();
    return { right: Math.max(0, right - window.innerWidth), below: Math.max(0, bottom - window.innerHeight) };
  })).toEqual({ right: 0, below: 0 });
  await leader.look('restored-report-200');
  await leader.page.keyboard.press('Escape');
  await leader.look('restored-sync-page-200');
  await leader.isAccessible('sync page at 200 %');
});
