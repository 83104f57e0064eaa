import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { LIVE_HEARTBEAT_MS, liveQuerySchema, type Head } from '#contract/wire.ts';
import type { HeadWatch } from '../../feed/head-watch.ts';
import { headEvent, standsAsBefore, type LivePages } from '../../feed/live-pages.ts';
import { standingOf } from '../../identity/standing.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import type { Presence } from '../../presence/presence.ts';
import { callerOf } from '../caller.ts';

/** A desk then asks again, with a token as good as new. */
const LONGEST_MS = 10 * 60 * 1000;
/** How often it is looked whether the person may still see what they might when they came. */
const LOOK_AGAIN_MS = 3000;

/**
 * Server-sent events: where the head stands, at once and whenever it moves, and a comment every second so that a desk
 * knows a quiet stream from a dead one. A desk that speaks this centre's versions gets what changed with it.
 */
export function liveRoute(plain: FastifyInstance, { store, watch, presence, pages }: { store: CentralStore; watch: HeadWatch; presence: Presence; pages: LivePages }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  app.get('/v1/live', { schema: {
    description: 'Where the head of the feed stands and what changed up to it, as server-sent events.', produces: ['text/event-stream'], querystring: liveQuerySchema,
  } }, (request, reply) => {
    const caller = callerOf(request);
    const { protocol, schema } = request.query;
    const spoken = protocol === PROTOCOL_VERSION && schema === SCHEMA_VERSION ? { protocol, schema } : null;
    const stream = new PassThrough();
    let at: Head | null = null;
    let moved: Head | null = null;
    let telling = false;
    async function tell(): Promise<void> {
      telling = true;
      // What moved again while a page was put together is told with the next.
      while (moved !== null && !stream.writableEnded && !stream.destroyed) {
        const head: Head = moved;
        moved = null;
        const event = at === null || spoken === null || stream.writableNeedDrain ? headEvent(head) : await pages.event(caller, spoken, at, head).catch(() => headEvent(head));
        if (stream.writableEnded || stream.destroyed) break;
        if (event === null) stream.end();
        else stream.write(event);
        at = head;
      }
      telling = false;
    }
    const unfollow = watch.follow((head) => {
      moved = head;
      if (!telling) void tell();
    }, () => { stream.end(); });
    // A desk of another version would not know what it is.
    const unfollowPresent = spoken === null ? () => undefined : presence.follow(caller, (place, others) => {
      if (at !== null && !stream.writableEnded && !stream.writableNeedDrain) stream.write(headEvent(at, { at: place, others }));
    });
    const heartbeat = setInterval(() => {
      // A desk that reads nothing any more must not have its heartbeats pile up here.
      if (stream.writableNeedDrain) stream.destroy();
      else if (!stream.writableEnded) stream.write(': here\n\n');
    }, LIVE_HEARTBEAT_MS);
    const look = setInterval(() => {
      // Ended, the desk asks in the ordinary way and is told what has changed for it.
      standingOf(store, caller).then((standing) => { if (!standsAsBefore(standing, caller)) stream.end(); }, () => undefined);
    }, LOOK_AGAIN_MS);
    const end = setTimeout(() => { stream.end(); }, LONGEST_MS);
    stream.once('close', () => {
      for (const timer of [heartbeat, look, end]) clearTimeout(timer);
      unfollow();
      unfollowPresent();
    });
    reply.raw.once('close', () => { stream.destroy(); });
    return reply.header('content-type', 'text/event-stream').header('x-accel-buffering', 'no').send(stream);
  });
}
