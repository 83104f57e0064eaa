import path from 'node:path';
import { app, dialog, protocol } from 'electron';
import { openDeskApp } from './desk-app.ts';
import { openFileLog } from './lifecycle/file-log.ts';
import { factsOf } from './lifecycle/log.ts';
import { readSettings } from './lifecycle/settings.ts';
import { APP_SCHEME } from './security/app-protocol.ts';
import { denyNavigation } from './security/lock-down.ts';
import type { MainWindow } from './windows/main-window.ts';

/** The native interface the database is built for; an older Electron runs the engine on another Node. */
const OLDEST_NAPI = 10;

function engineNode(): string | null {
  if (Number(process.versions['napi']) >= OLDEST_NAPI) return null;
  const node = process.env['CASEFRONT_ENGINE_NODE'];
  if (node === undefined || !path.isAbsolute(node)) {
    return stop('This Electron is too old to run the engine by itself. Start Casefront with `npm start`, which finds a Node for it.');
  }
  return node;
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  if (app.isPackaged) dialog.showErrorBox('Casefront cannot start', sentence);
  app.exit(1);
  process.exit(1);
}

// Dates and times in a field are written as they are here, whatever this computer was set up for.
app.commandLine.appendSwitch('lang', 'en-GB');

// A page’s space for what is new, in MB. With the usual 16 a desk at rest kept some 65 MB of what had been on the screen.
app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=4');

// Chromium refuses to start a sandbox as root, as test machines run it; they say so, and only there is it heeded.
const sandboxImpossible = !app.isPackaged && process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox');
if (!sandboxImpossible) app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

// Before anything of the desk is opened: two apps on one folder would write over each other's work.
if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  const userData = app.getPath('userData');
  const log = openFileLog(userData, !app.isPackaged);
  const onFault = (error: unknown): void => {
    log.error('a fault in main', factsOf(error));
    app.exit(1);
  };
  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  denyNavigation(app, log);

  let main: MainWindow | null = null;
  app.on('second-instance', () => { main?.show(); });
  void app.whenReady().then(() => {
    const settings = readSettings({ userData, env: process.env, argv: process.argv, packaged: app.isPackaged });
    if (!settings.ok) stop(settings.failure.sentence);
    log.info('started', { version: app.getVersion(), electron: process.versions.electron });
    main = openDeskApp({ settings: settings.value, log, engineNode: engineNode() });
  });
}
