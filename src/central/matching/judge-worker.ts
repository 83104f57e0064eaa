import { parentPort, workerData } from 'node:worker_threads';
import { judge, type FromJudge, type ToJudge } from './judge.ts';

const { records, atLeast } = workerData as ToJudge;
const say = (message: FromJudge): void => { parentPort?.postMessage(message); };
say({ kind: 'judged', judged: judge(records, { atLeast, onProgress: (progress) => { say({ kind: 'progress', progress }); } }) });
