import type { FromEngine, ToEngine } from '#contract/engine-protocol.ts';

/** V8's space for what is new, in MB: what an answer is made of is small and soon gone, and the usual 16 are kept for good. */
export const engineFlags = ['--max-semi-space-size=2'];

/** One running engine, whatever it runs on. */
export interface EngineProcess {
  send: (message: ToEngine) => void;
  onMessage: (listener: (message: FromEngine) => void) => void;
  /** Called once, when it has ended or could not be started. */
  onExit: (listener: () => void) => void;
  kill: () => void;
}

/** The engine gets what finding the centre needs, and nothing else that happens to be in our environment. */
export function engineEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const wanted = /^(PATH|HOME|USERPROFILE|SYSTEMROOT|TEMP|TMP|TMPDIR|LANG|LC_ALL|TZ|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && wanted.test(name) ? [[name, value]] : []));
}
