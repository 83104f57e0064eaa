import { parentPort, workerData } from 'node:worker_threads';
import type { PersonRecord } from './compare.ts';
import { judge } from './judge.ts';

parentPort?.postMessage(judge(workerData as PersonRecord[]));
