/** A desk as the centre sees it: an HTTP client and nothing of ours but the wire's schemas. */
import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { failureSchema, type Failure } from '#contract/failures.ts';
import {
  pullLineSchema, pushAnswerSchema, signInAnswerSchema, snapshotLineSchema, type Envelope, type PullLine, type PushAnswer,
  type SignInAnswer, type SnapshotLine,
} from '#contract/wire.ts';
import { NOW, PASSPHRASE, type PersonName } from './council.ts';

export const versions = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };

export async function post(base: string, path: string, body: unknown, token?: string): Promise<Response> {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(`${base}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', ...authorization }, body: JSON.stringify(body) });
}

export const failureOf = async (response: Response): Promise<Failure & { status: number }> =>
  ({ ...failureSchema.parse(await response.json()), status: response.status });

/** Checks that the last line's checksum covers every line before it, as a desk does before it believes a page. */
function linesOf<L extends { kind: string }>(text: string, parse: (line: unknown) => L): L[] {
  const parts = text.split('\n').slice(0, -1);
  const lines = parts.map((part) => parse(JSON.parse(part)));
  const end = lines.at(-1);
  const checksum = createHash('sha256').update(parts.slice(0, -1).map((part) => `${part}\n`).join('')).digest('hex');
  if (end?.kind !== 'end' || !('checksum' in end) || end.checksum !== checksum) throw new Error('the page is cut short or damaged');
  return lines;
}

export interface Desk {
  signedIn: SignInAnswer;
  deviceId: string;
  token: string;
  post: (path: string, body: unknown) => Promise<Response>;
  get: (path: string, signal?: AbortSignal) => Promise<Response>;
  pull: (cursor: number, limit?: number) => Promise<PullLine[]>;
  /** Every page of a table; `limit` rows a page. */
  snapshot: (table: string, limit?: number) => Promise<Extract<SnapshotLine, { kind: 'row' }>[]>;
  push: (...commands: Envelope[]) => Promise<PushAnswer>;
  tryPush: (commands: Envelope[], changes?: Record<string, unknown>) => Promise<Response>;
}

export const signIn = (base: string, username: string, passphrase: string, deviceId = `device-of-${username}`): Promise<Response> =>
  post(base, '/v1/sign-in', { ...versions, username, passphrase, deviceId });

export async function deskOf(base: string, name: PersonName, deviceId = `device-of-${name}`): Promise<Desk> {
  const signedIn = signInAnswerSchema.parse(await (await signIn(base, name, PASSPHRASE, deviceId)).json());
  const { token, epoch } = signedIn;
  const tryPush: Desk['tryPush'] = (commands, changes = {}) =>
    post(base, '/v1/push', { ...versions, epoch, deviceId, staffId: signedIn.staff.id, centreClockOffset: 0, commands, ...changes }, token);
  return {
    signedIn, deviceId, token, tryPush,
    post: (path, body) => post(base, path, body, token),
    get: (path, signal) => fetch(`${base}${path}`, { headers: { authorization: `Bearer ${token}` }, ...(signal === undefined ? {} : { signal }) }),
    pull: async (cursor, limit) => {
      const response = await post(base, '/v1/pull', { ...versions, epoch, cursor, ...(limit === undefined ? {} : { limit }) }, token);
      return linesOf(await response.text(), (line) => pullLineSchema.parse(line));
    },
    snapshot: async (table, limit = 20_000) => {
      const rows: Extract<SnapshotLine, { kind: 'row' }>[] = [];
      let after = '';
      for (;;) {
        const response = await post(base, '/v1/snapshot', { ...versions, table, after, limit }, token);
        const lines = linesOf(await response.text(), (line) => snapshotLineSchema.parse(line));
        for (const line of lines) {
          if (line.kind === 'row') rows.push(line);
          else if (!line.more) return rows;
          else after = line.last ?? after;
        }
      }
    },
    push: async (...commands) => pushAnswerSchema.parse(await (await tryPush(commands)).json()),
  };
}

let drawn = 0;
const unique = (): string => { drawn += 1; return String(drawn); };

export const envelope = (seq: number, name: string, args: unknown, changes: Partial<Envelope> = {}): Envelope => ({
  commandId: `command-${unique()}`, seq, name, version: 1, args, madeAt: NOW, connection: 'online', policyVersion: 7, policyAsOf: NOW, ...changes,
});

export const logArgs = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  contactId: `contact-${unique()}`, residentId: 'resident-1', propertyId: null, anonymous: false, caseId: null, serviceId: '524',
  channel: 'phone-in', reason: 'report', outcome: 'logged', avoidable: null, furtherMatters: [], enquiry: null, next: null, note: 'The bin was missed.', startedAt: NOW - 1000, endedAt: NOW, ...changes,
});

export const decisionArgs = (amount: number, changes: Record<string, unknown> = {}): Record<string, unknown> & { decisionId: string } => {
  const decisionId = `decision-${unique()}`;
  return {
    decisionId, reference: `HM-${decisionId}`, clauseId: 'goodwill', residentId: 'resident-1', contactId: null, amount, item: null,
    reasonCode: 'council-fault', reasons: 'Two collections were missed.', evidence: [{ kind: 'fault-recorded', detail: 'case-bin' }],
    confirmed: ['apology'], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '', ...changes,
  };
};

export const requestArgs = (amount: number, changes: Record<string, unknown> = {}): Record<string, unknown> & { escalationId: string } => {
  const escalationId = `escalation-${unique()}`;
  return {
    escalationId, reference: `HM-${escalationId}`, clauseId: 'goodwill', residentId: 'resident-1', contactId: null, amount, item: null,
    reasonCode: 'council-fault', reasons: 'Two collections were missed.', evidence: [{ kind: 'fault-recorded', detail: 'case-bin' }],
    details: {}, verifiedLevel: null, interest: '', confirmed: [], alternativesRejected: '', exceptional: false, ...changes,
  };
};
