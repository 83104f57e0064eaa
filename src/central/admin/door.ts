/**
 * How the command line reaches a centre that has its data folder open, where no second process may: a file beside the
 * store says where it listens and holds a key of its own, readable by whoever may read the store itself.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { fail, failureSchema, succeed, type Outcome } from '#contract/failures.ts';
import { sendFailure } from '../http/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { writePrivately } from '../pg/write-privately.ts';
import { inTenths } from '../progress.ts';
import { runAdminCommand } from './commands.ts';

/** A scheme of some hundred clauses; a request may have a million bytes. */
const LONGEST_TEXT = 900_000;

const doorSchema = z.object({ url: z.url(), key: z.string() });
const askedSchema = z.object({ name: z.string(), words: z.array(z.string().max(500)).max(20), flags: z.record(z.string(), z.boolean()),
  texts: z.record(z.string(), z.string().max(LONGEST_TEXT)).default({}), by: z.string().max(200) });
export type AskedAtDoor = z.infer<typeof askedSchema>;
/** A line each; between them an empty one now and then, so that long work is known from a centre that hangs. */
const saidSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('doing'), line: z.string() }), z.object({ kind: z.literal('done'), text: z.string() }), z.object({ kind: z.literal('failed'), failure: failureSchema }),
]);
type Said = z.infer<typeof saidSchema>;
const SAYS_EVERY_MS = 5000;
const SILENCE_MS = 60_000;

const fileIn = (folder: string): string => path.join(folder, 'centre.door.json');

export const newDoorKey = (): string => randomBytes(32).toString('base64url');
export const openDoor = (folder: string, url: string, key: string): Promise<void> => writePrivately(fileIn(folder), JSON.stringify({ url, key }));
export const closeDoor = (folder: string): Promise<void> => rm(fileIn(folder), { force: true });

export function doorRoute(plain: FastifyInstance, { store, clock, doorKey }: { store: CentralStore; clock: () => number; doorKey: string }): void {
  const wanted = Buffer.from(`Bearer ${doorKey}`);
  plain.withTypeProvider<ZodTypeProvider>().post('/v1/administer', {
    config: { open: true }, schema: { hide: true, produces: ['application/x-ndjson'], body: askedSchema },
  }, (request, reply) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      return sendFailure(reply, fail('not-allowed', 'Only the command line on the centre’s own machine may ask this.').failure);
    }
    const { name, ...asked } = request.body;
    const stream = new PassThrough();
    const say = (line: string): void => { if (!stream.writableEnded && !stream.destroyed) stream.write(`${line}\n`); };
    const tell = (said: Said): void => { say(JSON.stringify(said)); };
    const hereStill = setInterval(() => { say(''); }, SAYS_EVERY_MS);
    // Whoever asked has gone, or this centre stops.
    const stopping = new AbortController();
    reply.raw.once('close', () => { stopping.abort(); });
    runAdminCommand(store, name, { ...asked, now: clock(), stopping: stopping.signal, onProgress: inTenths((line) => { tell({ kind: 'doing', line }); }) }).then(
      (done) => { tell(done.ok ? { kind: 'done', text: done.value } : { kind: 'failed', failure: done.failure }); },
      (error: unknown) => {
        if (stopping.signal.aborted) return;
        request.log.error({ err: error }, 'an administrator’s command failed');
        tell({ kind: 'failed', failure: fail('unexpected', 'Something went wrong at the centre, and nothing was changed. Try again; its log says what it met.').failure });
      },
    ).finally(() => {
      clearInterval(hereStill);
      stream.end();
    });
    return reply.header('content-type', 'application/x-ndjson').send(stream);
  });
}

/** Null where no centre says that it has this folder open. `say` prints how far it is. */
export async function askAtDoor(folder: string, asked: AskedAtDoor, say: (line: string) => void): Promise<Outcome<string> | null> {
  const door = doorSchema.safeParse(await readFile(fileIn(folder), 'utf8').then((text) => JSON.parse(text) as unknown).catch(() => null));
  if (!door.success) return null;
  const silence = new AbortController();
  const timer = setTimeout(() => { silence.abort(); }, SILENCE_MS);
  let begun = false;
  try {
    const response = await fetch(new URL('/v1/administer', door.data.url), {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${door.data.key}` }, body: JSON.stringify(asked), signal: silence.signal,
    });
    if (!response.ok) return { ok: false, failure: failureSchema.parse(await response.json()) };
    begun = true;
    for await (const line of linesOf(response)) {
      timer.refresh();
      const said = line === '' ? null : saidSchema.parse(JSON.parse(line));
      if (said?.kind === 'doing') say(said.line);
      else if (said !== null) return said.kind === 'done' ? succeed(said.text) : { ok: false, failure: said.failure };
    }
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw error;
  } finally {
    clearTimeout(timer);
  }
  return fail('centre-unreachable', begun
    ? 'The centre that has this folder open stopped answering before it was done. See whether it runs, then ask again.'
    : 'The centre that has this folder open does not answer. Try again when it has started, or stop it.');
}

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  if (body === null) return;
  const decoder = new TextDecoder();
  // An export is one line of many pieces.
  const pieces: string[] = [];
  for await (const bytes of body) {
    const [end = '', ...more] = decoder.decode(bytes, { stream: true }).split('\n');
    pieces.push(end);
    for (const next of more) {
      yield pieces.splice(0).join('');
      pieces.push(next);
    }
  }
}
