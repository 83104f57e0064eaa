import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail } from '#contract/failures.ts';
import type { Person } from '../commands/people.ts';
import type { Holder, Sessions } from '../identity/sessions.ts';
import { standingOf } from '../identity/standing.ts';
import { WIPE_ORDERED } from '../identity/wipes.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { sendFailure } from './failures.ts';

export type Caller = Holder & Person;

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Answers without a sign-in. Every route that does not say so needs one. */
    open?: boolean;
    /** Also answers a desk that is to be wiped. */
    beforeWipe?: boolean;
  }
}

const NOT_SIGNED_IN = fail('signed-out', 'Sign in again; your work on this desk is kept.').failure;

/** Refuses whatever comes without a good token of somebody who is on the council's staff now. */
export function requireCaller(app: FastifyInstance, store: CentralStore, sessions: Sessions): void {
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.open === true) return;
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const holder = token === undefined ? null : await sessions.holderOf(token);
    const { person, wipe } = holder === null ? { person: null, wipe: null } : await standingOf(store, holder);
    // A desk that is to be wiped sends its work, where its person may still sign in, and gets nothing more.
    if (wipe !== null && (person === null || request.routeOptions.config.beforeWipe !== true)) return sendFailure(reply, WIPE_ORDERED(wipe.token));
    if (holder === null || person === null) return sendFailure(reply, NOT_SIGNED_IN);
    request.caller = { ...holder, ...person };
  });
}

/** The caller of a route that is not open. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('an open route asked who is calling');
  return request.caller;
}
