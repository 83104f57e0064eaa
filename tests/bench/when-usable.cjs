/** Loaded before an app: prints how long after its process began what `CASEFRONT_USABLE` selects was painted, and quits. Nothing else is attached to it. */
const { app } = require('electron');

const painted = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(${JSON.stringify(process.env.CASEFRONT_USABLE)}) === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => { requestAnimationFrame(() => { resolve(Date.now()); }); });
  };
  look();
})`;

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(painted).then((at) => {
      process.stdout.write(`usable at ${String(at)}\n`);
      app.quit();
    });
  });
});
