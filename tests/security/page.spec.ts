/** What the page may not do, asked of the page itself. */
import { expect, test } from '@playwright/test';
import { contentSecurityPolicy } from '#main/security/content-security-policy.ts';
import { inPage, Workstation, type Running } from './harness.ts';

const workstation = new Workstation();
let running: Running;
test.beforeAll(async () => {
  await workstation.prepare(false);
  running = await workstation.launch();
});
test.afterAll(async () => { await workstation.clear(); });

test('the page has the bridge’s two functions and nothing of Node or Electron', async () => {
  const found = await inPage(running.page, () => ({
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
    bridge: Object.keys((globalThis as unknown as { casefront: object }).casefront).sort(),
    origin: location.origin,
  }));
  expect(found).toEqual({ node: [], bridge: ['invoke', 'on'], origin: 'app://casefront' });
});

test('the window is isolated and sandboxed', async () => {
  const settings = await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> };
    const { contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag } = contents.getLastWebPreferences();
    return { contextIsolation, sandbox, nodeIntegration, nodeIntegrationInSubFrames, webSecurity, webviewTag };
  });
  expect(settings).toEqual({
    contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, webviewTag: false,
  });
});

test('calls the bridge does not know are refused before they leave the page', async () => {
  const refusals = await inPage(running.page, async () => {
    const { casefront } = globalThis as unknown as { casefront: { invoke: (channel: string, args: unknown) => Promise<unknown>; on: (event: string, listener: () => void) => void } };
    const asked = await Promise.all(['no.such', 'toString', '__proto__'].map((name) =>
      casefront.invoke(name, {}).then(() => 'answered', () => 'refused')));
    let listened = 'listened';
    try { casefront.on('constructor', () => undefined); } catch { listened = 'refused'; }
    return [...asked, listened];
  });
  expect(refusals).toEqual(['refused', 'refused', 'refused', 'refused']);
});

test('the policy is in force: no evaluated code, no inline script or style, no image or request from elsewhere', async () => {
  const broken = await inPage(running.page, async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => { directives.push(event.effectiveDirective); });
    const settled = (element: HTMLElement): Promise<string> => new Promise((resolve) => {
      element.addEventListener('load', () => { resolve('loaded'); });
      element.addEventListener('error', () => { resolve('blocked'); });
    });
    let evaluated = 'ran';
    try { (0, eval)('1'); } catch { evaluated = 'blocked'; }
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.inlineRan = true';
    document.head.append(inline);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 3px solid red }';
    document.head.append(style);
    const image = new Image();
    image.src = 'https://example.org/pixel.png';
    const remote = document.createElement('script');
    remote.src = 'https://example.org/script.js';
    const loads = Promise.all([settled(image), settled(remote)]);
    document.head.append(remote);
    const request = await fetch('https://example.org/').then(() => 'answered', () => 'blocked');
    const own = await fetch('app://casefront/index.html').then(() => 'answered', () => 'blocked');
    const frame = document.createElement('iframe');
    frame.src = 'app://casefront/index.html';
    document.body.append(frame);
    const [imageEnd, remoteEnd] = await loads;
    let worker = 'ran';
    try {
      worker = await settled(new Worker('app://casefront/index.html') as unknown as HTMLElement);
    } catch { worker = 'blocked'; }
    const outline = getComputedStyle(document.body).outlineStyle;
    for (const element of [inline, style, remote, frame]) element.remove();
    return { evaluated, inline: 'inlineRan' in globalThis, outline, request, own, imageEnd, remoteEnd, worker, directives: [...new Set(directives)].sort() };
  });
  expect(broken).toMatchObject({
    evaluated: 'blocked', inline: false, outline: 'none', request: 'blocked', own: 'blocked', imageEnd: 'blocked', remoteEnd: 'blocked', worker: 'blocked',
  });
  expect(broken.directives).toEqual(expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'script-src', 'script-src-elem', 'style-src-elem']));
});

