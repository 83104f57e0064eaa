/** Reaches the running app below its screen: through the bridge a page has, and through Electron itself. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge, ChannelAnswers, ChannelArgs, ChannelName } from '#contract/channels.ts';
import type { Outcome } from '#contract/failures.ts';
import { BRIEFLY, projectFolder, startCentre, type CentreProcess } from '../../scripts/centre-process.ts';
import { closeApp, launchApp } from '../e2e/harness/launch.ts';

export interface Running {
  app: ElectronApplication;
  page: Page;
}

/** What one test file runs on: a folder of its own, with or without a centre. */
export class Workstation {
  folder = '';
  centre: CentreProcess | null = null;
  readonly #apps: ElectronApplication[] = [];
  #desks = 0;

  /** Everything the app keeps. */
  get userData(): string { return path.join(this.folder, `desk-${String(this.#desks)}`); }

  /** Another computer, where nobody has signed in yet. */
  newDesk(): void { this.#desks += 1; }

  async prepare(withCentre: boolean): Promise<void> {
    this.folder = await mkdtemp(path.join(os.tmpdir(), 'casefront-security-'));
    if (!withCentre) return;
    this.centre = await startCentre({
      councilFolder: path.join(projectFolder, 'resources/demo-council'), dataFolder: path.join(this.folder, 'centre'), residents: 100, nodeArgs: BRIEFLY,
    });
  }

  async launch(env: Record<string, string> = {}): Promise<Running> {
    const app = await launchApp({
      userData: this.userData,
      // Port 9 answers nobody.
      env: { CASEFRONT_CENTRAL_URL: this.centre?.url ?? 'http://127.0.0.1:9', ...env },
    });
    this.#apps.push(app);
    const page = await app.firstWindow();
    await page.waitForFunction(() => 'casefront' in globalThis);
    return { app, page };
  }

  async closeApps(): Promise<void> {
    for (const app of this.#apps.splice(0)) await closeApp(app);
  }

  async clear(): Promise<void> {
    await this.closeApps();
    await this.centre?.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A call over the bridge, as the screen's own code makes it. */
export const invoke = <C extends ChannelName>(page: Page, channel: C, args: ChannelArgs<C>): Promise<Outcome<ChannelAnswers[C]>> =>
  page.evaluate(([name, given]) => (globalThis as unknown as { casefront: Bridge }).casefront.invoke(name, given as never),
    [channel, args] as const) as Promise<Outcome<ChannelAnswers[C]>>;

/** Runs in the page from a timer: what Playwright evaluates directly is not held to the page's policy. */
export const inPage = <T>(page: Page, work: () => T | Promise<T>): Promise<T> =>
  page.evaluate<T>(`new Promise((resolve, reject) => { setTimeout(() => { Promise.resolve().then(${work.toString()}).then(resolve, reject); }, 0); })`);
