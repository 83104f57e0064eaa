/** Every answer outside 2xx is a `Failure`: a code, a sentence, and nothing about the inside of the centre. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { fail, type Failure, type FailureCode } from '#contract/failures.ts';
import { errorAnswerSchema } from '#contract/wire.ts';
import { isTransient } from '../commands/transient.ts';

const statuses: Partial<Record<FailureCode, number>> = {
  'bad-input': 400, 'signed-out': 401, 'wrong-passphrase': 401, 'unknown-person': 401, 'not-allowed': 403, 'wipe-ordered': 403, 'not-found': 404,
  'too-new': 409, 'wrong-epoch': 409, reset: 409, 'sequence-gap': 409, 'too-old': 426, 'too-many-tries': 429, paused: 503, unexpected: 500,
};

/** For a route's response schemas, beside its own 2xx. */
export const failureAnswers = { '4xx': errorAnswerSchema, '5xx': errorAnswerSchema };

export function sendFailure(reply: FastifyReply, failure: Failure): FastifyReply {
  const seconds = failure.details?.['seconds'];
  if (failure.code === 'too-many-tries' && typeof seconds === 'number') reply.header('retry-after', seconds);
  const retryAfter = failure.details?.['retryAfter'];
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  return reply.code(statuses[failure.code] ?? 500).send(failure);
}

export function onNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return sendFailure(reply, fail('not-found', 'The centre has nothing at this address.').failure);
}

export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A page that failed before its first byte had announced its compression.
  reply.removeHeader('content-encoding');
  if (hasZodFastifySchemaValidationErrors(error)) {
    // Which field, never what was in it.
    const field = error.validation[0]?.instancePath.replaceAll('/', '.').replace(/^\./, '') ?? '';
    return sendFailure(reply, fail('bad-input', `The centre can’t read this request${field === '' ? '' : ` (${field})`}. Restart Casefront, and tell IT support if it happens again.`).failure);
  }
  const status = error.statusCode ?? 500;
  if (status === 429) {
    const seconds = Number(reply.getHeader('retry-after') ?? 60);
    return sendFailure(reply, fail('too-many-tries', 'Too many people are signing in from here at once. Wait a minute, then try again.', { seconds }).failure);
  }
  if (status >= 400 && status < 500) {
    return reply.code(status).send(fail('bad-input', 'The centre can’t read this request. Restart Casefront, and tell IT support if it happens again.').failure);
  }
  request.log.error({ err: error }, 'request failed');
  const passing = isTransient(error);
  return reply.code(passing ? 503 : 500).send(fail('unexpected', passing
    ? 'The centre is busy with its store. Your work is kept on this desk and sent again by itself.'
    : 'Something went wrong at the centre. Your work is kept on this desk; tell IT support if it goes on.').failure);
}
