/**
 * The guided tour: the main job from sign-in to a reconciled day, in real windows against a real centre that is killed
 * on the way. Leaves pictures and a plain report in artifacts/tour; ends with status 0 only if every step did what it says.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { expect as base } from '@playwright/test';
import { centreRows } from '../tests/e2e/harness/centre-rows.ts';
import { Desk, demoPerson } from '../tests/e2e/harness/desk.ts';
import { projectFolder, startCentre, type CentreProcess } from './centre-process.ts';
import { importedAddress } from './tour-import.ts';

const { values } = parseArgs({
  options: { council: { type: 'string' }, residents: { type: 'string' }, import: { type: 'string' }, postgres: { type: 'string' } },
});
const expect = base.configure({ timeout: 15_000 });
const pictures = path.join(projectFolder, 'artifacts/tour');
const folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-tour-'));
const councilFolder = path.resolve(values.council ?? path.join(projectFolder, 'resources/demo-council'));

interface Step { title: string; showed: string; seconds: number; picture: string | null; ok: boolean }
const steps: Step[] = [];
let stopped = false;

/** Does one step and notes what it showed; after one that failed, the rest are listed as not reached. */
async function step(title: string, picture: { desk: () => Desk; name: string } | null, work: () => Promise<string>): Promise<void> {
  if (stopped) { steps.push({ title, showed: 'not reached', seconds: 0, picture: null, ok: false }); return; }
  const began = performance.now();
  let showed: string;
  let ok = true;
  try {
    showed = await work();
  } catch (error) {
    showed = error instanceof Error ? error.message.split('\n').slice(0, 12).join('\n') : String(error);
    ok = false;
    stopped = true;
  }
  let name: string | null = null;
  if (picture !== null) {
    name = `${String(steps.length + 1).padStart(2, '0')}-${ok ? picture.name : `${picture.name}-failed`}.png`;
    await picture.desk().look(name.replace(/\.png$/, '')).catch(() => { name = null; });
  }
  const seconds = (performance.now() - began) / 1000;
  steps.push({ title, showed, seconds, picture: name, ok });
  console.log(`${ok ? '✓' : '✗'} ${title} (${seconds.toFixed(1)} s)\n    ${showed.replaceAll('\n', '\n    ')}`);
}

await rm(pictures, { recursive: true, force: true });
await mkdir(pictures, { recursive: true });

let centre!: CentreProcess;
const centreOptions = {
  councilFolder, dataFolder: path.join(folder, 'centre'), postgres: values.postgres,
  residents: values.residents === undefined ? undefined : Number(values.residents),
};
const began = performance.now();
await step('Start the central store with the demo council', null, async () => {
  centre = await startCentre({ ...centreOptions, importCsv: values.import, onLine: (line) => { console.log(`    ${line}`); } });
  return `It listens, ${((performance.now() - began) / 1000).toFixed(1)} s after it was asked to.`;
});
if (stopped) process.exit(1);

const makeDesk = async (post: string): Promise<Desk> => new Desk({
  centralUrl: centre.url, userData: path.join(folder, `desk-${post}`), person: await demoPerson(post), picturesFolder: pictures,
});
const desk = await makeDesk('customer-service-operative');
const leader = await makeDesk('team-leader');
const operative = { desk: () => desk };
const teamLeader = { desk: () => leader };
let reference = '';

