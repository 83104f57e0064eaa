/**
 * Loaded before the app: holds it back until Playwright has attached and says so by calling this function, as it does
 * for an Electron it started with a loader of its own. An app that opens its window while Playwright attaches is
 * sometimes never reported as launched.
 */
const { app } = require('electron');

const attached = new Promise((resolve) => { globalThis.__playwright_run = resolve; });
const ready = app.whenReady();
app.whenReady = () => Promise.all([ready, attached]).then(() => undefined);
