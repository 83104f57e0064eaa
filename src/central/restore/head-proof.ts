/**
 * A word from the centre about its own past: "in this epoch I stood at this version". A desk keeps the newest one. A
 * centre that stands before a version it has itself vouched for was restored from a backup and nobody has told it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { secretNamed } from '../identity/secrets.ts';
import type { CentralStore } from '../pg/central-store.ts';

export interface HeadProofs {
  make: (epoch: string, version: number) => string;
  holds: (proof: string, epoch: string, version: number) => boolean;
}

export async function openHeadProofs(store: CentralStore): Promise<HeadProofs> {
  const key = Buffer.from(await secretNamed(store, 'head-proof', () => Promise.resolve(randomBytes(32).toString('base64'))), 'base64');
  const digest = (epoch: string, version: number): Buffer =>
    createHmac('sha256', key).update(JSON.stringify([store.council, epoch, version])).digest();
  return {
    make: (epoch, version) => digest(epoch, version).toString('base64url'),
    holds(proof, epoch, version) {
      const [given, wanted] = [Buffer.from(proof, 'base64url'), digest(epoch, version)];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