test('our own screen keeps to the policy', async () => {
  const complaints: string[] = [];
  running.page.on('console', (message) => { if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text()); });
  await running.page.reload();
  await expect(running.page.getByRole('heading').first()).toBeVisible();
  for (let step = 0; step < 5; step += 1) await running.page.keyboard.press('Tab');
  expect(complaints).toEqual([]);
});

test('app:// serves the screen’s files with the policy, and nothing outside their folder', async () => {
  const answers = await running.app.evaluate(async ({ net }, addresses) => Promise.all(addresses.map(async (address) => {
    const answer = await net.fetch(address);
    return { address, status: answer.status, policy: answer.headers.get('content-security-policy') };
  })), [
    'app://casefront/index.html', 'app://casefront/../main/index.js', 'app://casefront/..%2fmain%2findex.js', 'app://casefront/%2e%2e/%2e%2e/package.json',
    'app://casefront/..%5cmain%5cindex.js', 'app://casefront//etc/passwd', 'app://casefront/%2fetc%2fpasswd', 'app://elsewhere/index.html', 'app://casefront/assets',
  ]);
  expect(answers[0]).toEqual({ address: 'app://casefront/index.html', status: 200, policy: contentSecurityPolicy });
  expect(answers.slice(1).filter((one) => one.status !== 404)).toEqual([]);
});

test('the page can’t go elsewhere, open a window, embed a page or save a file', async () => {
  const { app, page } = running;
  const here = page.url();
  const opened = await inPage(page, () => globalThis.open('https://example.org/') === null && globalThis.open('app://casefront/index.html') === null);
  expect(opened).toBe(true);
  await app.evaluate(({ BrowserWindow }) => {
    const seen: [string, boolean][] = [];
    Object.assign(globalThis, { seenNavigations: seen });
    BrowserWindow.getAllWindows()[0]?.webContents.on('will-frame-navigate', (event) => { seen.push([event.url, event.defaultPrevented]); });
  });
  const navigations = (): Promise<[string, boolean][]> => app.evaluate(() => (globalThis as unknown as { seenNavigations: [string, boolean][] }).seenNavigations);
  for (const [asked, way] of [
    ["location.href = 'https://example.org/'", 'https://example.org/'],
    ["location.assign('app://casefront/assets/')", 'app://casefront/assets/'],
    ["document.body.append(Object.assign(document.createElement('a'), { href: 'https://example.org/link', id: 'away' })); away.click(); away.remove()", 'https://example.org/link'],
  ] as const) {
    await page.evaluate(`setTimeout(() => { ${asked}; }, 0)`);
    await expect.poll(async () => (await navigations()).find(([url]) => url === way)).toEqual([way, true]);
  }
  const downloads = app.evaluate(({ session }) => new Promise<boolean>((resolve) => {
    session.defaultSession.once('will-download', (event) => { resolve(event.defaultPrevented); });
  }));
  await inPage(page, () => {
    Object.assign(document.createElement('a'), { href: 'data:application/octet-stream;base64,AAAA', download: 'taken.bin' }).click();
    document.body.append(document.createElement('webview'));
  });
  expect(await downloads).toBe(true);
  expect(page.url()).toBe(here);
  expect(await app.evaluate(({ BrowserWindow, webContents }) => [BrowserWindow.getAllWindows().length, webContents.getAllWebContents().filter((one) => one.getType() !== 'window').length])).toEqual([1, 0]);
});

test('every permission is denied', async () => {
  const answers = await inPage(running.page, async () => ({
    notification: await Notification.requestPermission(),
    camera: await (navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia({ video: true }).then(() => 'granted', () => 'denied') ?? 'denied',
    place: await new Promise<string>((resolve) => { navigator.geolocation.getCurrentPosition(() => { resolve('granted'); }, (error) => { resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'); }); }),
    clipboard: await navigator.clipboard.readText().then(() => 'granted', () => 'denied'),
    midi: await navigator.permissions.query({ name: 'midi' }).then((status) => status.state),
  }));
  expect(answers).toEqual({ notification: 'denied', camera: 'denied', place: 'denied', clipboard: 'denied', midi: 'denied' });
});
