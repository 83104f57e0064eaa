/** What an administrator may set for a desk, in `settings.json` in the app's own folder. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '#contract/failures.ts';

const DEFAULT_CENTRE = 'http://127.0.0.1:8780';
const DEFAULT_IDLE_SECONDS = 5 * 60;

const settingsSchema = z.object({
  centralUrl: z.string().optional(),
  /** From ten seconds to an hour; a desk that never locks is not offered. */
  idleLockSeconds: z.int().min(10).max(3600).optional(),
}).strict();

export interface Settings {
  centralUrl: string;
  idleLockSeconds: number;
}

interface Sources {
  userData: string;
  env: NodeJS.ProcessEnv;
  argv: readonly string[];
  packaged: boolean;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Passphrases go there: in the clear only within this computer. */
function centreAt(text: string, from: string): Outcome<string> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return fail('bad-input', `The centre’s address in ${from} is not a web address. Write it like https://centre.example.gov.uk.`);
  }
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) {
    return fail('bad-input', `The centre’s address in ${from} must begin with https, because passphrases are sent there.`);
  }
  return succeed(url.href.replace(/\/+$/, ''));
}

/** From the environment, else the command line, else `settings.json`, else what suits a demo on this computer. */
export function readSettings({ userData, env, argv, packaged }: Sources): Outcome<Settings> {
  let file: z.infer<typeof settingsSchema> = {};
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(path.join(userData, 'settings.json'), 'utf8')));
    if (!parsed.success) {
      const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'an unknown setting').join(', ');
      return fail('bad-input', `settings.json can’t be used: ${where}. Correct it or remove it, then start Casefront again.`);
    }
    file = parsed.data;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      return fail('bad-input', 'settings.json can’t be read. Correct it or remove it, then start Casefront again.');
    }
  }
  const argument = argv.find((word) => word.startsWith('--central='))?.slice('--central='.length);
  const fromEnv = env['CASEFRONT_CENTRAL_URL'];
  const centre = fromEnv !== undefined ? centreAt(fromEnv, 'CASEFRONT_CENTRAL_URL')
    : argument !== undefined ? centreAt(argument, '--central')
      : centreAt(file.centralUrl ?? DEFAULT_CENTRE, 'settings.json');
  if (!centre.ok) return centre;
  // In tests only: nobody should be able to keep a council's desk open by a variable.
  const idleFromEnv = packaged ? NaN : Number(env['CASEFRONT_IDLE_LOCK_SECONDS'] ?? NaN);
  return succeed({
    centralUrl: centre.value,
    idleLockSeconds: Number.isFinite(idleFromEnv) && idleFromEnv > 0 ? idleFromEnv : file.idleLockSeconds ?? DEFAULT_IDLE_SECONDS,
  });
}
