import type { FastifyReply, FastifyRequest } from 'fastify';
import { fail } from '#contract/failures.ts';
import { isStorable } from '../commands/storable.ts';
import { sendFailure } from './failures.ts';

export const UNREADABLE = fail('bad-input', 'The centre can’t read this request. Restart Casefront, and tell IT support if it happens again.').failure;

/**
 * Refuses texts that no store could hold. Not in a command's arguments: a note with a stray character is refused by
 * itself, with a sentence for whoever wrote it.
 */
export async function refuseUnreadable(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const { commands, ...rest } = body as { commands?: unknown };
  const ids = Array.isArray(commands) ? commands.map((command: { commandId?: unknown; name?: unknown } | null) => [command?.commandId, command?.name]) : [];
  if (!isStorable(rest) || !isStorable(ids)) await sendFailure(reply, UNREADABLE);
}
