/** What a desk reports of itself: what it purged, and that it has been wiped. */
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  purgeReceiptAnswerSchema, purgeReceiptRequestSchema, standingAnswerSchema, standingRequestSchema, wipedAnswerSchema, wipedRequestSchema,
} from '#contract/wire.ts';
import { keepReceipt } from '../../feed/receipts.ts';
import type { IdentityProvider } from '../../identity/identity-provider.ts';
import { keepWiped, wipesAmong } from '../../identity/wipes.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import { checkVersions } from '../versions.ts';

interface DeskRouteOptions { store: CentralStore; clock: () => number; identity: IdentityProvider; signInLimit: { max: number; timeWindow: string } }

export function deskRoutes(plain: FastifyInstance, { store, clock, identity, signInLimit }: DeskRouteOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/v1/purge-receipts', {
    preValidation: checkVersions, schema: { body: purgeReceiptRequestSchema, response: { 200: purgeReceiptAnswerSchema, ...failureAnswers } },
  }, async (request) => {
    const { deviceId, staffId } = callerOf(request);
    return keepReceipt(store, { deviceId, staffId }, request.body.receipt, clock());
  });

  // Device ids are drawn at random on the desks: who knows one is that desk, or has its files.
  app.post('/v1/desks/standing', {
    config: { open: true, rateLimit: signInLimit }, preValidation: checkVersions,
    schema: { security: [], body: standingRequestSchema, response: { 200: standingAnswerSchema, ...failureAnswers } },
  }, async (request) => ({ wipe: await wipesAmong(store, identity, request.body.desks) }));

  app.post('/v1/wiped', {
    config: { open: true, rateLimit: signInLimit }, preValidation: checkVersions,
    schema: { security: [], body: wipedRequestSchema, response: { 200: wipedAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const { deviceId, token, receipt } = request.body;
    const kept = await keepWiped(store, { deviceId, token, receipt }, clock());
    return kept.ok ? kept.value : sendFailure(reply, kept.failure);
  });
}
