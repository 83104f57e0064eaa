/// <reference lib="dom" />
/** Start, keystroke to painted, opening a record, and memory, in real windows, against a bare Electron window in the same run. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ElectronApplication, Page } from '@playwright/test';
import { projectFolder } from '../../scripts/centre-process.ts';
import { closeApp, launchApp } from '../e2e/harness/launch.ts';
import { BENCH_PASSPHRASE, NO_CENTRE, type BoroughDesk } from './borough.ts';
import { alone, compared, figureOf, tableOf, type Row } from './figures.ts';

const STARTS = 9;
const SCROLLED_MS = 4000;
const AT_REST_MS = 30_000;
const SLOW_FRAME_MS = 33;
/** Enough that one in twenty is not simply the slowest. */
const OPENED = 40;
const texts = ['john smith', 'okafor', 'mill', '07700', 'patel', 'margaret', 'jon smyth', 'high st', 'singh', 'ZQ1 4', 'oneill', 'elizabeth'];

interface Started {
  folder: string;
  userData: string;
  /** What has been painted when it can be used. */
  usable: string;
}

/** Milliseconds from starting the process to what can be used, painted, with nothing attached to it. */
async function startOf({ folder, userData, usable }: Started): Promise<number> {
  const began = Date.now();
  const app = spawn(process.env['CASEFRONT_ELECTRON'] ?? '', [
    ...JSON.parse(process.env['CASEFRONT_ELECTRON_ARGS'] ?? '[]') as string[], `--user-data-dir=${userData}`, '-r', path.join(import.meta.dirname, 'when-usable.cjs'), folder,
  ], { env: { ...process.env, CASEFRONT_CENTRAL_URL: NO_CENTRE, CASEFRONT_USABLE: usable }, stdio: ['ignore', 'pipe', 'ignore'] });
  const printed = await text(app.stdout);
  const at = /usable at (\d+)/.exec(printed)?.[1];
  if (at === undefined) throw new Error(`${folder} never showed ${usable}; it printed: ${printed}`);
  return Number(at) - began;
}

async function bareWindow(bare: Started): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await launchApp({ userData: bare.userData, appFolder: bare.folder });
  const page = await app.firstWindow();
  await page.getByRole('heading').waitFor();
  await painted(page);
  return { app, page };
}

/** Two frames on: the first draws what is there, the second says that it has been drawn. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(); }); }); }));

async function casefront(borough: BoroughDesk): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await launchApp({ userData: borough.userData, env: { CASEFRONT_CENTRAL_URL: NO_CENTRE } });
  const page = await app.firstWindow();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  return { app, page };
}

/** Resident memory of a process and all its children, in MB, from the kernel: shared pages are counted once each (PSS). */
function memoryOf(pid: number): number {
  let children: string;
  try {
    const rollup = readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8');
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1024;
    children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
    return own + children.split(' ').filter((text) => text.trim() !== '').reduce((sum, child) => sum + memoryOf(Number(child)), 0);
  } catch {
    return 0;
  }
}

/**
 * Types into the search box inside the page and times each key from its event to the frame in which the results have
 * changed, or have been confirmed unchanged, is painted.
 */
async function keystrokes(page: Page, word: string): Promise<number[]> {
  const samples: number[] = [];
  for (const key of word) {
    // It listens before the key is pressed: a key that came first would not count.
    const waiting = await page.evaluateHandle(() => ({ painted: new Promise<number>((resolve) => {
      const list = document.body;
      let at = 0;
      document.addEventListener('keydown', (event) => { at = event.timeStamp; }, { once: true, capture: true });
      const observer = new MutationObserver((changes) => {
        const results = changes.some((change) => (change.target instanceof Element ? change.target : change.target.parentElement)?.closest('[role=listbox], [role=dialog], [role=status]') !== null
          || [...change.addedNodes].some((node) => node instanceof Element && node.querySelector('[role=option]') !== null));
        if (!results || at === 0) return;
        observer.disconnect();
        requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => { resolve(performance.now() - at); }; channel.port2.postMessage(null); });
      });
      observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => { observer.disconnect(); resolve(-1); }, 1500);
    }) }));
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    const ms = await waiting.evaluate((one) => one.painted);
    await waiting.dispose();
    if (ms < 0) throw new Error(`Nothing was found for ${key} of ${word}.`);
    samples.push(ms);
  }
  return samples;
}

/** Turns the wheel over the timeline for some seconds and answers how long each frame took. */
async function scrolled(page: Page): Promise<number[]> {
  const scroller = page.getByTestId('timeline-scroller');
  const box = await scroller.boundingBox();
  if (box === null) throw new Error('There is no timeline to scroll.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const frames = page.evaluate((ms) => new Promise<number[]>((resolve) => {
    const took: number[] = [];
    const began = performance.now();
    let before = began;
    const frame = (now: number): void => {
      took.push(now - before);
      before = now;
      if (now - began > ms) resolve(took.slice(1));
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }), SCROLLED_MS);
  for (let turn = 0; turn < SCROLLED_MS / 50; turn += 1) {
    await page.mouse.wheel(0, 240);
    await page.waitForTimeout(40);
  }
  return frames;
}

