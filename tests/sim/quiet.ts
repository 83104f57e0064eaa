/**
 * When a process has nothing left to do by itself: nothing on its event loop, nothing on the threads beside it. Between
 * two steps of a simulation that is so, and only then does the same seed go the same way on any machine.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Random } from './random.ts';

/** Turns of the loop in which nothing was under way before it counts as quiet: what one thing begins, the next finishes. */
const QUIET_TURNS = 8;

type Work = (...values: unknown[]) => Promise<unknown>;

let beside = 0;

/** Signing and checking tokens happens on threads of their own, and nothing else tells that it is under way. */
export function countWorkBeside(): () => void {
  const { subtle } = crypto.webcrypto;
  const methods = Object.getPrototypeOf(subtle) as Record<string, Work>;
  const originals = ['sign', 'verify', 'digest', 'importKey'].map((name) => [name, methods[name]] as const);
  for (const [name, original] of originals) {
    if (original === undefined) throw new Error(`there is no ${name}`);
    methods[name] = async function counted(this: unknown, ...values: unknown[]) {
      beside += 1;
      try {
        return await original.apply(this, values);
      } finally {
        beside -= 1;
      }
    };
  }
  return () => { for (const [name, original] of originals) if (original !== undefined) methods[name] = original; };
}

/** Ids and tokens are drawn from the seed like everything else: rows are ordered by some of them. */
export function drawFrom(random: Random): () => void {
  const { randomUUID, randomBytes } = crypto;
  const uuid = (): `${string}-${string}-${string}-${string}-${string}` => {
    const hex = Array.from({ length: 16 }, () => random.below(256).toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  const filled = <T extends Uint8Array>(array: T): T => {
    for (let n = 0; n < array.length; n += 1) array[n] = random.below(256);
    return array;
  };
  Object.assign(crypto, { randomUUID: uuid, randomBytes: (size: number) => filled(Buffer.alloc(size)) });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: filled, configurable: true });
  syncBuiltinESMExports();
  return () => {
    Object.assign(crypto, { randomUUID, randomBytes });
    Reflect.deleteProperty(globalThis.crypto, 'getRandomValues');
    syncBuiltinESMExports();
  };
}

/** Lets everything that is ready to run do so, to the end. */
export async function quiet(): Promise<void> {
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    await breathe();
    if (beside > 0 || process.getActiveResourcesInfo().includes('Immediate')) turns = -1;
  }
}
