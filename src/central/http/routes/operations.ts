import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { fail } from '#contract/failures.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { sendFailure } from '../failures.ts';
import type { Metrics } from '../metrics.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For the people who run the centre: no council data passes here. */
export function operationRoutes(app: FastifyInstance, { store, metrics, metricsToken }: { store: CentralStore; metrics: Metrics; metricsToken: string | null }): void {
  app.get('/v1/health', { config: { open: true }, schema: { security: [] } }, async () => {
    await store.head();
    return { status: 'ok', store: store.kind };
  });

  app.get('/v1/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger());

  app.get('/metrics', { config: { open: true }, schema: { hide: true } }, async (request, reply) => {
    const given = Buffer.from(/^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
    const wanted = metricsToken === null ? null : Buffer.from(metricsToken);
    const allowed = wanted === null ? LOOPBACK.has(request.ip) : given.length === wanted.length && timingSafeEqual(given, wanted);
    if (!allowed) return sendFailure(reply, fail('not-allowed', 'Metrics are read on this machine, or with the token the centre was started with.').failure);
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
