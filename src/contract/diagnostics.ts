/**
 * What a desk tells about itself to whoever mends it. Nothing in it is free text: every value is a number, or a word
 * from a list in this code, so that no name, note, address, path or id of a person can be in it whatever went wrong.
 */
import { z } from 'zod';
import { commandNames } from '#domain/commands/names.ts';
import { failureCodes } from './failures.ts';
import { tableNames } from './tables.ts';

export const DIAGNOSTICS_FORMAT = 1;
/** At the centre, in days. */
export const DIAGNOSTICS_KEPT_DAYS = 90;
export const LARGEST_DIAGNOSTICS = 256 * 1024;
export const MOST_DIAGNOSTIC_EVENTS = 1000;

/** What is noted of how a desk stands with the centre. `reset`: its copy had to be fetched anew. */
export const syncEventKinds = ['opened', 'closed', 'online', 'offline', 'paused', 'fetching', 'reset', 'signed-out', 'too-old', 'too-new'] as const;
export type SyncEventKind = (typeof syncEventKinds)[number];

/** What a desk asks of the centre. */
export const requestKinds = ['hello', 'sign-in', 'refresh', 'recover-key', 'head', 'pull', 'snapshot', 'push', 'other'] as const;
export type RequestKind = (typeof requestKinds)[number];

const commandStates = ['waiting', 'sent', 'accepted', 'done', 'refused', 'parked', 'resubmitted', 'discarded', 'other'] as const;
const phases = ['starting', 'first-fetch', 'online', 'offline', 'paused', 'signed-out', 'too-old', 'too-new'] as const;
export const platforms = ['win32', 'darwin', 'linux', 'other'] as const;
export const architectures = ['x64', 'arm64', 'other'] as const;

const count = z.int().min(0);
const instant = z.int();
const numbered = z.string().regex(/^\d{1,4}(\.\d{1,6}){0,3}(-[a-z]{1,10}\.?\d{0,4})?$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const diagnosticsSchema = z.strictObject({
  format: z.literal(DIAGNOSTICS_FORMAT),
  madeAt: instant,
  app: z.strictObject({ version: numbered, node: numbered, platform: z.enum(platforms), arch: z.enum(architectures) }),
  versions: z.strictObject({ protocol: count, schema: count, cache: count, outbox: count }),
  /** SHA-256 over the description of the tables, and over the layout that the cache's file really has. */
  schemaHashes: z.strictObject({ tables: hash, cache: hash }),
  sync: z.strictObject({
    phase: z.enum(phases), lastHeardAt: instant.nullable(), clockOffsetMs: z.int(), cursor: count, scopes: count,
    waiting: count, needsAttention: count,
  }),
  rows: z.partialRecord(z.enum(tableNames), count),
  commands: z.array(z.strictObject({ name: z.enum([...commandNames, 'other']), state: z.enum(commandStates), count, oldestAt: instant })).max(200),
  drafts: count,
  /** Of the last day, oldest first. */
  events: z.array(z.strictObject({ at: instant, kind: z.enum(syncEventKinds) })).max(MOST_DIAGNOSTIC_EVENTS),
  /** Since the app was started; durations in milliseconds over the last hundred of each kind. */
  requests: z.array(z.strictObject({
    kind: z.enum(requestKinds), count, failed: count, medianMs: count, p95Ms: count, longestMs: count,
  })).max(requestKinds.length),
  failures: z.array(z.strictObject({ kind: z.enum(requestKinds), code: z.enum(failureCodes), count, lastAt: instant })).max(300),
  disk: z.strictObject({ cacheBytes: count, outboxBytes: count, freeBytes: count.nullable() }),
  memory: z.strictObject({ residentBytes: count, heapBytes: count }),
  uptimeSeconds: count,
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;
