import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { fail } from '#contract/failures.ts';
import { announceRequestSchema, cancelRequestSchema, pauseSchema, pausesAnswerSchema } from '#contract/wire.ts';
import { isStorable } from '../../commands/storable.ts';
import { announcePause, cancelPause, listPauses } from '../../pauses/pauses.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf, type Caller } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';

const NOT_GOVERNANCE = fail('not-allowed', 'Pauses are announced by governance staff. Ask them, or whoever runs the centre.').failure;
const UNREADABLE = fail('bad-input', 'The reason holds characters that can’t be kept. Type it again without what was pasted in.').failure;

const isGovernance = ({ staff }: Caller): boolean => staff.role === 'governance';

/** For governance staff: what everybody at a desk is told comes to them by the feed. */
export function pauseRoutes(plain: FastifyInstance, { store, clock }: { store: CentralStore; clock: () => number }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.get('/v1/pauses', { schema: { response: { 200: pausesAnswerSchema, ...failureAnswers } } }, async (request, reply) =>
    isGovernance(callerOf(request)) ? { pauses: await listPauses(store) } : sendFailure(reply, NOT_GOVERNANCE));

  app.post('/v1/pauses', { schema: { body: announceRequestSchema, response: { 200: pauseSchema, ...failureAnswers } } }, async (request, reply) => {
    const caller = callerOf(request);
    if (!isGovernance(caller)) return sendFailure(reply, NOT_GOVERNANCE);
    if (!isStorable(request.body)) return sendFailure(reply, UNREADABLE);
    const announced = await announcePause(store, request.body, { staffId: caller.staffId, deviceId: caller.deviceId }, clock());
    return announced.ok ? announced.value : sendFailure(reply, announced.failure);
  });

  app.post('/v1/pauses/cancel', { schema: { body: cancelRequestSchema, response: { 200: pauseSchema, ...failureAnswers } } }, async (request, reply) => {
    const caller = callerOf(request);
    if (!isGovernance(caller)) return sendFailure(reply, NOT_GOVERNANCE);
    const cancelled = await cancelPause(store, request.body.id, { staffId: caller.staffId, deviceId: caller.deviceId }, clock());
    return cancelled.ok ? cancelled.value : sendFailure(reply, cancelled.failure);
  });
}
