import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../../scripts/centre-process.ts';

interface Scheme { clauses: { id: string; cumulative: { scope: string; total: number | null }[] }[] }

/** What a payment of goodwill is held to, in pence; see `resources/demo-council/scheme.json`. */
export const GOODWILL = { perDecision: 2500, perResident: 5000 } as const;

/** The demo council, but nobody runs out of what they may decide in a month: what is shared is what a resident may get in a year. */
export function makeCouncilFolder(folder: string): string {
  cpSync(path.join(projectFolder, 'resources/demo-council'), folder, { recursive: true });
  const file = path.join(folder, 'scheme.json');
  const scheme = JSON.parse(readFileSync(file, 'utf8')) as Scheme;
  for (const limit of scheme.clauses.find(({ id }) => id === 'goodwill')?.cumulative ?? []) {
    if (limit.scope === 'operative') limit.total = 100_000_000;
  }
  writeFileSync(file, JSON.stringify(scheme));
  return folder;
}
