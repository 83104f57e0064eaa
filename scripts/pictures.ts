/** `npm run pictures`: every main screen of the demo council as it is, for docs/images. Needs no display of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Desk, demoPerson } from '../tests/e2e/harness/desk.ts';
import { build, buildIsStale } from './build.ts';
import { projectFolder, startCentre } from './centre-process.ts';
import { launchSettings, provisionElectron, runWithDisplay } from './runtime/provision.ts';

if (process.env['CASEFRONT_PICTURES_INSIDE'] === undefined) {
  const runtime = await provisionElectron();
  if (buildIsStale() && !await build()) process.exit(1);
  process.exit(await runWithDisplay(launchSettings(runtime), process.execPath, process.argv.slice(1), { CASEFRONT_PICTURES_INSIDE: '1' }));
}

const WIDE = { width: 1920, height: 1080 };
const folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-pictures-'));
const picturesFolder = path.join(projectFolder, 'docs/images');
const centre = await startCentre({ councilFolder: path.join(projectFolder, 'resources/demo-council'), dataFolder: path.join(folder, 'centre'), onLine: () => undefined });
const desks: Desk[] = [];

async function deskOf(post: string, viewport?: { width: number; height: number }): Promise<Desk> {
  const desk = new Desk({
    centralUrl: centre.url, userData: path.join(folder, `${post}-${String(desks.length)}`), person: await demoPerson(post), picturesFolder,
    ...viewport === undefined ? {} : { viewport },
  });
  desks.push(desk);
  return desk.open();
}

/** What comes to rest after a change is what is shown: animations, and the news a desk has just heard. */
const look = async (desk: Desk, name: string): Promise<void> => {
  await desk.page.waitForTimeout(600);
  await desk.look(name);
  console.log(`docs/images/${name}.png`);
};

try {
  const desk = await deskOf('customer-service-operative');
  const { page } = desk;
  await look(desk, 'sign-in');
  await desk.signIn();
  await look(desk, 'home');
  await page.keyboard.press('Control+k');
  await desk.search.pressSequentially('john smith');
  await page.getByRole('listbox', { name: 'Results' }).getByRole('option').first().waitFor();
  await look(desk, 'search');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await desk.authority.getByRole('button').first().waitFor();
  await look(desk, 'single-view');
  for (const theme of ['dark', 'contrast', 'light']) {
    await desk.useTheme(theme);
    if (theme !== 'light') await look(desk, `single-view-${theme}`);
  }
  await desk.startContact();
  await page.getByLabel('Note').first().fill('Rang about the bin again. Explained the goodwill payment.');
  await look(desk, 'contact');
  await desk.fillGoodwill('40', 'Three missed collections and a complaint that was lost.');
  await look(desk, 'decision');
  await page.getByRole('dialog').getByRole('button', { name: /^Ask a team leader/ }).click();
  await desk.takeReference();
  await desk.choose(page.getByRole('region', { name: /^Contact with/ }), 'Reason', /progress/i);
  await look(desk, 'scripts');
  await page.keyboard.press('Alt+w');
  await page.getByRole('dialog').waitFor();
  await look(desk, 'wrap-up');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await page.getByRole('heading', { name: 'Queue', exact: true }).waitFor();
  await look(desk, 'queue');
  await desk.syncLine.click();
  await page.getByRole('heading', { name: 'Sync', exact: true }).waitFor();
  await look(desk, 'sync');
  await page.keyboard.press('Control+k');
  await desk.search.fill('Tarrant');
  await page.getByRole('option', { name: /Olive Tarrant/ }).first().click();
  await page.getByRole('heading', { name: 'Olive Tarrant' }).waitFor();
  await page.keyboard.press('b');
  await page.getByLabel('Note').first().fill('Asks when the bins of Osier Lane will be emptied.');
  await look(desk, 'councillor');

  const leader = await deskOf('team-leader');
  await leader.signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /£40/ }).first().click();
  await look(leader, 'requests');
  await leader.page.keyboard.press('Alt+7');
  await leader.page.getByRole('heading', { name: 'Bookings', exact: true }).waitFor();
  await look(leader, 'bookings');
  await leader.page.keyboard.press('Alt+6');
  await look(leader, 'markers');
  await leader.page.keyboard.press('Alt+5');
  await leader.page.getByRole('heading', { name: 'Duplicates', exact: true }).waitFor();
  await look(leader, 'duplicates');

  const governance = await deskOf('governance-officer');
  await governance.signIn();
  await governance.page.keyboard.press('Alt+4');
  await look(governance, 'governance');

  const wide = await deskOf('customer-service-operative', WIDE);
  await wide.signIn();
  await wide.find('Colin Marsh', /Colin Marsh/);
  await wide.authority.getByRole('button').first().waitFor();
  await look(wide, 'single-view-wide');
  await wide.page.getByRole('button', { name: new RegExp(wide.options.person.name) }).click();
  await wide.page.getByRole('menuitemradio', { name: 'Cymraeg' }).click();
  await wide.page.keyboard.press('Escape');
  await look(wide, 'single-view-welsh');
} finally {
  await Promise.allSettled(desks.map((desk) => desk.close()));
  await centre.stop();
  await rm(folder, { recursive: true, force: true });
}
