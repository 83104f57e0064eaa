import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { fail } from '#contract/failures.ts';
import { pushAnswerSchema, pushRequestSchema, type CommandResult } from '#contract/wire.ts';
import { pausedNow } from '../../pauses/pauses.ts';
import { rememberDevice } from '../../commands/device.ts';
import { executeCommands } from '../../commands/execute.ts';
import { registerKey } from '../../records/receive.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import type { Metrics } from '../metrics.ts';
import { checkVersions } from '../versions.ts';
import { WRONG_EPOCH } from './feed.ts';

/** 200 commands with the longest notes a schema lets through. */
const LARGEST_PUSH = 64 * 1024 * 1024;

export function pushRoute(plain: FastifyInstance, { store, metrics, clock }: { store: CentralStore; metrics: Metrics; clock: () => number }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.post('/v1/push', {
    config: { beforeWipe: true }, bodyLimit: LARGEST_PUSH, preValidation: checkVersions,
    schema: { body: pushRequestSchema, response: { 200: pushAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const caller = callerOf(request);
    const { deviceId, staffId, epoch, commands, centreClockOffset, recordKey } = request.body;
    if (staffId !== caller.staffId || deviceId !== caller.deviceId) {
      return sendFailure(reply, fail('not-allowed', 'This work belongs to another person or desk. Sign in as them to send it.').failure);
    }
    if (epoch !== (await store.head()).epoch) return sendFailure(reply, WRONG_EPOCH);
    const paused = await pausedNow(store, clock());
    if (paused !== null) return sendFailure(reply, paused);
    const desk = { deviceId, staffId };
    await rememberDevice(store, desk, clock(), centreClockOffset);
    if (recordKey !== undefined) await registerKey(store, desk, recordKey, clock());

    const results: CommandResult[] = [];
    let expectedSeq = 0;
    for (const [n, executed] of (await executeCommands(store, desk, commands, clock)).entries()) {
      if (executed.kind === 'signed-out') return sendFailure(reply, fail('signed-out', 'Sign in again; your work on this desk is kept.').failure);
      expectedSeq = executed.expectedSeq;
      if (executed.kind === 'gap') break;
      results.push(executed.result);
      metrics.command(commands[n]?.name ?? '', executed.result.status);
    }
    return { results, expectedSeq, centreTime: clock() };
  });
}
