/// <reference lib="dom" />
/** One person's desk: a real app window and what a person does in it, by role and name as they would find them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { projectFolder } from '../../../scripts/centre-process.ts';
import { closeApp, launchApp } from './launch.ts';

export interface DemoPerson {
  username: string;
  name: string;
}

/** The engine as a child of the main process, where Electron is too old to run it itself. */
async function forkedEngine(mainPid: number): Promise<number> {
  const children = (await readFile(`/proc/${String(mainPid)}/task/${String(mainPid)}/children`, 'utf8')).trim().split(' ');
  for (const pid of children) {
    if ((await readFile(`/proc/${pid}/cmdline`, 'utf8')).includes('engine.js')) return Number(pid);
  }
  throw new Error('No engine process was found.');
}

const councilFolder = path.join(projectFolder, 'resources/demo-council');

/** The demo council's passphrase, from its own files. */
export async function demoPassphrase(): Promise<string> {
  const council = JSON.parse(await readFile(path.join(councilFolder, 'council.json'), 'utf8')) as { demoPassphrase: string };
  return council.demoPassphrase;
}

/** Somebody of the demo council who holds a post; `nth` where several do. */
export async function demoPerson(post: string, nth = 0): Promise<DemoPerson> {
  const staff = JSON.parse(await readFile(path.join(councilFolder, 'staff.json'), 'utf8')) as { username: string; name: string; post: string }[];
  const found = staff.filter((person) => person.post === post)[nth];
  if (found === undefined) throw new Error(`The demo council has no ${post} number ${String(nth)}`);
  return { username: found.username, name: found.name };
}

export interface DeskOptions {
  centralUrl: string;
  userData: string;
  person: DemoPerson;
  viewport?: { width: number; height: number };
  /** Where `look` leaves pictures; none are taken without it. */
  picturesFolder?: string;
}

export class Desk {
  app!: ElectronApplication;
  page!: Page;
  readonly options: DeskOptions;

  constructor(options: DeskOptions) {
    this.options = options;
  }

  /** Opens the window and waits for a screen a person can use. */
  async open(): Promise<this> {
    this.app = await launchApp({ userData: this.options.userData, env: { CASEFRONT_CENTRAL_URL: this.options.centralUrl }, args: [] });
    this.page = await this.app.firstWindow();
    const { width, height } = this.options.viewport ?? { width: 1366, height: 768 };
    await this.resize(width, height);
    await expect(this.page.getByRole('heading', { name: /^Sign in/ })).toBeVisible();
    await expect(this.page.getByLabel('Passphrase', { exact: true })).toBeVisible();
    return this;
  }

