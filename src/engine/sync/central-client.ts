/** The centre over HTTP. Every way in which a request can fail is a value; nothing here retries. */
import { type z } from 'zod';
import type { schemeVersionSchema } from '#contract/clause-schema.ts';
import type { Diagnostics } from '#contract/diagnostics.ts';
import { signedLimitsSchema, type SignedLimits } from '#contract/limits.ts';
import {
  consideredSchema, diagnosticsAnswerSchema, errorAnswerSchema, headSchema, helloSchema, preparedOfferSchema, presenceAnswerSchema, purgeReceiptAnswerSchema, pushAnswerSchema, recoverKeyAnswerSchema, signInAnswerSchema,
  standingAnswerSchema, totalsAnswerSchema, wipedAnswerSchema,
} from '#contract/wire.ts';
import type {
  ConsideredScheme, Head, Hello, PreparedOffer, Present, PullRequest, PurgeReceipt, PushAnswer, PushRequest, RowsRequest, SignInAnswer, Standing, Totals, WipedReport,
} from '#contract/wire.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { reconciliationSchema, reofferedAnswerSchema, type Reconciliation, type ReofferedAnswer, type ReofferedRequest } from '#contract/restore.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { TableName } from '#domain/records.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { dataOf } from './events.ts';
import { readNews, type StreamedNews } from './streamed.ts';
import { BadAnswer } from './ndjson.ts';
import { readPullPage, readRowsPage, readSnapshotPage, type PullPage, type RowsPage, type SnapshotPage } from './pages.ts';

export const wireVersions = { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };

/** A loss of the network must show within five seconds: no answer, or no next byte of one, may take longer. */
const SILENCE_MS = 4500;
/** A stream says something every second; asked once more in the ordinary way, a loss is certain within five. */
const LIVE_SILENCE_MS = 2500;
export const PROBE_MS = 2000;
/** How long the centre may hold a question for the head. */
export const HEAD_WAIT_SECONDS = 2;
/** A first sign-in hashes a passphrase at both ends, and a person waits for it on purpose. */
const SIGN_IN_SILENCE_MS = 15_000;
/** Counting millions of rows takes the centre a while. */
const COUNT_SILENCE_MS = 15_000;

/** The centre reads through all that the desk may hold before it answers. */
const RECEIPT_SILENCE_MS = 60_000;

export interface CentralClient {
  hello: () => Promise<Outcome<Hello>>;
  signIn: (asked: { username: string; passphrase: string; deviceId: string }) => Promise<Outcome<SignInAnswer>>;
  refresh: (asked: { refreshToken: string; deviceId: string }, signal: AbortSignal) => Promise<Outcome<SignInAnswer>>;
  recoverKey: (token: string, asked: { deviceId: string; sealed: string }) => Promise<Outcome<{ key: string }>>;
  /** Answers when the head has passed `after`, at the latest after two seconds. */
  head: (token: string, after: number, waitSeconds: number, signal: AbortSignal) => Promise<Outcome<Head>>;
  /** Tells each head as the centre says it; ends well where the centre ends it. */
  /** Tells each head, with the page of the feed up to it where that came along. */
  live: (token: string, onNews: (news: StreamedNews) => void, signal: AbortSignal) => Promise<Outcome<null>>;
  pull: (token: string, asked: Omit<PullRequest, 'protocol' | 'schema'>, signal: AbortSignal) => Promise<Outcome<PullPage>>;
  snapshot: (token: string, asked: { table: TableName; after: string; limit: number; scopes?: string[] }, signal: AbortSignal) => Promise<Outcome<SnapshotPage>>;
  purgeReceipt: (token: string, receipt: PurgeReceipt, signal: AbortSignal) => Promise<Outcome<{ matches: boolean }>>;
  /** Of these desks, those to be wiped though nobody is signed in. */
  standing: (desks: { deviceId: string; staffId: string }[]) => Promise<Outcome<Standing>>;
  reportWiped: (report: WipedReport) => Promise<Outcome<unknown>>;
  rows: (token: string, asked: Omit<RowsRequest, 'protocol' | 'schema' | 'table'> & { table: TableName }, signal: AbortSignal) => Promise<Outcome<RowsPage>>;
  /** A copy that fits a cache of this layout; `not-found` where there is none. */
  prepared: (token: string, asked: { layout: number; wanted: 'soonest' | 'whole' }, signal: AbortSignal) => Promise<Outcome<PreparedOffer>>;
  /** Its bytes from one on, handed over as they come. */
  preparedBytes: (token: string, asked: { id: string; from: number }, take: (bytes: Uint8Array) => void, signal: AbortSignal) => Promise<Outcome<null>>;
  totals: (token: string, since: number, signal: AbortSignal) => Promise<Outcome<Totals>>;
  /** What the person may decide without the centre, signed by it. */
  limits: (token: string, signal: AbortSignal) => Promise<Outcome<SignedLimits>>;
  push: (token: string, asked: Omit<PushRequest, 'protocol' | 'schema'>, signal: AbortSignal) => Promise<Outcome<PushAnswer>>;
  reoffered: (token: string, asked: Omit<ReofferedRequest, 'protocol' | 'schema'>, signal: AbortSignal) => Promise<Outcome<ReofferedAnswer>>;
  reconciliation: (token: string) => Promise<Outcome<Reconciliation>>;
  considerScheme: (token: string, scheme: z.infer<typeof schemeVersionSchema>) => Promise<Outcome<ConsideredScheme>>;
  publishScheme: (token: string, signed: { scheme: z.infer<typeof schemeVersionSchema>; recordKey: string; signature: string }) => Promise<Outcome<ConsideredScheme>>;
  /** Which record is open here; who else has it open. */
  presence: (token: string, here: { at: SubjectRef | null; channel: Channel | null; everybody?: boolean; leaving?: boolean }, signal: AbortSignal) => Promise<Outcome<{ others: Present[]; atDesk?: string[] | undefined }>>;
  sendDiagnostics: (token: string, bundle: Diagnostics) => Promise<Outcome<{ number: number }>>;
}

