import { createReadStream } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fail } from '#contract/failures.ts';
import { maySeePrepared } from '#contract/prepared.ts';
import { preparedOfferSchema, preparedRequestSchema } from '#contract/wire.ts';
import type { PreparedCopies } from '../../prepared/prepared-copies.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import { checkVersions } from '../versions.ts';

const NONE = fail('not-found', 'The centre has no prepared copy for this desk; it fetches page by page.').failure;

/** A prepared copy for a desk that has none, for whoever may see all that is in it. */
export function preparedRoutes(plain: FastifyInstance, { prepared }: { prepared: PreparedCopies | null }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.post('/v1/prepared', {
    preValidation: checkVersions, schema: { body: preparedRequestSchema, response: { 200: preparedOfferSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const offer = maySeePrepared(callerOf(request).scopes) ? await prepared?.offer(request.body.layout, request.body.wanted) ?? null : null;
    return offer ?? sendFailure(reply, NONE);
  });

  app.get('/v1/prepared/:id', { schema: {
    description: 'The bytes of a prepared copy, also from any byte on.', produces: ['application/octet-stream'], params: z.object({ id: z.string().max(64) }),
  } }, (request, reply) => {
    const kept = maySeePrepared(callerOf(request).scopes) ? prepared?.fileOf(request.params.id) ?? null : null;
    const from = Number(/^bytes=(\d{1,15})-$/.exec(request.headers.range ?? 'bytes=0-')?.[1] ?? Number.NaN);
    if (kept === null || !(from < kept.bytes)) return sendFailure(reply, NONE);
    // The id is the file's own: bytes of two files never meet. They are encrypted, so nothing is gained by compressing.
    return reply.code(from === 0 ? 200 : 206).header('content-type', 'application/octet-stream').header('accept-ranges', 'bytes').header('etag', `"${request.params.id}"`)
      .header('content-length', kept.bytes - from).header('content-range', `bytes ${String(from)}-${String(kept.bytes - 1)}/${String(kept.bytes)}`)
      .send(createReadStream(kept.file, { start: from, highWaterMark: 256 * 1024 }));
  });
}
