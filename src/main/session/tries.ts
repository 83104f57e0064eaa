/** Wrong passphrases on this desk while the centre can't count them. Kept beside the keyring: a restart is no way round. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../lifecycle/replace-file.ts';

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

const triesSchema = z.object({ wrong: z.int().min(0), lastAt: z.int() });
type Tries = z.infer<typeof triesSchema>;

const fileOf = (folder: string): string => path.join(folder, 'tries.json');

async function read(folder: string): Promise<Tries> {
  try {
    return triesSchema.parse(JSON.parse(await readFile(fileOf(folder), 'utf8')));
  } catch {
    return { wrong: 0, lastAt: 0 };
  }
}

/** Milliseconds to wait after so many wrong ones: none for the first five, then 30 s, doubled each time up to a quarter of an hour. */
export const waitAfter = (wrong: number): number =>
  wrong < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(wrong - FREE_TRIES, 10));

/** Seconds still to wait before the next try. */
export async function secondsToWait(folder: string, now: number): Promise<number> {
  const { wrong, lastAt } = await read(folder);
  const wait = waitAfter(wrong);
  // A clock that was set back must not lengthen it.
  const elapsed = Math.max(0, now - lastAt);
  return now < lastAt ? Math.ceil(wait / 1000) : Math.max(0, Math.ceil((wait - elapsed) / 1000));
}

/** Notes a wrong one. Answers how many more are free, and the wait in seconds that begins now. */
export async function noteWrong(folder: string, now: number): Promise<{ left: number; seconds: number }> {
  const wrong = (await read(folder)).wrong + 1;
  await replaceFile(fileOf(folder), JSON.stringify({ wrong, lastAt: now }));
  return { left: Math.max(0, FREE_TRIES - wrong), seconds: waitAfter(wrong) / 1000 };
}

export const forgetTries = (folder: string): Promise<void> => rm(fileOf(folder), { force: true });
