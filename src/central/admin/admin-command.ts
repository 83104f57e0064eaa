import { fail, type Outcome } from '#contract/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { OnProgress } from '../progress.ts';

export interface Asked {
  /** The words after the command's own name. */
  words: string[];
  flags: Record<string, boolean>;
  /** Options that take words, e.g. `--reason`. */
  texts: Record<string, string>;
  /** The administrator's name on the machine, for the audit. */
  by: string;
  /** Milliseconds since 1970. */
  now: number;
  /** Hears how far it is, of what takes a while. */
  onProgress?: OnProgress;
  /** Ends it before its time, with nothing changed. */
  stopping?: AbortSignal;
}

export interface AdminCommand {
  /** How it is typed, one line each, for the help. */
  usage: string[];
  /** Files of the council's folder that it reads, by the name of the text it gets them as; one that the folder leaves out is no text. */
  files?: Record<string, string>;
  /** Answers what to print. */
  run: (store: CentralStore, asked: Asked) => Promise<Outcome<string>>;
}

export const wrongUse = (command: Pick<AdminCommand, 'usage'>): Outcome<never> => fail('bad-input', `Write it like this:\n  ${command.usage.join('\n  ')}`);
