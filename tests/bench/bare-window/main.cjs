// The least an Electron app can be: one window, one heading. What Casefront's start and memory are measured against.
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1366, height: 768 });
  await window.loadFile(path.join(__dirname, 'index.html'));
});
app.on('window-all-closed', () => { app.quit(); });
