/** One centre and a folder for desks, for the length of one test. */
import { execFile } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test as base } from '@playwright/test';
import { centreEntry } from '../../../scripts/build.ts';
import { BRIEFLY, projectFolder, startCentre, type CentreProcess } from '../../../scripts/centre-process.ts';
import { Desk, demoPerson } from './desk.ts';
import { Line } from './line.ts';

const run = promisify(execFile);
/** A folder for pictures of what the tests pass, for whoever wants to look. */
const pictures = process.env['CASEFRONT_PICTURES'];

export class Council {
  readonly folder: string;
  #centre: CentreProcess | null = null;
  #port = 0;
  readonly #desks: Desk[] = [];
  readonly #lines: Line[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  get dataFolder(): string { return path.join(this.folder, 'centre'); }
  get url(): string { return `http://127.0.0.1:${String(this.#port)}`; }

  /** Starts the centre, again on the port it had before. */
  async start(options: { importCsv?: string; residents?: number } = {}): Promise<void> {
    this.#centre = await startCentre({
      councilFolder: path.join(projectFolder, 'resources/demo-council'), dataFolder: this.dataFolder, residents: options.residents ?? 200,
      port: this.#port, importCsv: options.importCsv, nodeArgs: BRIEFLY,
    });
    this.#port = this.#centre.port;
  }

  /** What an administrator types, with the centre serving or not; answers what is printed. */
  administer(...words: string[]): Promise<string> {
    return this.administerFrom(path.join(projectFolder, 'resources/demo-council'), ...words);
  }

  /** The same with another folder of the council’s files. */
  async administerFrom(folder: string, ...words: string[]): Promise<string> {
    const { stdout } = await run(process.env['CASEFRONT_ENGINE_NODE'] ?? process.execPath, [...BRIEFLY, centreEntry(), ...words, '--council', folder, '--data', this.dataFolder]);
    return stdout;
  }

  async stop(): Promise<void> {
    await this.#centre?.stop();
    this.#centre = null;
  }

  async kill(): Promise<void> {
    await this.#centre?.kill();
    this.#centre = null;
  }

  /** A line of its own for a desk, to be cut. */
  async line(): Promise<{ line: Line; url: string }> {
    const line = new Line(() => this.#port);
    this.#lines.push(line);
    return { line, url: await line.open() };
  }

  /** A desk of whoever holds a post, its window open at the sign-in screen. */
  async desk(post: string, nth = 0, url = this.url): Promise<Desk> {
    const desk = new Desk({ centralUrl: url, userData: path.join(this.folder, `desk-${post}-${String(nth)}`), person: await demoPerson(post, nth), ...pictures === undefined ? {} : { picturesFolder: pictures } });
    this.#desks.push(desk);
    return desk.open();
  }

  async end(): Promise<void> {
    await Promise.allSettled(this.#desks.map((desk) => desk.close()));
    for (const line of this.#lines) line.close();
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * `test` with a council that is there for it and gone after it. The store is made once a run and copied for each test:
 * every test begins with the same borough, and none waits for it to be made up.
 */
export const test = base.extend<{ council: Council }, { madeStore: string }>({
  madeStore: [async ({}, use) => {
    const council = new Council(await mkdtemp(path.join(os.tmpdir(), 'casefront-e2e-store-')));
    await council.start();
    // Once for all of them: a centre that has looked at everybody does not do so again within the day.
    await council.administer('duplicates', 'run');
    await council.stop();
    await use(council.dataFolder);
    await council.end();
  }, { scope: 'worker' }],
  council: async ({ madeStore }, use) => {
    const council = new Council(await mkdtemp(path.join(os.tmpdir(), 'casefront-e2e-')));
    // At once: of a thousand files one after the other, most of the time would go into asking.
    cpSync(madeStore, council.dataFolder, { recursive: true });
    await council.start();
    await use(council);
    await council.end();
  },
});
export { expect } from '@playwright/test';
