import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { commands } from '#domain/commands/all.ts';
import { fail, type Failure } from '#contract/failures.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import {
  helloSchema, recoverKeyAnswerSchema, recoverKeyRequestSchema, refreshRequestSchema, signInAnswerSchema, signInRequestSchema,
  type Hello, type SignInAnswer,
} from '#contract/wire.ts';
import { audit } from '../../commands/audit.ts';
import { rememberDevice } from '../../commands/device.ts';
import { personIn } from '../../commands/people.ts';
import type { Escrow } from '../../identity/escrow.ts';
import type { IdentityProvider } from '../../identity/identity-provider.ts';
import type { Holder, Sessions, Tokens } from '../../identity/sessions.ts';
import { pendingWipe, WIPE_ORDERED } from '../../identity/wipes.ts';
import type { CentralStore } from '../../pg/central-store.ts';
import { callerOf } from '../caller.ts';
import { failureAnswers, sendFailure } from '../failures.ts';
import type { Metrics } from '../metrics.ts';
import { checkVersions } from '../versions.ts';

interface SessionOptions {
  store: CentralStore;
  identity: IdentityProvider;
  sessions: Sessions;
  escrow: Escrow;
  metrics: Metrics;
  clock: () => number;
  councilName: string;
  demoPassphrase: string | null;
  leaseHours: number;
  /** SPKI, base64. */
  centreKey: string;
  signInLimit: { max: number; timeWindow: string };
}

const KNOWN_COMMANDS = Object.fromEntries(Object.entries(commands).map(([name, { version }]) => [name, version]));
const NOT_STAFF = fail('unknown-person', 'You are not on the council’s staff list here. Ask your team leader to have you added.').failure;

export function sessionRoutes(plain: FastifyInstance, options: SessionOptions): void {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const { store, identity, sessions, escrow, metrics, clock, signInLimit } = options;
  const council = { id: store.council, name: options.councilName };

  async function signedIn(holder: Holder, tokens: Tokens): Promise<SignInAnswer | null> {
    const person = await store.transaction(async (transaction) => {
      const found = await personIn(transaction, holder.staffId);
      if (found !== null) await rememberDevice(transaction, holder, clock(), null);
      return found;
    });
    if (person === null) return null;
    const { epoch } = await store.head();
    const wipe = await pendingWipe(store, holder.deviceId);
    return { ...tokens, staff: person.staff, council, scopes: person.scopes, epoch, centreTime: clock(), escrowKey: escrow.publicKey,
      leaseHours: options.leaseHours, commands: KNOWN_COMMANDS, centreKey: options.centreKey, ...wipe === null ? {} : { wipe: wipe.token } };
  }
  /** Somebody who may no longer sign in: their desk is wiped where that was ordered, without anything being sent. */
  async function turnedAway(deviceId: string): Promise<Failure> {
    const wipe = await pendingWipe(store, deviceId);
    return wipe === null ? NOT_STAFF : WIPE_ORDERED(wipe.token);
  }

  app.get('/v1/hello', { config: { open: true }, schema: { security: [], response: { 200: helloSchema, ...failureAnswers } } }, async () => ({
    protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, council, demoPassphrase: options.demoPassphrase,
    demoPeople: options.demoPassphrase === null ? [] : await peopleOf(store),
  }));

  app.post('/v1/sign-in', {
    config: { open: true, rateLimit: signInLimit }, preValidation: checkVersions,
    schema: { security: [], body: signInRequestSchema, response: { 200: signInAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const known = await identity.signIn(request.body);
    metrics.signIn(known.ok ? 'signed-in' : known.failure.code);
    if (!known.ok) return sendFailure(reply, known.failure);
    const holder = { staffId: known.value.staffId, deviceId: request.body.deviceId };
    return await signedIn(holder, await sessions.start(holder)) ?? sendFailure(reply, await turnedAway(holder.deviceId));
  });

  app.post('/v1/refresh', {
    config: { open: true, rateLimit: signInLimit }, preValidation: checkVersions,
    schema: { security: [], body: refreshRequestSchema, response: { 200: signInAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const refreshed = await sessions.refresh(request.body.refreshToken, request.body.deviceId);
    if (!refreshed.ok) return sendFailure(reply, refreshed.failure);
    const { holder, tokens } = refreshed.value;
    if (!await identity.stillKnown(holder.staffId)) return sendFailure(reply, await turnedAway(holder.deviceId));
    return await signedIn(holder, tokens) ?? sendFailure(reply, await turnedAway(holder.deviceId));
  });

  app.post('/v1/recover-key', {
    config: { rateLimit: signInLimit }, schema: { body: recoverKeyRequestSchema, response: { 200: recoverKeyAnswerSchema, ...failureAnswers } },
  }, async (request, reply) => {
    const { staffId, deviceId } = callerOf(request);
    const opened = request.body.deviceId === deviceId
      ? escrow.open(request.body.sealed, { staffId, deviceId })
      : fail('not-allowed', 'This sign-in belongs to another desk. Sign in on this one, then try again.');
    await store.transaction((transaction) => audit(transaction, {
      at: clock(), staffId, deviceId, action: 'recover-key', subject: null, detail: { status: opened.ok ? 'opened' : 'refused' },
    }));
    return opened.ok ? opened.value : sendFailure(reply, opened.failure);
  });
}

async function peopleOf(store: CentralStore): Promise<Hello['demoPeople']> {
  const { rows } = await store.query<Hello['demoPeople'][number]>(
    `SELECT a.username, s.name, s.post, coalesce(l.name, '') AS "siteName" FROM account a
     JOIN staff s ON s.council = a.council AND s.id = a.staff_id LEFT JOIN site l ON l.council = s.council AND l.id = s.site_id
     WHERE a.council = $1 ORDER BY s.name`, [store.council]);
  return rows;
}
