/** What main writes down about itself: fixed words and plain facts. Never a name, a passphrase, a key or what somebody typed. */
export interface Log {
  info: (message: string, facts?: Facts) => void;
  warn: (message: string, facts?: Facts) => void;
  error: (message: string, facts?: Facts) => void;
}
export type Facts = Record<string, string | number | boolean>;

/** Where an error came from. Its message is left out: it may quote what somebody typed. */
export function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 6).map((line) => line.trim());
  const { code } = error as NodeJS.ErrnoException;
  return { error: error.name, ...(typeof code === 'string' ? { code } : {}), at: frames.join(' < ') };
}