const unreachable = (details?: { cut: true }): Outcome<never> =>
  fail('centre-unreachable', 'The centre can’t be reached. Your work is kept on this desk and sent when it can.', details);

interface Ask<T> {
  path: string;
  body?: object;
  token?: string;
  signal?: AbortSignal;
  silenceMs?: number;
  /** The first byte that is wanted. */
  from?: number;
  read: (response: Response, body: AsyncIterable<Uint8Array>) => Promise<T>;
}

export function createCentralClient(baseUrl: string, fetchWith: typeof fetch): CentralClient {
  async function ask<T>({ path, body, token, signal, silenceMs = SILENCE_MS, from = 0, read }: Ask<T>): Promise<Outcome<T>> {
    const silence = new AbortController();
    // Where this process itself was busy for so long, what has come meanwhile is read first, and then it is no silence.
    const giveUp = (): void => {
      const late = timer;
      setImmediate(() => { if (timer === late) silence.abort(); });
    };
    let timer = setTimeout(giveUp, silenceMs);
    const heard = (): void => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silenceMs);
    };
    let reading = false;
    try {
      const response = await fetchWith(new URL(path, baseUrl), {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...body === undefined ? {} : { 'content-type': 'application/json' },
          ...token === undefined ? {} : { authorization: `Bearer ${token}` },
          ...from === 0 ? {} : { range: `bytes=${String(from)}-` },
        },
        ...body === undefined ? {} : { body: JSON.stringify(body) },
        signal: signal === undefined ? silence.signal : AbortSignal.any([silence.signal, signal]),
        redirect: 'error',
      });
      heard();
      if (!response.ok) return await refusalOf(response);
      reading = true;
      return succeed(await read(response, chunksOf(response, heard)));
    } catch {
      // `fetch` and the stream reject with a TypeError, an AbortError or undici's own; all mean the network.
      return unreachable(reading && signal?.aborted !== true ? { cut: true } : undefined);
    } finally {
      clearTimeout(timer);
    }
  }

  const json = <T>(schema: z.ZodType<T>) => async (response: Response): Promise<T> => {
    const parsed = schema.safeParse(await response.json());
    if (!parsed.success) throw new BadAnswer('an answer is not as agreed');
    return parsed.data;
  };

  return {
    hello: () => ask({ path: '/v1/hello', read: json(helloSchema) }),
    signIn: (asked) => ask({ path: '/v1/sign-in', body: { ...wireVersions, ...asked }, silenceMs: SIGN_IN_SILENCE_MS, read: json(signInAnswerSchema) }),
    refresh: (asked, signal) => ask({ path: '/v1/refresh', body: { ...wireVersions, ...asked }, signal, read: json(signInAnswerSchema) }),
    recoverKey: (token, asked) => ask({ path: '/v1/recover-key', body: asked, token, read: json(recoverKeyAnswerSchema) }),
    head: (token, after, waitSeconds, signal) =>
      ask({ path: `/v1/head?after=${String(after)}&wait=${String(waitSeconds)}`, token, signal, read: json(headSchema) }),
    live: (token, onNews, signal) => ask({
      path: `/v1/live?protocol=${String(wireVersions.protocol)}&schema=${String(wireVersions.schema)}`, token, signal, silenceMs: LIVE_SILENCE_MS,
      async read(_response, body) {
        for await (const data of dataOf(body)) onNews(await readNews(data));
        return null;
      },
    }),
    pull: (token, asked, signal) =>
      ask({ path: '/v1/pull', body: { ...wireVersions, ...asked }, token, signal, read: (_response, body) => readPullPage(body) }),
    snapshot: (token, asked, signal) => ask({
      path: '/v1/snapshot', body: { ...wireVersions, ...asked }, token, signal, read: (_response, body) => readSnapshotPage(asked.table, body),
    }),
    purgeReceipt: (token, receipt, signal) => ask({
      path: '/v1/purge-receipts', body: { ...wireVersions, receipt }, token, signal, silenceMs: RECEIPT_SILENCE_MS, read: json(purgeReceiptAnswerSchema),
    }),
    standing: (desks) => ask({ path: '/v1/desks/standing', body: { ...wireVersions, desks }, read: json(standingAnswerSchema) }),
    reportWiped: (report) => ask({ path: '/v1/wiped', body: { ...wireVersions, ...report }, read: json(wipedAnswerSchema) }),
    rows: (token, asked, signal) =>
      ask({ path: '/v1/rows', body: { ...wireVersions, ...asked }, token, signal, read: (_response, body) => readRowsPage(asked.table, body) }),
    prepared: (token, asked, signal) => ask({ path: '/v1/prepared', body: { ...wireVersions, ...asked }, token, signal, read: json(preparedOfferSchema) }),
    preparedBytes: (token, { id, from }, take, signal) => ask({ path: `/v1/prepared/${id}`, token, signal, from, read: async (response, body) => {
      if (from > 0 && response.status !== 206) throw new BadAnswer('it begins from the first byte again');
      for await (const bytes of body) take(bytes);
      return null;
    } }),
    totals: (token, since, signal) => ask({
      path: '/v1/rows/totals', body: { ...wireVersions, since }, token, signal, silenceMs: COUNT_SILENCE_MS, read: json(totalsAnswerSchema),
    }),
    sendDiagnostics: (token, bundle) =>
      ask({ path: '/v1/diagnostics', body: { ...wireVersions, bundle }, token, silenceMs: SIGN_IN_SILENCE_MS, read: json(diagnosticsAnswerSchema) }),
    presence: (token, here, signal) => ask({ path: '/v1/presence', body: { ...wireVersions, ...here }, token, signal, read: json(presenceAnswerSchema) }),
    limits: (token, signal) => ask({ path: '/v1/limits', token, signal, read: json(signedLimitsSchema) }),
    push: (token, asked, signal) => ask({ path: '/v1/push', body: { ...wireVersions, ...asked }, token, signal, read: json(pushAnswerSchema) }),
    reoffered: (token, asked, signal) => ask({ path: '/v1/reoffered', body: { ...wireVersions, ...asked }, token, signal, read: json(reofferedAnswerSchema) }),
    considerScheme: (token, scheme) => ask({ path: '/v1/scheme/consider', body: { scheme }, token, silenceMs: SIGN_IN_SILENCE_MS, read: json(consideredSchema) }),
    publishScheme: (token, signed) => ask({ path: '/v1/scheme/publish', body: signed, token, silenceMs: SIGN_IN_SILENCE_MS, read: json(consideredSchema) }),
    reconciliation: (token) => ask({ path: '/v1/reconciliation', token, read: json(reconciliationSchema) }),
  };
}

async function* chunksOf(response: Response, heard: () => void): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  for await (const chunk of response.body) {
    heard();
    yield chunk;
  }
}

/** A refusal of the centre's own says so in the agreed form; a proxy's page or a fault of the server is no answer. */
async function refusalOf(response: Response): Promise<Outcome<never>> {
  const parsed = errorAnswerSchema.safeParse(await response.json().catch(() => null));
  const isPause = response.status === 503 && parsed.success && parsed.data.code === 'paused';
  if (!parsed.success || (response.status >= 500 && !isPause)) return unreachable();
  const { code, sentence, details } = parsed.data;
  return fail(code, sentence, details);
}
