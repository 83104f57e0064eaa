/** The centre's HTTP server. Shapes are those of `#contract/wire.ts`, and /v1/openapi.json describes them. */
import { performance } from 'node:perf_hooks';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { PROTOCOL_VERSION } from '#contract/versions.ts';
import { doorRoute } from '../admin/door.ts';
import { LivePages } from '../feed/live-pages.ts';
import { HeadWatch } from '../feed/head-watch.ts';
import type { TurnOptions } from '../feed/reset-turns.ts';
import { openEscrow } from '../identity/escrow.ts';
import type { IdentityProvider } from '../identity/identity-provider.ts';
import { openSessions } from '../identity/sessions.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { PreparedCopies } from '../prepared/prepared-copies.ts';
import { Presence } from '../presence/presence.ts';
import { centreKey } from '../records/centre-key.ts';
import { openHeadProofs } from '../restore/head-proof.ts';
import { requireCaller } from './caller.ts';
import { closePromptly } from './closing.ts';
import { onError, onNotFound } from './failures.ts';
import { createMetrics } from './metrics.ts';
import { refuseUnreadable } from './readable.ts';
import { deskRoutes } from './routes/desks.ts';
import { diagnosticsRoutes } from './routes/diagnostics.ts';
import { feedRoutes } from './routes/feed.ts';
import { limitsRoute } from './routes/limits.ts';
import { liveRoute } from './routes/live.ts';
import { operationRoutes } from './routes/operations.ts';
import { pauseRoutes } from './routes/pauses.ts';
import { presenceRoute } from './routes/presence.ts';
import { schemeRoutes } from './routes/scheme.ts';
import { preparedRoutes } from './routes/prepared.ts';
import { pushRoute } from './routes/push.ts';
import { restoreRoutes } from './routes/restore.ts';
import { sessionRoutes } from './routes/session.ts';

export interface ServerOptions {
  store: CentralStore;
  identity: IdentityProvider;
  councilName: string;
  /** In a demo, what everybody's passphrase is: `hello` then tells who there is to choose from. */
  demoPassphrase?: string | null;
  /** For how many hours a desk's copy opens without the centre. */
  leaseHours?: number;
  /** Lets the command line on this machine administer the store this centre has open. */
  doorKey?: string;
  /** Milliseconds since 1970. */
  clock?: () => number;
  logger?: FastifyBaseLogger;
  /** From one address: a council's desks may all stand behind one. */
  signInsPerMinute?: number;
  /** From one desk. */
  diagnosticsPerHour?: number;
  /** How many desks may fetch their copies anew together, and how fast the others follow. */
  resetTurns?: TurnOptions;
  /** Copies that a first fetch may begin with; without them every desk fetches page by page. */
  prepared?: PreparedCopies | null;
  /** Lets a collector on another machine read /metrics; without it only this machine may. */
  metricsToken?: string | null;
}

const SIGN_INS_PER_MINUTE = 300;
const LEASE_HOURS = 72;
const DIAGNOSTICS_PER_HOUR = 12;

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { store, identity, logger } = options;
  const clock = options.clock ?? Date.now;
  const app: FastifyInstance = Fastify({
    ...(logger === undefined ? {} : { loggerInstance: logger }),
    logController: new LogController({ disableRequestLogging: true }),
  });
  const [sessions, escrow, proofs, key] = await Promise.all([openSessions(store, clock), openEscrow(store), openHeadProofs(store), centreKey(store)]);
  const watch = new HeadWatch(store);
  const presence = new Presence(store);
  const metrics = createMetrics(store, watch);

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(onError);
  app.setNotFoundHandler(onNotFound);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      info: { title: 'Casefront central case store', version: String(PROTOCOL_VERSION) },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  requireCaller(app, store, sessions);
  app.addHook('preValidation', refuseUnreadable);

  closePromptly(app, () => {
    presence.close();
    watch.close();
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    reply.header('cache-control', 'no-store');
    return payload;
  });
  const began = new WeakMap<object, number>();
  app.addHook('onRequest', async (request) => { began.set(request, performance.now()); });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const ms = performance.now() - (began.get(request) ?? performance.now());
    metrics.request(route, request.method, reply.statusCode, ms / 1000);
    // The route as it is written here, never the address as it was asked for.
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(ms) }, 'answered');
  });

  const signInLimit = { max: options.signInsPerMinute ?? SIGN_INS_PER_MINUTE, timeWindow: '1 minute' };
  const shared = { store, clock, metrics };
  sessionRoutes(app, { ...shared, identity, sessions, escrow, councilName: options.councilName, demoPassphrase: options.demoPassphrase ?? null, leaseHours: options.leaseHours ?? LEASE_HOURS, centreKey: key.publicKey, signInLimit });
  feedRoutes(app, { store, watch, proofs, clock, turns: options.resetTurns });
  preparedRoutes(app, { prepared: options.prepared ?? null });
  liveRoute(app, { store, watch, presence, pages: new LivePages(store, proofs.make) });
  presenceRoute(app, { store, presence, clock });
  pushRoute(app, shared);
  limitsRoute(app, { store, clock, key });
  restoreRoutes(app, shared);
  deskRoutes(app, { ...shared, identity, signInLimit });
  if (options.doorKey !== undefined) doorRoute(app, { ...shared, doorKey: options.doorKey });
  pauseRoutes(app, shared);
  schemeRoutes(app, shared);
  diagnosticsRoutes(app, { ...shared, sendsPerHour: options.diagnosticsPerHour ?? DIAGNOSTICS_PER_HOUR });
  operationRoutes(app, { store, metrics, metricsToken: options.metricsToken ?? null });
  await app.ready();
  return app;
}
