import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { presenceAnswerSchema, presenceRequestSchema } from '#contract/wire.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { mayBePresent } from '../../presence/may-be-present.ts';
import type { Presence } from '../../presence/presence.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers } from '../failures.ts';

/** Which record a desk has open; its answer is who else has. A desk that no stream reaches learns it by this alone. */
export function presenceRoute(plain: FastifyInstance, { store, presence, clock }: { store: CentralStore; presence: Presence; clock: () => number }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/v1/presence', { schema: { body: presenceRequestSchema, response: { 200: presenceAnswerSchema, ...failureAnswers } } }, async (request) => {
    const caller = callerOf(request);
    const { at, channel, everybody, leaving } = request.body;
    const may = at !== null && await mayBePresent(store, caller, at, clock());
    const place = may ? `${at.kind}:${at.id}` : null;
    const { staffId, deviceId } = caller;
    await presence.note({ staffId, deviceId, siteId: caller.staff.siteId, at: place, channel: place === null ? null : channel, ...leaving === true ? { leaving } : {} });
    return { others: place === null ? [] : presence.others(caller, place), ...everybody === true ? { atDesk: presence.atDesk() } : {} };
  });
}
