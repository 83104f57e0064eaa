import path from 'node:path';
import log from 'electron-log/node';
import type { Facts, Log } from './log.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/** `logs/main.log` under the app's own folder, and the one before it. */
export function openFileLog(userData: string, alsoPrint: boolean): Log {
  log.transports.file.resolvePathFn = () => path.join(userData, 'logs', 'main.log');
  log.transports.file.maxSize = MOST_BYTES;
  log.transports.file.level = 'info';
  log.transports.console.level = alsoPrint ? 'warn' : false;
  const line = (message: string, facts?: Facts): string => facts === undefined ? message : `${message} ${JSON.stringify(facts)}`;
  return {
    info: (message, facts) => { log.info(line(message, facts)); },
    warn: (message, facts) => { log.warn(line(message, facts)); },
    error: (message, facts) => { log.error(line(message, facts)); },
  };
}
