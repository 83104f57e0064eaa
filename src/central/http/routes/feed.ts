import { gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { fail, type Failure } from '#contract/failures.ts';
import { covers } from '#contract/scopes.ts';
import { isTableName } from '#contract/tables.ts';
import {
  headSchema, pullRequestSchema, rowsRequestSchema, snapshotRequestSchema, totalsAnswerSchema, totalsRequestSchema,
} from '#contract/wire.ts';
import type { HeadWatch } from '../../feed/head-watch.ts';
import { DEFAULT_PULL_LIMIT, pullLines } from '../../feed/pull.ts';
import { ResetTurns, type TurnOptions } from '../../feed/reset-turns.ts';
import { rowsLines, RowTotals } from '../../feed/rows-page.ts';
import { FEW_VERSIONS, pageKey, SharedPages } from '../../feed/shared-pages.ts';
import { snapshotLines, Totals } from '../../feed/snapshot.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import type { HeadProofs } from '../../restore/head-proof.ts';
import { recordRestore } from '../../restore/restores.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import { sendGzip, sendLines } from '../ndjson.ts';
import { checkVersions } from '../versions.ts';

const headQuerySchema = z.object({ after: z.coerce.number().int().min(0), wait: z.coerce.number().min(0).max(25).default(0) });

export const WRONG_EPOCH = fail('wrong-epoch', 'The centre was restored from a backup. This desk fetches its copy again; work waiting here is kept.').failure;

export const RESET = fail('reset', 'This desk was away for longer than the centre keeps changes. It fetches its copy again; work waiting here is kept.').failure;
const BUSY = fail('too-many-tries', 'Many desks fetch their copies at once. This one goes on by itself when it is its turn.').failure;

/** `retryAfter`: whole seconds until this desk may fetch; it goes on with the copy it has until then. */
const inTurn = (failure: Failure, retryAfter: number): Failure => retryAfter === 0 ? failure : { ...failure, details: { ...failure.details, retryAfter } };

interface FeedOptions {
  store: CentralStore;
  watch: HeadWatch;
  proofs: HeadProofs;
  clock: () => number;
  turns?: TurnOptions | undefined;
}

export function feedRoutes(plain: FastifyInstance, { store, watch, proofs, clock, turns: turnOptions }: FeedOptions): void {
  const turns = new ResetTurns(turnOptions);
  const pages = new SharedPages((text) => gzipSync(text, { level: 1 }));
  const startedAt = clock();
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const totals = new Totals(store);
  const rowTotals = new RowTotals(store);

  /** A desk that was told to wait before it fetches anew, and does not. */
  async function inItsTurn(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const wait = turns.left(callerOf(request).deviceId);
    const protocol = (request.body as { protocol?: unknown } | undefined)?.protocol;
    if (wait > 0) await sendFailure(reply, inTurn(protocol === 1 ? BUSY : RESET, wait));
  }

  app.get('/v1/head', { schema: { querystring: headQuerySchema, response: { 200: headSchema, ...failureAnswers } } }, async (request, reply) => {
    const gone = new AbortController();
    reply.raw.once('close', () => { gone.abort(); });
    const head = await watch.passed(request.query.after, request.query.wait * 1000, gone.signal);
    return { ...head, scopes: callerOf(request).scopes };
  });

  app.post('/v1/pull', { preValidation: checkVersions, schema: { body: pullRequestSchema } }, async (request, reply) => {
    const { epoch, cursor, limit, proof, protocol, schema } = request.body;
    const head = await store.head();
    if (epoch === head.epoch && cursor > head.version && proof !== undefined && proofs.holds(proof, epoch, cursor)) {
      // Only a centre that was put back can stand before what it has vouched for.
      await recordRestore(store, { by: 'desk', now: clock(), before: startedAt, epoch });
    }
    const { deviceId } = callerOf(request);
    if (epoch !== head.epoch || cursor > head.version) return sendFailure(reply, inTurn(WRONG_EPOCH, turns.wait(deviceId)));
    // Protocol 1 has no word for it, and does the same on this one.
    if (cursor < head.floor) return sendFailure(reply, inTurn(protocol === 1 ? WRONG_EPOCH : RESET, turns.wait(deviceId)));
    const input = { scopes: callerOf(request).scopes, cursor, limit: limit ?? DEFAULT_PULL_LIMIT, head, protocol, schema, prove: proofs.make };
    if (head.version - cursor <= FEW_VERSIONS) {
      const shared = await pages.of(pageKey(input), () => pullLines(store, input));
      if (shared !== null) return sendGzip(reply, shared);
    }
    return sendLines(reply, pullLines(store, input));
  });

  app.post('/v1/snapshot', { preValidation: [checkVersions, inItsTurn], schema: { body: snapshotRequestSchema } }, async (request, reply) => {
    const { table, after, limit, schema } = request.body;
    if (!isTableName(table)) return sendFailure(reply, fail('bad-input', 'The centre has no such table. Update Casefront on this desk.').failure);
    return sendLines(reply, snapshotLines(store, totals, { scopes: scopesFor(request, request.body.scopes), table, after, limit, schema }));
  });

  app.post('/v1/rows', { preValidation: [checkVersions, inItsTurn], schema: { body: rowsRequestSchema } }, async (request, reply) => {
    const { table, after, limit, since } = request.body;
    if (!isTableName(table)) return sendFailure(reply, fail('bad-input', 'The centre has no such table. Update Casefront on this desk.').failure);
    return sendLines(reply, rowsLines(store, {
      scopes: scopesFor(request, request.body.scopes), table, after, limit, since: table === 'contact' ? since ?? null : null,
    }));
  });

  app.post('/v1/rows/totals', {
    preValidation: checkVersions, schema: { body: totalsRequestSchema, response: { 200: totalsAnswerSchema, ...failureAnswers } },
  }, (request) => rowTotals.of(callerOf(request).scopes, request.body.since));
}

/** What a page holds: never more than the person may see now, and less where a desk asks for less. */
function scopesFor(request: FastifyRequest, asked: string[] | undefined): string[] {
  const { scopes: allowed } = callerOf(request);
  if (asked === undefined) return allowed;
  // One service of all services that were asked for is still part of them.
  return [...asked.filter((scope) => covers(allowed, scope)), ...allowed.filter((scope) => !asked.includes(scope) && covers(asked, scope))];
}
