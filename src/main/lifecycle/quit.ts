import type { App } from 'electron';

/** Holds quitting back until `finish` has tidied up. Register before the first page loads: a quit may come that early. */
export function finishBeforeQuit(app: App, finish: () => Promise<void>): void {
  let state: 'running' | 'finishing' | 'finished' = 'running';
  app.on('before-quit', (event) => {
    if (state === 'finished') return;
    event.preventDefault();
    if (state === 'finishing') return;
    state = 'finishing';
    void finish().finally(() => {
      state = 'finished';
      app.quit();
    });
  });
}
