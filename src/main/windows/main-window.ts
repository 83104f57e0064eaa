import path from 'node:path';
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { PushedEvents } from '#contract/channels.ts';
import { replaceFile } from '../lifecycle/replace-file.ts';
import { factsOf, type Log } from '../lifecycle/log.ts';
import { APP_ORIGIN } from '../security/app-protocol.ts';
import { CrashLimit } from './crash-limit.ts';
import { boundsOn, readBounds, smallestSize } from './window-bounds.ts';

export interface MainWindowOptions {
  userData: string;
  preload: string;
  icon: string;
  devTools: boolean;
  log: Log;
  /** The page is gone, whether it crashed or is being loaded anew. */
  onPageGone: () => void;
  /** Somebody pressed a key or moved the pointer over the window. */
  onInput: () => void;
}

// The page's own canvas, so that nothing flashes before it has painted.
const canvas = { light: '#f4f6f8', dark: '#14181d' };
const SAVE_AFTER_MS = 500;

export class MainWindow {
  readonly window: BrowserWindow;
  readonly #options: MainWindowOptions;
  readonly #boundsFile: string;
  readonly #crashes = new CrashLimit();
  #saveTimer: NodeJS.Timeout | null = null;

  constructor(options: MainWindowOptions) {
    this.#options = options;
    this.#boundsFile = path.join(options.userData, 'window.json');
    const saved = readBounds(this.#boundsFile);
    this.window = new BrowserWindow({
      ...boundsOn(screen.getAllDisplays().map((display) => display.workArea), saved),
      minWidth: smallestSize.width, minHeight: smallestSize.height,
      show: false, title: 'Casefront', icon: options.icon,
      backgroundColor: nativeTheme.shouldUseDarkColors ? canvas.dark : canvas.light,
      webPreferences: {
        preload: options.preload,
        contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
        webSecurity: true, allowRunningInsecureContent: false, webviewTag: false, navigateOnDragDrop: false,
        devTools: options.devTools,
        // Its dictionaries are fetched from the internet.
        spellcheck: false,
      },
    });
    // Hidden for good rather than on demand: the Alt key belongs to the screen's own shortcuts.
    this.window.setMenuBarVisibility(false);
    if (saved?.maximized) this.window.maximize();
    this.window.once('ready-to-show', () => { this.window.show(); });
    for (const change of ['resize', 'move', 'maximize', 'unmaximize'] as const) this.window.on(change as 'resize', () => { this.#saveSoon(); });
    this.window.once('close', () => { if (this.#saveTimer !== null) clearTimeout(this.#saveTimer); });
    this.#followPage();
  }

  load(): Promise<void> {
    return this.window.loadURL(`${APP_ORIGIN}/index.html`);
  }

  show(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  send<E extends keyof PushedEvents>(event: E, payload: PushedEvents[E]): void {
    if (!this.window.isDestroyed()) this.window.webContents.send('casefront:event', event, payload);
  }

  #followPage(): void {
    const { log, onPageGone, onInput } = this.#options;
    const { webContents } = this.window;
    webContents.on('input-event', onInput);
    // Once another page is there, not when one is asked for: that may be denied.
    webContents.on('did-navigate', onPageGone);
    webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit' || this.window.isDestroyed()) return;
      log.error('the window’s page stopped', { reason: details.reason });
      onPageGone();
      if (this.#crashes.tooMany(performance.now())) void this.#askWhatNext();
      else webContents.reload();
    });
    this.window.on('unresponsive', () => { log.warn('the window’s page does not respond'); });
  }

  /** A page that stops as soon as it is loaded would otherwise come and go for ever. */
  async #askWhatNext(): Promise<void> {
    const { response } = await dialog.showMessageBox(this.window, {
      type: 'error', message: 'The Casefront window keeps stopping.',
      detail: 'What you typed and all unsent work are kept on this desk. Try again, or close Casefront and tell your administrator.',
      buttons: ['Try again', 'Close Casefront'], defaultId: 0, cancelId: 1,
    });
    if (response === 0) this.window.webContents.reload();
    else this.window.close();
  }

  #saveSoon(): void {
    if (this.#saveTimer !== null) clearTimeout(this.#saveTimer);
    this.#saveTimer = setTimeout(() => {
      if (this.window.isDestroyed() || this.window.isMinimized()) return;
      const bounds = { ...this.window.getNormalBounds(), maximized: this.window.isMaximized() };
      replaceFile(this.#boundsFile, JSON.stringify(bounds)).catch((error: unknown) => {
        this.#options.log.warn('the window’s place could not be kept', factsOf(error));
      });
    }, SAVE_AFTER_MS);
  }
}
