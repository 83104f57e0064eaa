/** Learns a model from all records and judges all pairs: seconds of work, of a borough minutes, done in a thread of its own while the centre serves. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { createRandom } from '../demo/random.ts';
import type { PersonRecord } from '#domain/matching/compare.ts';
import type { OnProgress, Progress } from '../progress.ts';
import { findMatches, modelText, train, type Match } from './model.ts';

/** From this likelihood on two records are shown to somebody. */
export const AT_LEAST = 0.9;

export interface Judged { modelId: string; model: string; matches: Match[] }

/** `atLeast` is the likelihood from which a pair is answered. */
export interface Judging { atLeast?: number; onProgress?: OnProgress }

export interface ToJudge { records: PersonRecord[]; atLeast: number }
export type FromJudge = { kind: 'progress'; progress: Progress } | { kind: 'judged'; judged: Judged };

export function judge(records: PersonRecord[], { atLeast = AT_LEAST, onProgress = () => undefined }: Judging = {}): Judged {
  const model = train(records, createRandom(records.length).next, onProgress);
  const text = modelText(model);
  return { modelId: createHash('sha256').update(text).digest('hex').slice(0, 16), model: text, matches: findMatches(records, model, atLeast, onProgress) };
}

/** As written, and as built: beside the bundle, or above its parts. */
const WORKER = ['./judge-worker.ts', './judge-worker.js', '../judge-worker.js'].map((file) => new URL(file, import.meta.url));

/** Rejects where `stopping` ends it. */
export function judgeApart(records: PersonRecord[], stopping: AbortSignal, { atLeast = AT_LEAST, onProgress = () => undefined }: Judging = {}): Promise<Judged> {
  return new Promise((resolve, reject) => {
    stopping.throwIfAborted();
    const file = WORKER.find((one) => existsSync(one));
    if (file === undefined) throw new Error('there is nothing that judges records beside this file');
    const worker = new Worker(file, { workerData: { records, atLeast } satisfies ToJudge });
    const stop = (): void => { void worker.terminate(); };
    stopping.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: FromJudge) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(message.judged);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      stopping.removeEventListener('abort', stop);
      reject(new Error('the records were not judged to their end'));
    });
  });
}