/** Opens the first result of what is typed; milliseconds from the press to the view painted, -1 where it never was. */
async function openFirst(page: Page, typed: string): Promise<number> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /search/i }).first().fill(typed);
  await page.getByRole('option').first().waitFor();
  await painted(page);
  const waiting = await page.evaluateHandle(() => ({ painted: new Promise<number>((resolve) => {
    let at = 0;
    document.addEventListener('keydown', (event) => { at = event.timeStamp; }, { once: true, capture: true });
    const look = (): void => {
      const closed = document.querySelector('[role=combobox]')?.getAttribute('aria-expanded') === 'false';
      if (at > 0 && closed && document.querySelector('[role=article]') !== null) {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { resolve(performance.now() - at); };
        channel.port2.postMessage(null);
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    setTimeout(() => { resolve(-1); }, 5000);
  }) }));
  await page.keyboard.press('Enter');
  return waiting.evaluate((one) => one.painted);
}

export async function appBench(borough: BoroughDesk, busiest: string): Promise<string[]> {
  const starts: Row[] = [];
  const bare: number[] = [];
  const ours: number[] = [];
  const bareTyped: number[] = [];
  const bareStarted: Started = { folder: path.join(projectFolder, 'tests/bench/bare-window'), userData: path.join(borough.userData, 'bare'), usable: 'h1' };
  for (let run = 0; run <= STARTS; run += 1) {
    const [bareMs, ms] = [await startOf(bareStarted), await startOf({ folder: projectFolder, userData: borough.userData, usable: 'input[type=password]' })];
    // The first of each reads the program from the disk.
    if (run > 0) { bare.push(bareMs); ours.push(ms); }
  }
  const window = await bareWindow(bareStarted);
  const bareMemory = memoryOf(window.app.process().pid ?? 0);
  for (const word of texts) {
    await window.page.getByRole('textbox').fill('');
    bareTyped.push(...await keystrokes(window.page, word));
  }
  await closeApp(window.app);
  starts.push(compared('start to the sign-in screen, ready for a passphrase', figureOf(ours), figureOf(bare)));

  const { app, page } = await casefront(borough);
  await page.getByRole('radio', { name: new RegExp(borough.personName) }).check();
  await page.getByLabel('Passphrase', { exact: true }).fill(BENCH_PASSPHRASE);
  const pressed = performance.now();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: /search/i }).first();
  await search.waitFor();
  await painted(page);
  starts.push(alone('passphrase to a desk that can be searched (most of it is unwrapping the key)', figureOf([performance.now() - pressed])));

  // What is typed first finds nothing compiled or read before; for the rest of the day it is as it is later.
  const typed: { first: number[]; later: number[] } = { first: [], later: [] };
  for (const when of ['first', 'later', 'later', 'later'] as const) {
    for (const word of texts) {
      await page.keyboard.press('Control+k');
      typed[when].push(...await keystrokes(page, word));
      await page.keyboard.press('Escape');
    }
  }
  const rows: Row[] = [
    compared('keystroke to results painted, the first searches after sign-in', figureOf(typed.first), figureOf(bareTyped)),
    compared('keystroke to results painted, later', figureOf(typed.later), figureOf(bareTyped)),
  ];

  const away = async (): Promise<void> => {
    // Nobody's record is open when the next one is: what is measured is the whole view.
    await page.keyboard.press('Alt+2');
    await page.getByRole('heading', { name: 'Requests', exact: true }).waitFor();
  };
  for (const [what, names] of [['a result', ['john smith', 'margaret okafor', 'patel']], ['the resident with most contacts', [busiest]]] as const) {
    const opened: number[] = [];
    for (let run = 0; run < OPENED; run += 1) {
      opened.push(await openFirst(page, names[run % names.length] ?? ''));
      await away();
    }
    rows.push(alone(`choosing ${what} to the single view painted`, figureOf(opened.filter((ms) => ms >= 0))));
  }
  await openFirst(page, busiest);
  const frames = await scrolled(page);
  const slow = frames.filter((ms) => ms > SLOW_FRAME_MS).length;
  rows.push(alone(`scrolling their timeline, a frame (${String(slow)} of ${String(frames.length)} over ${String(SLOW_FRAME_MS)} ms)`, figureOf(frames)));

  const memory = memoryOf(app.process().pid ?? 0);
  // What was on the screen is let go of once nobody works for a moment.
  await page.waitForTimeout(AT_REST_MS);
  const rested = memoryOf(app.process().pid ?? 0);
  await closeApp(app);
  const version = process.env['CASEFRONT_ELECTRON_VERSION'] ?? '';
  return [
    `On Electron ${version}.`, tableOf(starts, 'bare Electron window'), tableOf(rows, 'bare window, ten lines changed at once'),
    ['| memory (proportional set size, all processes) | Casefront | bare Electron window | ratio |', '|---|---|---|---|', ...[['after the work above', memory], [`after ${String(AT_REST_MS / 1000)} s of rest`, rested]].map(([what, mb]) =>
      `| a borough open, ${String(what)} | ${Number(mb).toFixed(0)} MB | ${bareMemory.toFixed(0)} MB | ${(Number(mb) / bareMemory).toFixed(2)} × |`)].join('\n'),
  ];
}
