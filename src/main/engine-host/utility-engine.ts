import { app, utilityProcess } from 'electron';
import type { FromEngine } from '#contract/engine-protocol.ts';
import { engineEnvironment, engineFlags, type EngineProcess } from './engine-process.ts';

/** The engine as Electron means it; use after the app is ready. */
export function utilityEngine(entry: string): EngineProcess {
  const child = utilityProcess.fork(entry, [], {
    serviceName: 'Casefront engine',
    execArgv: engineFlags,
    env: engineEnvironment(process.env),
    stdio: app.isPackaged ? 'ignore' : 'inherit',
  });
  return {
    send: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', (message: FromEngine) => { listener(message); }); },
    onExit: (listener) => { child.once('exit', () => { listener(); }); },
    kill: () => { child.kill(); },
  };
}
