import { pino, type DestinationStream, type Logger } from 'pino';

/**
 * An error without its message: a database's may quote the row it could not store. Its kind, its code and where it was
 * thrown are enough to find it.
 */
function withoutData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim());
  return { type: error.name, code, frames };
}

/** JSON lines on stderr: no bodies, names, addresses, query strings or tokens. */
export function createLogger(level = 'info', destination: DestinationStream = pino.destination({ dest: 2, sync: false })): Logger {
  return pino({ level, base: null, serializers: { err: withoutData, error: withoutData, req: () => undefined, res: () => undefined } }, destination);
}
