/**
 * How much unsent work is sealed on a person's desk: a number beside it, so that the sign-in screen can say so without
 * their key. It is only told; what is really there is in the outbox.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../lifecycle/replace-file.ts';

const unsentSchema = z.object({ unsent: z.int().min(0) });
const fileOf = (folder: string): string => path.join(folder, 'unsent.json');

export const writeUnsent = (folder: string, unsent: number): Promise<void> => replaceFile(fileOf(folder), JSON.stringify({ unsent }));

/** 0 where it was never told. */
export async function readUnsent(folder: string): Promise<number> {
  try {
    return unsentSchema.parse(JSON.parse(await readFile(fileOf(folder), 'utf8'))).unsent;
  } catch {
    return 0;
  }
}
