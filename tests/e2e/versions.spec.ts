/** This Casefront and the centre stop fitting together while somebody works: a screen of its own, and a way on. */
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoPassphrase, demoPerson, Desk } from './harness/desk.ts';
import { expect, test } from './harness/council.ts';

/** Stands before the centre as it would be after an update: it refuses this desk's version when told to. */
class Doorkeeper {
  #refuses: 'too-old' | 'too-new' | null = null;
  readonly #server: Server;

  constructor(centre: string) {
    this.#server = createServer((asked, answer) => { this.#pass(new URL(asked.url ?? '/', centre), asked, answer); });
  }

  #pass(url: URL, asked: IncomingMessage, answer: ServerResponse): void {
    if (this.#refuses !== null && /^\/v1\/(pull|push|head|live|refresh|snapshot|sign-in)/.test(url.pathname)) {
      answer.writeHead(this.#refuses === 'too-old' ? 426 : 409, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ code: this.#refuses, sentence: 'The versions do not fit.' }));
      asked.resume();
      return;
    }
    const onward = request(url, { method: asked.method, headers: asked.headers }, (back) => {
      answer.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(answer);
    });
    onward.on('error', () => { answer.destroy(); });
    answer.on('close', () => { onward.destroy(); });
    asked.pipe(onward);
  }

  /** A centre that is updated ends what was under way. */
  refuse(why: 'too-old' | 'too-new' | null): void {
    this.#refuses = why;
    this.#server.closeAllConnections();
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => { this.#server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

test('too old, found while the desk is open and at sign-in: what is typed stays, work goes on, and the notice goes by itself', async ({ council }) => {
  const door = new Doorkeeper(council.url);
  const desk = new Desk({ centralUrl: await door.listen(), userData: `${council.folder}/desk-behind-door`, person: await demoPerson('customer-service-operative') });
  try {
    await (await desk.open()).signIn();
    await desk.find('Margaret Okafor', /Margaret Okafor/);
    await desk.startContact();
    await desk.page.getByLabel('Note').fill('Half a sentence');
    door.refuse('too-old');
    const notice = desk.page.getByRole('alertdialog', { name: 'This Casefront is too old for the centre' });
    await expect(notice).toBeVisible({ timeout: 15_000 });
    await expect(notice).toContainText('Everything entered here is at the centre.');
    await desk.isAccessible('too old');
    await notice.getByRole('button', { name: 'Go on without the centre' }).click();
    await expect(notice).toBeHidden();
    await expect(desk.page.getByLabel('Note')).toHaveValue('Half a sentence');
    await desk.finishContact();
    await expect(desk.syncLine).toContainText('too old for the centre: update it. 1 waiting.');

    await desk.page.keyboard.press('Control+l');
    await desk.submitPassphrase();
    await expect(desk.page.getByRole('heading', { name: 'This Casefront is too old for the centre' })).toBeVisible();
    await expect(desk.page.getByText('1 piece of unsent work is safe on this desk.')).toBeVisible();
    await desk.isAccessible('too old at sign-in');
    await desk.look('too-old-at-sign-in');
    await desk.page.getByLabel('Passphrase', { exact: true }).fill(await demoPassphrase());
    await desk.page.keyboard.press('Enter');
    await expect(desk.syncLine).toContainText('too old for the centre: update it. 1 waiting.');
    await expect(notice).toBeHidden();

    door.refuse(null);
    await desk.page.keyboard.press('Alt+s');
    await desk.page.getByRole('button', { name: 'Sync now' }).click();
    await expect(desk.syncLine).toContainText('All work saved centrally', { timeout: 20_000 });

    door.refuse('too-new');
    const newer = desk.page.getByRole('alertdialog', { name: 'This Casefront is newer than the centre' });
    await expect(newer).toBeVisible({ timeout: 15_000 });
    door.refuse(null);
    await newer.getByRole('button', { name: 'Try the centre again' }).click();
    await expect(newer).toBeHidden({ timeout: 15_000 });
    await expect(desk.syncLine).toContainText('All work saved centrally');
  } finally {
    await desk.close().catch(() => undefined);
    door.close();
  }
});
