/// <reference lib="dom" />
/** What an operative and a leader wait for, in real windows: a press to recorded and painted, a request from desk to leader's screen. */
import type { Page } from '@playwright/test';
import { Council } from '../e2e/harness/council.ts';
import { compared, figureOf, tableOf } from './figures.ts';

const DECISIONS = 25;
const REQUESTS = 20;

/** From the next click in the page to the frame after which a dialog says the reference, in milliseconds. */
const pressToPainted = (page: Page): Promise<{ ms: number }> => page.evaluate(() => new Promise<{ ms: number }>((resolve) => {
  let at = 0;
  document.addEventListener('click', (event) => { at = event.timeStamp; }, { once: true, capture: true });
  const observer = new MutationObserver(() => {
    const said = [...document.querySelectorAll('[role=dialog]')].some((dialog) => /CF-[0-9A-Z]{4}-[0-9A-Z]{4}/.test(dialog.textContent));
    if (at === 0 || !said) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { resolve({ ms: performance.now() - at }); };
      channel.port2.postMessage(null);
    });
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}));

/** The instant of the next click, by the clock that all windows share. */
const nextClick = (page: Page): Promise<number> => page.evaluate(() => new Promise<number>((resolve) => {
  document.addEventListener('click', (event) => { resolve(performance.timeOrigin + event.timeStamp); }, { once: true, capture: true });
}));

/** The instant at which the list of requests has one more, painted. */
const nextRequest = (page: Page, before: number): Promise<number> => page.evaluate((count) => new Promise<number>((resolve) => {
  const look = (): boolean => {
    if (document.querySelectorAll('[role=listbox] [role=option]').length <= count) return false;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { resolve(performance.timeOrigin + performance.now()); };
      channel.port2.postMessage(null);
    });
    return true;
  };
  const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
  observer.observe(document.body, { subtree: true, childList: true });
}), before);

/** An empty question to the engine and back: what any press that is kept has to wait for. */
const roundTrip = (page: Page): Promise<number[]> => page.evaluate(async () => {
  const bridge = (window as unknown as { casefront: { invoke: (channel: string, args: unknown) => Promise<unknown> } }).casefront;
  const samples: number[] = [];
  for (let n = 0; n < 200; n += 1) {
    const began = performance.now();
    await bridge.invoke('draft.load', { key: 'bench' });
    samples.push(performance.now() - began);
  }
  return samples;
});

export async function authorityWindowsBench(folder: string): Promise<string> {
  const council = new Council(folder);
  try {
    await council.start({ residents: 2000 });
    const desk = await (await council.desk('customer-service-operative')).signIn();
    const leader = await (await council.desk('team-leader')).signIn();
    await desk.find('Margaret Okafor', /Margaret Okafor/);
    await leader.openRequests();
    const base = figureOf(await roundTrip(desk.page));

    const pressed: number[] = [];
    for (let n = 0; n < DECISIONS; n += 1) {
      const form = await desk.fillGoodwill('1', 'Collections missed.');
      const measured = pressToPainted(desk.page);
      await form.getByRole('button', { name: /^Decide £1/ }).click();
      pressed.push((await measured).ms);
      await desk.takeReference();
    }
    const asked: number[] = [];
    for (let n = 0; n < REQUESTS; n += 1) {
      const form = await desk.fillGoodwill('40', 'Three missed collections.');
      const shown = nextRequest(leader.page, await leader.page.getByRole('option').count());
      const click = nextClick(desk.page);
      await form.getByRole('button', { name: /^Ask a team leader/ }).click();
      asked.push(await shown - await click);
      await desk.takeReference();
    }
    return tableOf([
      compared('a press to recorded and painted (p95 aim 50 ms)', figureOf(pressed.slice(3)), base),
      compared('a request from the operative’s press to the leader’s screen (p95 aim 500 ms)', figureOf(asked.slice(2)), base),
    ], 'an empty question to the engine and back');
  } finally {
    await council.end();
  }
}
