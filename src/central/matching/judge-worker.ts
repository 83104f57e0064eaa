import { parentPort, workerData } from 'node:worker_threads';
import type { PersonRecord } from '#domain/matching/compare.ts';
import { judge } from './judge.ts';

parentPort?.postMessage(judge(workerData as PersonRecord[]));
