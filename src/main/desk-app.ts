/** Puts the parts together: engine, session, window, and what connects them. Runs once the app is ready. */
import path from 'node:path';
import { app, session as electronSession } from 'electron';
import type { SessionState } from '#contract/channels.ts';
import { EngineHost } from './engine-host/engine-host.ts';
import type { EngineProcess } from './engine-host/engine-process.ts';
import { forkEngine } from './engine-host/forked-engine.ts';
import { LiveSubscriptions } from './engine-host/live-subscriptions.ts';
import { utilityEngine } from './engine-host/utility-engine.ts';
import { Keyrings } from './keyring/keyrings.ts';
import { osKeychain } from './keyring/os-keychain.ts';
import { IdleLock } from './lifecycle/idle-lock.ts';
import type { Log } from './lifecycle/log.ts';
import { PageFlush } from './lifecycle/page-flush.ts';
import { finishBeforeQuit } from './lifecycle/quit.ts';
import type { Settings } from './lifecycle/settings.ts';
import { onLeavingComputer, systemIdleMs } from './lifecycle/system-idle.ts';
import { answerFrom, APP_SCHEME } from './security/app-protocol.ts';
import { denyPermissions } from './security/lock-down.ts';
import { Session } from './session/session.ts';
import { Wiper } from './session/wiper.ts';
import { screenAnswerer } from './transport/answer-screen.ts';
import { listenToScreen } from './transport/listen.ts';
import { MainWindow } from './windows/main-window.ts';
import { setMenu } from './windows/menu.ts';
import { saveTextFrom } from './windows/save-text.ts';

export interface DeskAppOptions {
  settings: Settings;
  log: Log;
  /** A Node for the engine where this Electron's is too old for the database; null where it is not. */
  engineNode: string | null;
}

/** Builds the app and shows its window. Returns it, so that a second start can bring it to the front. */
export function openDeskApp({ settings, log, engineNode }: DeskAppOptions): MainWindow {
  const userData = app.getPath('userData');
  const built = path.join(app.getAppPath(), 'out');
  const devTools = !app.isPackaged;
  const entry = path.join(built, 'main', 'engine.js');
  const spawn = (): EngineProcess => engineNode === null ? utilityEngine(entry) : forkEngine(entry, engineNode);

  const engine = new EngineHost({
    spawn, log,
    configuration: { centralUrl: settings.centralUrl, appVersion: app.getVersion() },
    onLive: (event) => { subscriptions.receive(event); },
    onTrouble: (code) => { void session.trouble(code); },
    onWipe: (token, unsent) => { void session.wipe(token, unsent); },
    // What is being typed is handed over first.
    onLeaseOver: (over) => { void flush().then(() => session.leaseOver(over)); },
    onUnsent: (count) => { session.noteUnsent(count); },
    onRevived: () => session.revive(() => subscriptions.renew()),
    onGivenUp: () => { session.engineGaveUp(); },
  });
  const subscriptions: LiveSubscriptions = new LiveSubscriptions(engine, (event) => { main.send('live', event); });
  const session: Session = new Session({
    call: (name, args) => engine.call(name, args),
    restartEngine: () => engine.restart(),
    wiper: new Wiper(path.join(userData, 'wiping'), (name, args) => engine.call(name, args), Date.now),
    keyrings: new Keyrings(path.join(userData, 'desks'), osKeychain),
    log, now: Date.now,
    publish: (state) => { follow(state); main.send('session', state); },
  });
  const idleLock = new IdleLock({ systemIdleMs, now: () => performance.now() }, settings.idleLockSeconds * 1000, () => {
    log.info('the desk was locked because nobody used it');
    void lockSafely();
  });
  const pageFlush = new PageFlush(() => { main.send('leaving', null); });
  const flush = async (): Promise<void> => {
    if (session.state.phase === 'open' && !main.window.isDestroyed()) await pageFlush.flush();
  };
  async function lockSafely(): Promise<void> {
    await flush();
    await session.lock();
  }

  let wasOpen = false;
  function follow(state: SessionState): void {
    const isOpen = state.phase === 'open';
    // A problem of an open desk still holds the key, so the watch goes on until somebody leaves.
    if (isOpen && !wasOpen) idleLock.start();
    if (state.phase === 'sign-in') idleLock.stop();
    // Nobody's screen, or about to be another's.
    if (state.phase === 'sign-in' || state.phase === 'opening') subscriptions.clear(false);
    wasOpen = isOpen;
  }

  setMenu(devTools);
  denyPermissions(electronSession.defaultSession, log, devTools);
  electronSession.defaultSession.protocol.handle(APP_SCHEME, answerFrom(path.join(built, 'renderer')));
  const main: MainWindow = new MainWindow({
    userData, devTools, log,
    preload: path.join(built, 'preload', 'index.cjs'),
    icon: path.join(app.getAppPath(), 'resources', 'icons', 'icon.png'),
    onPageGone: () => { subscriptions.clear(true); },
    onInput: () => { idleLock.noteInput(); },
  });

  listenToScreen(main.window.webContents, screenAnswerer({
    session, engine, subscriptions, log, flushed: () => { pageFlush.flushed(); }, saveText: saveTextFrom(main.window, log),
  }));

  onLeavingComputer(() => { void lockSafely(); });
  app.on('window-all-closed', () => { app.quit(); });
  finishBeforeQuit(app, async () => {
    idleLock.stop();
    await flush();
    session.end();
    await engine.stop();
  });

  void session.start();
  // The window first: on a small computer the engine would take the time it needs to be drawn, and nobody needs it before they have typed a passphrase.
  void main.load().finally(() => { engine.start(); });
  return main;
}
