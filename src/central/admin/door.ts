/**
 * How the command line reaches a centre that has its data folder open, where no second process may: a file beside the
 * store says where it listens and holds a key of its own, readable by whoever may read the store itself.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { fail, failureSchema, succeed, type Outcome } from '#contract/failures.ts';
import { failureAnswers, sendFailure } from '../http/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { writePrivately } from '../pg/write-privately.ts';
import { runAdminCommand } from './commands.ts';

/** A scheme of some hundred clauses; a request may have a million bytes. */
const LONGEST_TEXT = 900_000;

const doorSchema = z.object({ url: z.url(), key: z.string() });
const askedSchema = z.object({ name: z.string(), words: z.array(z.string().max(500)).max(20), flags: z.record(z.string(), z.boolean()),
  texts: z.record(z.string(), z.string().max(LONGEST_TEXT)).default({}), by: z.string().max(200) });
export type AskedAtDoor = z.infer<typeof askedSchema>;

const fileIn = (folder: string): string => path.join(folder, 'centre.door.json');

export const newDoorKey = (): string => randomBytes(32).toString('base64url');
export const openDoor = (folder: string, url: string, key: string): Promise<void> => writePrivately(fileIn(folder), JSON.stringify({ url, key }));
export const closeDoor = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });

export function doorRoute(plain: FastifyInstance, { store, clock, doorKey }: { store: CentralStore; clock: () => number; doorKey: string }): void {
  const wanted = Buffer.from(`Bearer ${doorKey}`);
  plain.withTypeProvider<ZodTypeProvider>().post('/v1/administer', {
    config: { open: true }, schema: { hide: true, body: askedSchema, response: { 200: z.object({ text: z.string() }), ...failureAnswers } },
  }, async (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      return sendFailure(reply, fail('not-allowed', 'Only the command line on the centre’s own machine may ask this.').failure);
    }
    const { name, ...asked } = request.body;
    const done = await runAdminCommand(store, name, { ...asked, now: clock() });
    return done.ok ? { text: done.value } : sendFailure(reply, done.failure);
  });
}

/** Null where no centre says that it has this folder open. */
export async function askAtDoor(folder: string, asked: AskedAtDoor): Promise<Outcome<string> | null> {
  const door = doorSchema.safeParse(await readFile(fileIn(folder), 'utf8').then((text) => JSON.parse(text) as unknown).catch(() => null));
  if (!door.success) return null;
  let response: Response;
  try {
    response = await fetch(new URL('/v1/administer', door.data.url), {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${door.data.key}` }, body: JSON.stringify(asked), signal: AbortSignal.timeout(60_000),
    });
  } catch {
    return fail('centre-unreachable', 'The centre that has this folder open does not answer. Try again when it has started, or stop it.');
  }
  const answer: unknown = await response.json();
  if (response.ok) return succeed(z.object({ text: z.string() }).parse(answer).text);
  return { ok: false, failure: failureSchema.parse(answer) };
}
