import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIVE_HEARTBEAT_MS } from '#contract/wire.ts';
import type { HeadWatch } from '../../feed/head-watch.ts';
import { standingOf } from '../../identity/standing.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf, type Caller } from '../caller.ts';

/** A desk then asks again, with a token as good as new. */
const LONGEST_MS = 10 * 60 * 1000;
/** How often it is looked whether the person may still see what they might when they came. */
const LOOK_AGAIN_MS = 3000;

/**
 * Server-sent events: where the head stands, at once and whenever it moves, and a comment every second so that a desk
 * knows a quiet stream from a dead one. It says nothing about rows: what a person may see is asked with each pull.
 */
export function liveRoute(app: FastifyInstance, { store, watch }: { store: CentralStore; watch: HeadWatch }): void {
  app.get('/v1/live', { schema: { description: 'Where the head of the feed stands, as server-sent events.', produces: ['text/event-stream'] } }, (request, reply) => {
    const caller = callerOf(request);
    const stream = new PassThrough();
    const unfollow = watch.follow((head) => { stream.write(`data: ${JSON.stringify(head)}\n\n`); }, () => { stream.end(); });
    const heartbeat = setInterval(() => {
      // A desk that reads nothing any more must not have its heartbeats pile up here.
      if (stream.writableNeedDrain) stream.destroy();
      else if (!stream.writableEnded) stream.write(': here\n\n');
    }, LIVE_HEARTBEAT_MS);
    const look = setInterval(() => {
      // Ended, the desk asks in the ordinary way and is told what has changed for it.
      standsAsBefore(store, caller).then((stands) => { if (!stands) stream.end(); }, () => undefined);
    }, LOOK_AGAIN_MS);
    const end = setTimeout(() => { stream.end(); }, LONGEST_MS);
    stream.once('close', () => {
      for (const timer of [heartbeat, look, end]) clearTimeout(timer);
      unfollow();
    });
    reply.raw.once('close', () => { stream.destroy(); });
    return reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });
}

async function standsAsBefore(store: CentralStore, caller: Caller): Promise<boolean> {
  const { person, wipe } = await standingOf(store, caller);
  return person !== null && person.scopes.join(' ') === caller.scopes.join(' ') && wipe === null;
}
