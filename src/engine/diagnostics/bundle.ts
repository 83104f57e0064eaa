/** Puts a desk's diagnostics together. The schema takes numbers and known words only, and has the last word on what leaves. */
import { createHash } from 'node:crypto';
import {
  architectures, DIAGNOSTICS_FORMAT, diagnosticsSchema, MOST_DIAGNOSTIC_EVENTS, platforms, type Diagnostics,
} from '#contract/diagnostics.ts';
import { commandNames } from '#domain/commands/names.ts';
import { tables } from '#contract/tables.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { succeed, type Outcome } from '#contract/failures.ts';
import type { OpenDesk } from '../open-desk.ts';
import { CACHE_VERSION } from '../store/schema.ts';
import type { CommandCount } from '../store/outbox-history.ts';
import { holdingsOf } from './holdings.ts';
import type { RequestMeter } from './request-meter.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export interface BundleSources {
  appVersion: string;
  meter: RequestMeter;
}

export async function makeBundle(open: OpenDesk, { appVersion, meter }: BundleSources): Promise<Outcome<{ bundle: Diagnostics }>> {
  const holdings = await holdingsOf(open);
  if (!holdings.ok) return holdings;
  const { desk } = open;
  const { cacheBytes, outboxBytes, freeBytes, scopes, rows, drafts } = holdings.value;
  const { phase, lastHeardAt, clockOffset, waiting, needsAttention } = desk.status;
  const now = desk.now();
  const { rss, heapUsed } = process.memoryUsage();
  const bundle = diagnosticsSchema.parse({
    format: DIAGNOSTICS_FORMAT, madeAt: now,
    app: { version: numberedOrZero(appVersion), node: numberedOrZero(process.versions.node), platform: oneOf(platforms, process.platform), arch: oneOf(architectures, process.arch) },
    versions: { protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, cache: CACHE_VERSION, outbox: desk.outbox.version() },
    schemaHashes: { tables: sha256(JSON.stringify(tables)), cache: sha256(desk.cache.layout()) },
    sync: { phase, lastHeardAt, clockOffsetMs: clockOffset, cursor: desk.cache.meta().cursor, scopes: scopes.length, waiting, needsAttention },
    rows: Object.fromEntries(rows.map(({ table, count }) => [table, count])),
    commands: gathered(desk.outbox.commandCounts()), drafts,
    events: desk.outbox.events(now - DAY_MS, MOST_DIAGNOSTIC_EVENTS).map(({ at, kind }) => ({ at, kind })).reverse(),
    requests: meter.requests(), failures: meter.failures(),
    disk: { cacheBytes, outboxBytes, freeBytes },
    memory: { residentBytes: rss, heapBytes: heapUsed },
    uptimeSeconds: Math.floor(process.uptime()),
  });
  return succeed({ bundle });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const numberedOrZero = (version: string): string => /^\d{1,4}(\.\d{1,6}){0,3}$/.test(version) ? version : '0';
const oneOf = <W extends string>(words: readonly W[], word: string): W | 'other' => words.find((one) => one === word) ?? 'other';

const knownStates = new Set(['waiting', 'sent', 'accepted', 'done', 'refused', 'parked', 'resubmitted', 'discarded']);

/** Work of kinds and states that a later Casefront knows is counted, without its name. */
function gathered(counts: CommandCount[]): Diagnostics['commands'] {
  const byWords = new Map<string, Diagnostics['commands'][number]>();
  for (const { name, state, count, oldestAt } of counts) {
    const known = { name: commandNames.find((one) => one === name) ?? 'other' as const, state: knownStates.has(state) ? state as 'done' : 'other' as const };
    const words = `${known.name} ${known.state}`;
    const before = byWords.get(words);
    byWords.set(words, before === undefined ? { ...known, count, oldestAt } : { ...before, count: before.count + count, oldestAt: Math.min(before.oldestAt, oldestAt) });
  }
  return [...byWords.values()];
}
