import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * The menu is not shown outside macOS, but its keys work: without the standard roles nothing could be copied or pasted.
 * Nothing in it reloads the page or opens developer tools in an installed app.
 */
export function setMenu(devTools: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' }, { role: 'zoomIn' },
    // The same key without Shift, as it is printed on the keyboard.
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' },
    ...(devTools ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    { label: 'View', submenu: view },
    { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'close' }, ...(process.platform === 'darwin' ? [] : [{ role: 'quit' } as const])] },
  ]));
}
