/**
 * Carries out the centre's order to wipe a desk, and reports it. The order is written down before anything is destroyed:
 * an app that is killed in the middle goes on at its next start, and a report the centre did not get is sent again.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Keyring } from '../keyring/keyring-file.ts';
import { destroyDesk } from '../keyring/destroy.ts';
import { replaceFile } from '../lifecycle/replace-file.ts';
import type { CallEngine } from './call-engine.ts';

const orderSchema = z.object({
  folder: z.string().min(1), deviceId: z.string(), token: z.string(),
  /** How much work could not be sent first; null where it could not be counted without the key. */
  unsent: z.int().nullable(),
  /** Set once the files are gone. */
  done: z.object({ files: z.int(), bytes: z.int(), wipedAt: z.int() }).nullable(),
});
type Order = z.infer<typeof orderSchema>;

export type WipeOrder = Pick<Order, 'folder' | 'deviceId' | 'token' | 'unsent'>;

export class Wiper {
  readonly #folder: string;
  readonly #call: CallEngine;
  readonly #now: () => number;

  /** `folder` is where orders are kept until they are reported. */
  constructor(folder: string, call: CallEngine, now: () => number) {
    this.#folder = folder;
    this.#call = call;
    this.#now = now;
  }

  /** Destroys a desk whose files nobody has open. */
  async wipe(order: WipeOrder): Promise<void> {
    await this.#carryOut({ ...order, done: null });
  }

  /** Which of these desks are to be wiped with nobody signed in: how much is unsent in them can't be told without the key. */
  async due(desks: { folder: string; keyring: Pick<Keyring, 'deviceId' | 'staffId' | 'username'> }[]): Promise<(WipeOrder & { username: string })[]> {
    if (desks.length === 0) return [];
    const answer = await this.#call('central-standing', { desks: desks.map(({ keyring: { deviceId, staffId } }) => ({ deviceId, staffId })) });
    if (!answer.ok) return [];
    return answer.value.wipe.flatMap(({ deviceId, token }) => desks.filter(({ keyring }) => keyring.deviceId === deviceId)
      .map(({ folder, keyring: { username } }) => ({ folder, deviceId, token, unsent: null, username })));
  }

  /** What was begun and not finished, or done and not reported. */
  async resume(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    for (const name of names) {
      const text = await readFile(path.join(this.#folder, name), 'utf8').catch(() => '');
      const order = orderSchema.safeParse(parse(text));
      if (order.success) await this.#carryOut(order.data);
    }
  }

  async #carryOut(order: Order): Promise<void> {
    const file = path.join(this.#folder, `${createHash('sha256').update(order.deviceId).digest('hex').slice(0, 16)}.json`);
    let { done } = order;
    if (done === null) {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await replaceFile(file, JSON.stringify(order));
      done = { ...await destroyDesk(order.folder), wipedAt: this.#now() };
      await replaceFile(file, JSON.stringify({ ...order, done }));
    }
    const { deviceId, token, unsent } = order;
    const reported = await this.#call('central-wiped', { deviceId, token, receipt: { ...done, unsent } });
    if (reported.ok || reported.failure.code === 'not-found') await rm(file, { force: true });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
