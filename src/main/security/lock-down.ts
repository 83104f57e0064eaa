/** What no page of this app may do, whatever gets into it: go elsewhere, open anything, ask for a device, or save a file. */
import type { App, Session } from 'electron';
import type { Log } from '../lifecycle/log.ts';
import { APP_ORIGIN, APP_SCHEME } from './app-protocol.ts';

/** For every page there will ever be; call before the first. */
export function denyNavigation(app: App, log: Log): void {
  app.on('web-contents-created', (_created, contents) => {
    // Of any frame. A page may load itself anew, as it does after a fault.
    contents.on('will-frame-navigate', (event) => {
      if (event.isMainFrame && event.url === contents.getURL() && event.url.startsWith(`${APP_ORIGIN}/`)) return;
      event.preventDefault();
      log.warn('a page tried to go elsewhere');
    });
    contents.on('will-redirect', (event) => { event.preventDefault(); });
    contents.on('will-attach-webview', (event) => { event.preventDefault(); log.warn('a page tried to embed another'); });
    contents.setWindowOpenHandler(() => { log.warn('a page tried to open a window'); return { action: 'deny' }; });
  });
}

/** `devTools` lets the developer tools load their own pages. */
export function denyPermissions(session: Session, log: Log, devTools: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('a permission was denied', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => { answer({}); });
  session.on('will-download', (event) => { event.preventDefault(); log.warn('a download was denied'); });
  const allowed = new Set([`${APP_SCHEME}:`, 'data:', ...(devTools ? ['devtools:'] : [])]);
  // The policy on each page says the same; this holds where a page would have none.
  session.webRequest.onBeforeRequest((details, answer) => { answer({ cancel: !allowed.has(new URL(details.url).protocol) }); });
}
