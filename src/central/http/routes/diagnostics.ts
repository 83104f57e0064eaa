import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { LARGEST_DIAGNOSTICS } from '#contract/diagnostics.ts';
import { fail } from '#contract/failures.ts';
import { diagnosticsAnswerSchema, diagnosticsRequestSchema } from '#contract/wire.ts';
import { keepDiagnostics, sentSince } from '../../diagnostics/diagnostics.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';

const HOUR_MS = 60 * 60 * 1000;

interface Options { store: CentralStore; clock: () => number; sendsPerHour: number }

/** Takes what a desk tells about itself. No check of versions: a desk too old or too new is one whose troubles matter. */
export function diagnosticsRoutes(plain: FastifyInstance, { store, clock, sendsPerHour }: Options): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/v1/diagnostics', {
    bodyLimit: LARGEST_DIAGNOSTICS,
    schema: { body: diagnosticsRequestSchema, response: { 200: diagnosticsAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const { staffId, deviceId } = callerOf(request);
    const now = clock();
    if (await sentSince(store, deviceId, now - HOUR_MS) >= sendsPerHour) {
      return sendFailure(reply, fail('too-many-tries', 'This desk has sent several in the last hour. Wait an hour, or save it to a file.', { seconds: 3600 }).failure);
    }
    return { number: await keepDiagnostics(store, { staffId, deviceId }, request.body.bundle, now) };
  });
}
