/** A line that goes quiet is noticed within five seconds; one that is only slow is not taken for lost. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAnswerSchema } from '#contract/wire.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE } from '../../src/central/testing/council.ts';
import { signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

/** Passes bytes on both ways; may swallow them all, or let them trickle. */
class Proxy {
  readonly #server: Server;
  manner: 'clear' | 'hole' | 'slow' = 'clear';

  constructor(port: number) {
    this.#server = createServer((here) => {
      const there = connect(port, '127.0.0.1');
      for (const [from, to] of [[here, there], [there, here]] as [Socket, Socket][]) {
        from.on('data', (bytes) => { this.#pass(bytes, to); });
        from.on('error', () => { to.destroy(); });
        from.on('close', () => { to.destroy(); });
      }
    });
  }

  #pass(bytes: Buffer, to: Socket): void {
    if (this.manner === 'hole' || to.destroyed) return;
    if (this.manner === 'clear') to.write(bytes);
    // The better part of a second each way: slow for any line, and always moving.
    else setTimeout(() => { if (!to.destroyed) to.write(bytes); }, 700);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => { this.#server.listen(0, '127.0.0.1', resolve); });
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  close(): void { this.#server.close(); }
}

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());

async function through(proxy: Proxy, name: 'amina' | 'tom', work: (desk: TestDesk) => Promise<void>): Promise<void> {
  const folder = temporaryFolder();
  const deviceId = `device-of-${name}-by-proxy`;
  const answer = signInAnswerSchema.parse(await (await signIn(centre.base, name, PASSPHRASE, deviceId)).json());
  const opened = await openTestDesk({ deviceId, folder, fetch, now: () => centre.clock.now, centralUrl: await proxy.listen(), signIn: answer });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  try {
    await opened.value.saved();
    await work(opened.value);
    expect(opened.value.bugs).toEqual([]);
  } finally {
    await opened.value.close();
    proxy.close();
    removeFolder(folder);
  }
}

test('a line that swallows everything is noticed within five seconds', async () => {
  const proxy = new Proxy(Number(new URL(centre.base).port));
  await through(proxy, 'amina', async (desk) => {
    proxy.manner = 'hole';
    const began = performance.now();
    await desk.until(() => desk.status()?.phase === 'offline', 'offline');
    // On a busy machine a timer may come late by itself.
    expect(performance.now() - began).toBeLessThan(5500);
    proxy.manner = 'clear';
    await desk.saved();
  });
});

test('a line that only slows stays a line', async () => {
  const proxy = new Proxy(Number(new URL(centre.base).port));
  await through(proxy, 'tom', async (desk) => {
    const phases = new Set<string | undefined>();
    proxy.manner = 'slow';
    const until = performance.now() + 7000;
    await desk.until(() => {
      phases.add(desk.status()?.phase);
      return performance.now() > until;
    }, 'seven seconds');
    expect([...phases]).toEqual(['online']);
  });
});
