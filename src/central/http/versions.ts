import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail, type Failure } from '#contract/failures.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { sendFailure } from './failures.ts';

/** A centre speaks its protocol and the one before, and serves rows of its schema and the one before, so that desks can be updated over days. */
const OLDEST_PROTOCOL = Math.max(1, PROTOCOL_VERSION - 1);
const OLDEST_SCHEMA = Math.max(1, SCHEMA_VERSION - 1);

export function versionFault({ protocol, schema }: { protocol: unknown; schema: unknown }): Failure | null {
  if (typeof protocol !== 'number' || typeof schema !== 'number') {
    return fail('bad-input', 'The request does not say which version of Casefront sent it. Restart Casefront, and tell IT support if it happens again.').failure;
  }
  if (protocol < OLDEST_PROTOCOL || schema < OLDEST_SCHEMA) {
    return fail('too-old', 'This Casefront is too old for the council’s centre. Update it on this desk; work waiting here is kept.').failure;
  }
  if (protocol > PROTOCOL_VERSION || schema > SCHEMA_VERSION) {
    return fail('too-new', 'This Casefront is newer than the council’s centre. Tell IT support that the centre must be updated; work waiting here is kept.').failure;
  }
  return null;
}

/** Before the schema of the body is asked: a desk of another version may not match it. */
export async function checkVersions(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const fault = versionFault({ protocol: undefined, schema: undefined, ...body });
  if (fault !== null) await sendFailure(reply, fault);
}
