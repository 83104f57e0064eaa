import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { asId } from '#domain/ids.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { canonical } from '#contract/decision-record.ts';
import { fail } from '#contract/failures.ts';
import { consideredSchema, considerSchemeSchema, publishSchemeSchema } from '#contract/wire.ts';
import { isStorable } from '../../commands/storable.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { isSignedBy, registerKey } from '../../records/receive.ts';
import { lookAtScheme, publishScheme } from '../../scheme/publish.ts';
import { callerOf, type Caller } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';

const NOT_GOVERNANCE = fail('not-allowed', 'The scheme is changed by governance staff. Ask them.').failure;
const UNREADABLE = fail('bad-input', 'The draft holds characters that can’t be kept. Type them again without what was pasted in.').failure;
const NOT_SIGNED = fail('bad-input', 'The signature does not fit the draft. Sign it again.').failure;
const LARGEST_SCHEME = 8 * 1024 * 1024;

const isGovernance = ({ staff }: Caller): boolean => staff.role === 'governance';
const versionOf = (scheme: { id: string } & Omit<SchemeVersion, 'id'>): SchemeVersion => ({ ...scheme, id: asId(scheme.id) });

/** For governance staff: a draft is looked at by the same rules that publish it, and a published one reaches every desk by the feed. */
export function schemeRoutes(plain: FastifyInstance, { store, clock }: { store: CentralStore; clock: () => number }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  app.post('/v1/scheme/consider', { bodyLimit: LARGEST_SCHEME, schema: { body: considerSchemeSchema, response: { 200: consideredSchema, ...failureAnswers } } }, async (request, reply) => {
    if (!isGovernance(callerOf(request))) return sendFailure(reply, NOT_GOVERNANCE);
    const { faults, changes, already } = await store.transaction((transaction) => lookAtScheme(transaction, versionOf(request.body.scheme), clock()));
    return { faults, changes, already };
  });

  app.post('/v1/scheme/publish', { bodyLimit: LARGEST_SCHEME, schema: { body: publishSchemeSchema, response: { 200: consideredSchema, ...failureAnswers } } }, async (request, reply) => {
    const caller = callerOf(request);
    if (!isGovernance(caller)) return sendFailure(reply, NOT_GOVERNANCE);
    const { scheme, recordKey, signature } = request.body;
    if (!isStorable(scheme)) return sendFailure(reply, UNREADABLE);
    if (!isSignedBy(recordKey, canonical(scheme), signature)) return sendFailure(reply, NOT_SIGNED);
    const by = { staffId: caller.staffId, deviceId: caller.deviceId };
    await registerKey(store, by, recordKey, clock());
    const published = await publishScheme(store, versionOf(scheme), { ...by, signature: { recordKey, signature } }, clock());
    return published.ok ? { faults: [], changes: published.value.changes, already: published.value.already } : sendFailure(reply, published.failure);
  });
}