await step('Open the app', { ...operative, name: 'sign-in' }, async () => {
  await desk.open();
  return `The sign-in screen, with ${desk.options.person.name} among the people to choose from.`;
});
await step('Sign in with the passphrase', { ...operative, name: 'signed-in' }, async () => {
  await desk.signIn();
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 60_000 });
  return (await desk.syncLine.innerText()).trim();
});
await step('Search as you type', { ...operative, name: 'search' }, async () => {
  await desk.page.keyboard.press('Control+k');
  await desk.search.pressSequentially('john smith');
  const options = desk.page.getByRole('option', { name: /John Smith/i });
  await expect(options.nth(1)).toBeVisible();
  return (await options.allInnerTexts()).slice(0, 3).map((text) => text.replaceAll(/\s*\n\s*/g, ', ')).join('\n');
});
await step('Open the single view', { ...operative, name: 'single-view' }, async () => {
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.timeline).toBeVisible();
  await expect(desk.authority.getByRole('button', { name: /goodwill/i }).first()).toBeVisible();
  return (await desk.page.getByRole('heading', { name: /Margaret Okafor/ }).first().innerText()).trim();
});
await step('Log a contact', { ...operative, name: 'contact-logged' }, async () => {
  await desk.logContact('Rang about the bin again. Explained the goodwill payment.');
  await expect(desk.timeline.getByText('Explained the goodwill payment').first()).toBeVisible();
  return 'On the timeline.';
});
await step('Decide £10 goodwill within authority', { ...operative, name: 'decision-form' }, async () => {
  const form = await desk.fillGoodwill('10', 'Two missed collections in a month.');
  await expect(form.getByRole('button', { name: /^Decide £10/ })).toBeEnabled();
  return 'The form says what will happen and what the resident will be told.';
});
await step('Confirm it with one key', { ...operative, name: 'decided' }, async () => {
  await desk.page.keyboard.press('Control+Enter');
  reference = await desk.takeReference();
  await expect(desk.timeline.getByText(reference).first()).toBeVisible();
  return `Reference ${reference}.`;
});
await step('Ask for £40, which is above the limit', { ...operative, name: 'asked' }, async () => {
  const form = await desk.fillGoodwill('40', 'Three missed collections and a complaint that was lost.');
  await form.getByRole('button', { name: /^Ask a team leader/ }).click();
  const asked = await desk.takeReference();
  await expect(desk.authority.getByText(/Waiting for a team leader since/)).toBeVisible();
  return `Request ${asked} waits for a team leader.`;
});
await step('The team leader sees it', { ...teamLeader, name: 'request' }, async () => {
  await leader.open();
  await leader.signIn();
  await leader.openRequests();
  await leader.page.getByRole('option', { name: /£40/ }).first().click();
  await expect(leader.page.getByText('Three missed collections and a complaint that was lost.').first()).toBeVisible();
  return 'With the evidence, the history and their own limit.';
});
await step('The team leader approves £30', { ...teamLeader, name: 'approved' }, async () => {
  await leader.approveLess('30', 'Thirty covers the three collections.');
  return 'Approved for less than was asked.';
});
await step('The operative sees the answer arrive', { ...operative, name: 'answer' }, async () => {
  await expect(desk.authority.getByText(/Approved £30 of £40/)).toBeVisible();
  return (await desk.authority.getByText(/Approved £30 of £40/).first().innerText()).trim();
});
await step('Kill the centre', { ...operative, name: 'offline' }, async () => {
  await leader.close();
  await centre.kill();
  await expect(desk.syncLine).toContainText(/offline since/i);
  return (await desk.syncLine.innerText()).trim();
});
await step('Log a contact offline, then kill the app too', null, async () => {
  await desk.logContact('Rang during the pause. Asked when the refund arrives.');
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.kill();
  return 'One piece of work is sealed on the desk.';
});
await step('Start the app again without a centre', { ...operative, name: 'offline-again' }, async () => {
  await desk.open();
  await desk.signIn();
  await expect(desk.syncLine).toContainText('1 waiting');
  await desk.find('Margaret Okafor', /Margaret Okafor/);
  await expect(desk.timeline.getByText('Asked when the refund arrives').first()).toBeVisible();
  return (await desk.syncLine.innerText()).trim();
});
await step('Start the centre again', { ...operative, name: 'reconnected' }, async () => {
  centre = await startCentre({ ...centreOptions, port: centre.port });
  await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 30_000 });
  return (await desk.syncLine.innerText()).trim();
});
if (values.import !== undefined) {
  const address = await importedAddress(values.import);
  await step(`Find and read an imported request at ${address}`, { ...operative, name: 'imported' }, async () => {
    await desk.find(address, new RegExp(address.split(' ').slice(0, 2).join(' '), 'i'));
    await expect(desk.timeline.getByRole('article').first()).toBeVisible();
    return (await desk.timeline.getByRole('article').first().innerText()).replaceAll(/\s*\n\s*/g, ' · ');
  });
}
if (!stopped) { await desk.close(); await centre.stop(); } else { await centre.kill(); await Promise.allSettled([desk.close(), leader.close()]); }
if (values.postgres === undefined) {
  await step('Read the centre’s own tables', null, async () => {
    const rows = await centreRows(centreOptions.dataFolder);
    const decided = rows.decision.filter((row) => row['reference'] === reference);
    const paid = rows.payment.filter((row) => row['decision_id'] === decided[0]?.['id']);
    const offline = rows.contact.filter((row) => String(row['note']).includes('Asked when the refund arrives'));
    expect([decided.length, paid.length, offline.length]).toEqual([1, 1, 1]);
    return 'One decision, one payment, one contact from the pause: each exactly once.';
  });
}
await rm(folder, { recursive: true, force: true });

const failed = steps.filter((one) => !one.ok).length;
await writeFile(path.join(pictures, 'report.md'), [
  '# The guided tour', '',
  `Casefront on Electron ${process.env['CASEFRONT_ELECTRON_VERSION'] ?? '(version not given)'}. ${String(steps.length - failed)} of ${String(steps.length)} steps did what they say.`, '',
  ...steps.flatMap((one, index) => [
    `## ${String(index + 1)}. ${one.title}`, '', `${one.ok ? 'Done' : 'Failed'} in ${one.seconds.toFixed(1)} s.`, '', one.showed, '',
    ...(one.picture === null ? [] : [`![${one.title}](${one.picture})`, '']),
  ]),
].join('\n'));
console.log(`\n${String(steps.length - failed)} of ${String(steps.length)} steps did what they say. Report and pictures: artifacts/tour/report.md`);
process.exit(failed === 0 ? 0 : 1);
