import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { fail } from '#contract/failures.ts';
import { reconciliationSchema, reofferedAnswerSchema, reofferedRequestSchema } from '#contract/restore.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { noteDesk, reconciliation } from '../../restore/report.ts';
import { restoreOf } from '../../restore/restores.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import { checkVersions } from '../versions.ts';
import { WRONG_EPOCH } from './feed.ts';

/** Who may read what came of a restore: it names colleagues and what they entered. */
const READERS = new Set(['approver', 'governance']);

export function restoreRoutes(plain: FastifyInstance, { store, clock }: { store: CentralStore; clock: () => number }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.post('/v1/reoffered', {
    preValidation: checkVersions, schema: { body: reofferedRequestSchema, response: { 200: reofferedAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const { staffId, deviceId } = callerOf(request);
    const { body } = request;
    if (body.staffId !== staffId || body.deviceId !== deviceId) {
      return sendFailure(reply, fail('not-allowed', 'This work belongs to another person or desk. Sign in as them to send it.').failure);
    }
    if (body.epoch !== (await store.head()).epoch) return sendFailure(reply, WRONG_EPOCH);
    const restore = await restoreOf(store, store.council, body.epoch);
    if (restore !== null) await noteDesk(store, body, clock());
    return { restoredTo: restore?.restoredTo ?? null };
  });

  app.get('/v1/reconciliation', { schema: { response: { 200: reconciliationSchema, ...failureAnswers } } }, async (request, reply) => {
    if (!READERS.has(callerOf(request).staff.role)) {
      return sendFailure(reply, fail('not-allowed', 'This report is for team leaders and governance. Ask one of them.').failure);
    }
    return { restores: await reconciliation(store, clock()) };
  });
}
