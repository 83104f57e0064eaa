import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { signedLimitsSchema } from '#contract/limits.ts';
import { signLimits } from '../../authority/limits.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import type { CentreKey } from '../../records/centre-key.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers } from '../failures.ts';

/** What a desk decides by while it can’t reach the centre. */
export function limitsRoute(plain: FastifyInstance, { store, clock, key }: { store: CentralStore; clock: () => number; key: CentreKey }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get('/v1/limits', { schema: { response: { 200: signedLimitsSchema, ...failureAnswers } } }, (request) => {
    const { staffId, deviceId, staff } = callerOf(request);
    return signLimits(store, key, { staffId, deviceId, post: staff.post, teamId: staff.teamId }, clock());
  });
}