  /** Chooses the person and enters a passphrase; what comes of it is for the caller to look at. */
  async tryPassphrase(passphrase: string): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(this.options.person.name) }).check();
    await this.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await this.page.keyboard.press('Enter');
  }

  async submitPassphrase(): Promise<void> {
    await this.tryPassphrase(await demoPassphrase());
  }

  /** On the screen for a lost keychain: the passphrase once more, and the centre opens the key. */
  async recoverKey(): Promise<void> {
    await this.page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase());
    await this.page.getByRole('button', { name: 'Open with the centre’s help' }).click();
    await expect(this.search).toBeVisible({ timeout: 30_000 });
  }

  async signIn(): Promise<this> {
    await this.submitPassphrase();
    await expect(this.search).toBeVisible({ timeout: 30_000 });
    // A desk is usable before its first fetch is done; what these tests look for may not have come yet.
    await expect(this.syncLine).toContainText(/saved centrally|offline|waiting/i, { timeout: 30_000 });
    return this;
  }

  async close(): Promise<void> {
    await closeApp(this.app);
  }

  /** Ends every process of the app with no chance to tidy up. */
  async kill(): Promise<void> {
    const child = this.app.process();
    const gone = new Promise((resolve) => { child.once('exit', resolve); });
    child.kill('SIGKILL');
    await gone;
  }

  /** Ends the process that owns the cache, as a crash would. */
  async killEngine(): Promise<void> {
    const pid = await this.app.evaluate(({ app }) => app.getAppMetrics().find((one) => one.type === 'Utility' && one.name?.includes('engine'))?.pid ?? null)
      ?? await forkedEngine(this.app.process().pid ?? 0);
    process.kill(pid, 'SIGKILL');
  }

  /** Ends the window's page, as a crash would, and waits until the app has loaded it again. */
  async crashPage(): Promise<void> {
    await this.app.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined) throw new Error('There is no window');
      const loaded = new Promise((resolve) => { contents.once('did-finish-load', () => { resolve(null); }); });
      contents.forcefullyCrashRenderer();
      await loaded;
    });
  }

  /** What the window's page answers. Playwright itself lets go of a page that crashed, so `page` is of no use then. */
  inWindow(script: string): Promise<unknown> {
    return this.app.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code) as Promise<unknown>, script);
  }

  get search(): Locator {
    return this.page.getByRole('combobox', { name: 'Search residents, addresses and cases' });
  }

  /** Types into the search box and opens the result whose text matches. */
  async find(text: string, result: RegExp): Promise<this> {
    await this.page.keyboard.press('Control+k');
    await this.search.fill(text);
    // A list of requests has options with people’s names, too.
    await this.page.getByRole('listbox', { name: 'Results' }).getByRole('option', { name: result }).first().click();
    return this;
  }

  async openRequests(): Promise<void> {
    await this.page.keyboard.press('Alt+2');
    await expect(this.page.getByRole('heading', { name: 'Requests', exact: true })).toBeVisible();
  }

  /** The one plain line that says how sync stands. */
  get syncLine(): Locator {
    return this.page.getByRole('contentinfo').getByRole('button', { name: /saved centrally|offline|waiting|sending|fetching|connecting/i });
  }

  get timeline(): Locator {
    return this.page.getByRole('region', { name: 'Timeline' });
  }

  get authority(): Locator {
    return this.page.getByRole('region', { name: 'What you can decide now' });
  }

  /** Opens a clause's form, fills it in and leaves it unsent. */
  async fillGoodwill(pounds: string, why: string): Promise<Locator> {
    await this.authority.getByRole('button', { name: /goodwill/i }).first().click();
    const dialog = this.page.getByRole('dialog');
    const amount = dialog.getByLabel('Amount', { exact: true });
    await amount.fill(pounds);
    await amount.press('Tab');
    await this.choose(dialog, 'Reason');
    await dialog.getByLabel('Why, in a sentence').fill(why);
    for (const field of await dialog.getByLabel('Where it can be found').all()) await field.fill('Collection log, two entries this month');
    await this.confirmAll(dialog);
    return dialog;
  }

  /** Opens a clause’s form, also one that is not decided here. */
  async openClause(title: RegExp): Promise<Locator> {
    const button = this.authority.getByRole('button', { name: title }).first();
    if (!await button.isVisible()) await this.authority.getByText('The rest of the scheme').click();
    await button.click();
    return this.page.getByRole('dialog');
  }

  /** Fills in what every clause asks for: the reason, why, evidence and confirmations. */
  async fillCommon(dialog: Locator, why: string): Promise<void> {
    if (await dialog.getByRole('button', { name: /^Choose.* Reason$|Reason$/ }).first().isVisible()) await this.choose(dialog, 'Reason');
    await dialog.getByLabel('Why, in a sentence').fill(why);
    for (const field of await dialog.getByLabel('Where it can be found').all()) await field.fill('Seen on the counter');
    await this.confirmAll(dialog);
  }

  /** Ticks what the clause has confirmed, and nothing else. */
  async confirmAll(dialog: Locator): Promise<void> {
    for (const box of await dialog.getByRole('group', { name: 'Confirm' }).getByRole('checkbox').all()) {
      if (!await box.isChecked()) await box.press('Space');
    }
  }

  /** After a decision or a request: reads the reference to give the resident, and closes the form. */
  async takeReference(): Promise<string> {
    const dialog = this.page.getByRole('dialog');
    const reference = dialog.getByText(/^CF-/).first();
    await expect(reference).toBeVisible();
    const text = (await reference.innerText()).trim();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(dialog).toBeHidden();
    return text;
  }

  /** Begins a contact with whoever is open, or goes on with the one that is begun. */
  async startContact(): Promise<void> {
    if (await this.page.getByLabel('Note').isVisible()) return;
    // One that began with the search is there already, on one line.
    await this.page.getByRole('button', { name: /^Log a contact with (?!nobody)/ }).or(this.page.getByRole('button', { name: 'Expand' })).first().click();
    await expect(this.page.getByLabel('Note')).toBeVisible();
  }

  /** Chooses the first reason and outcome offered and saves the contact being written. */
  async finishContact(): Promise<void> {
    const form = this.page.getByRole('region', { name: /^Contact with/ });
    await this.choose(form, 'Reason');
    await this.choose(form, 'Outcome');
    await form.getByLabel('Note').press('Control+Enter');
    await expect(form.getByLabel('Note')).toBeHidden();
  }

  /** Logs a contact with whoever is open. */
  async logContact(note: string): Promise<void> {
    await this.startContact();
    await this.page.getByLabel('Note').fill(note);
    await this.finishContact();
  }

  /** A team leader's answer to the request that is open. */
  async approveLess(pounds: string, reasons: string): Promise<void> {
    await this.page.keyboard.press('l');
    await this.page.getByLabel('Amount to approve').fill(pounds);
    await this.page.getByLabel('Reasons', { exact: true }).fill(reasons);
    await this.page.keyboard.press('Control+Enter');
    await expect(this.page.getByText(/Approved £/).first()).toBeVisible();
  }

  /** Opens a choice and takes its first option, or the one named. */
  async choose(within: Locator, label: string, option?: string | RegExp): Promise<void> {
    await within.getByRole('button', { name: new RegExp(`${label}$|^${label}`) }).first().click();
    const options = this.page.getByRole('listbox').last().getByRole('option');
    await (option === undefined ? options.first() : options.filter({ hasText: option }).first()).click();
  }

  /** In the form that hands a contact over: types a part of a name and takes the colleague it finds. */
  async chooseColleague(form: Locator, typed: string, colleague: RegExp): Promise<void> {
    await form.getByRole('combobox', { name: 'Colleague' }).fill(typed);
    await this.page.getByRole('option', { name: colleague }).click();
  }

  /** `light`, `dark` or `contrast`, as the person menu sets it. */
  async useTheme(theme: string): Promise<void> {
    await this.page.evaluate((name) => { document.documentElement.dataset['theme'] = name; }, theme);
  }

  resize(width: number, height: number): Promise<void> {
    return this.app.evaluate(({ BrowserWindow }, size) => { BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height); }, { width, height });
  }

  /** Text of so many times its usual size. */
  enlarge(factor: number): Promise<void> {
    return this.app.evaluate(({ BrowserWindow }, by) => { BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(by); }, factor);
  }

  /** How far the page goes beyond its window, to the side. */
  sideways(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Words in sight with a text in them that the discreet mode leaves to be read by anybody. */
  readable(text: string): Promise<string[]> {
    return this.page.evaluate((wanted) => {
      const within = (element: Element | null, is: (one: Element) => boolean): boolean => element !== null && (is(element) || within(element.parentElement, is));
      const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (words.nextNode() !== null) {
        const { textContent, parentElement } = words.currentNode;
        if (textContent?.includes(wanted) !== true || parentElement?.checkVisibility() !== true) continue;
        // What only a screen reader has is a pixel wide.
        if (!within(parentElement, (one) => getComputedStyle(one).filter !== 'none' || one.getBoundingClientRect().width <= 1)) found.push(textContent);
      }
      return found;
    }, text);
  }

  /** Labels of the fields in which the discreet mode leaves a text to be read by anybody. */
  readableFields(text: string): Promise<string[]> {
    return this.page.evaluate((wanted) => [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')]
      .filter((field) => field.value.includes(wanted) && field.checkVisibility() && getComputedStyle(field).webkitTextFillColor !== 'rgba(0, 0, 0, 0)')
      .map((field) => field.labels?.[0]?.textContent ?? field.ariaLabel ?? ''), text);
  }

  /** A picture of the window for a report or for documentation. */
  async look(name: string): Promise<void> {
    const folder = this.options.picturesFolder;
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    // By the window itself: Playwright measures one that is zoomed as if it were not.
    const png = await this.app.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64') ?? '');
    await writeFile(path.join(folder, `${name}.png`), Buffer.from(png, 'base64'));
  }

  /** Accessible as it is in each of the themes; it is light again afterwards. */
  async isAccessibleInThemes(screen: string): Promise<void> {
    for (const theme of ['dark', 'contrast', 'light']) {
      await this.useTheme(theme);
      await this.isAccessible(`${screen}, ${theme}`);
      await this.look(`${screen.replaceAll(' ', '-')}-${theme}`);
    }
  }

  /** Fails with the rule and the element where the screen is not accessible. */
  async isAccessible(screen: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).setLegacyMode().options({ resultTypes: ['violations'] }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map((one) => `${screen}: ${one.id} at ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
  }
}
