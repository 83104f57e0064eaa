/**
 * The engine as a process of its own: Electron's `utilityProcess`, or `child_process.fork` where Electron's own Node is
 * too old for the SQLite addon. Messages are the same; only the port differs.
 */
import type { FromEngine, ToEngine } from '#contract/engine-protocol.ts';
import { createEngine } from '../engine.ts';

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  on: (event: 'message', listener: (event: { data: unknown }) => void) => void;
  postMessage: (message: unknown) => void;
}
const { parentPort } = process as typeof process & { parentPort?: ParentPort };

/** EX_SOFTWARE: main starts the engine again, and the overlay is rebuilt from the outbox. */
const EXIT_BUG = 70;

const send: (message: FromEngine) => void = parentPort !== undefined
  ? (message) => { parentPort.postMessage(message); }
  // Without a callback a closed channel would raise an error here, after main has already gone.
  : (message) => { process.send?.(message, undefined, undefined, () => undefined); };

/** Only what happened and where: an error's own text could quote a record, so its message is not printed. */
function report(error: unknown, fatal: boolean): void {
  const { name, code, stack } = error instanceof Error ? error as Error & { code?: string } : { name: typeof error, code: '', stack: '' };
  const frames = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).join('\n');
  process.stderr.write(`engine: ${name} ${code ?? ''}\n${frames}\n`, () => { if (fatal) process.exit(EXIT_BUG); });
}
process.on('uncaughtException', (error) => { report(error, true); });
process.on('unhandledRejection', (error) => { report(error, true); });

const engine = createEngine({ emit: send, report });
const receive = (message: unknown): void => { void engine.receive(message as ToEngine); };
if (parentPort !== undefined) parentPort.on('message', ({ data }) => { receive(data); });
else {
  process.on('message', receive);
  // Main is gone: there is nobody to work for, and the files close cleanly.
  process.on('disconnect', () => { void engine.call('close', null).then(() => process.exit(0)); });
}
send({ kind: 'ready' });
