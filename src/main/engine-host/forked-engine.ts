import { fork } from 'node:child_process';
import type { FromEngine } from '#contract/engine-protocol.ts';
import { engineEnvironment, engineFlags, type EngineProcess } from './engine-process.ts';

/** The engine on a Node of its own, where Electron's is too old for the database. Development and tests only. */
export function forkEngine(entry: string, node: string): EngineProcess {
  const child = fork(entry, [], {
    execPath: node,
    // Not our own, or it would take over a debugger's port from us.
    execArgv: engineFlags,
    serialization: 'advanced',
    env: engineEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let gone = false;
  const exitListeners: (() => void)[] = [];
  const ended = (): void => {
    if (gone) return;
    gone = true;
    for (const listener of exitListeners) listener();
  };
  child.once('exit', ended);
  // `error` comes without `exit` where it could not be started at all.
  child.on('error', () => { if (child.pid === undefined) ended(); });
  return {
    // Without a callback a message to an engine that is just ending would throw EPIPE at us; its exit tells us anyway.
    send: (message) => { if (child.connected) child.send(message, () => undefined); },
    onMessage: (listener) => { child.on('message', (message) => { listener(message as FromEngine); }); },
    onExit: (listener) => { exitListeners.push(listener); },
    kill: () => { child.kill('SIGKILL'); },
  };
}
