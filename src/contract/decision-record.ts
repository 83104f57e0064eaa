/**
 * The decision record: what somebody decided, in which post, under which clause and version, on which facts. Each entry
 * holds the hash of the one before it on the same desk and is signed with the desk’s own key, so that whoever has an export can
 * tell whether anything was changed, left out, put in or moved.
 */
import { z } from 'zod';
import type { CommandName } from '#domain/commands/all.ts';

/** What leaves an entry: every use of authority, every answer, and whoever was given authority. */
export const recorded: readonly CommandName[] = [
  'make-decision', 'request-approval', 'answer-escalation', 'pass-on', 'end-entitlement', 'grant-authorisation', 'withdraw-authorisation',
  'sign-sub-delegation', 'end-sub-delegation', 'set-deputy', 'end-deputy', 'issue-approval-codes', 'give-approval-code', 'approve-by-code',
];
export const isRecorded = (name: string): boolean => (recorded as readonly string[]).includes(name);

/** The hash before a desk’s first entry. */
export const NO_ENTRY = '0'.repeat(64);

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const recordBodySchema = z.object({
  /** SHA-256 hex of the desk’s public key. */
  chain: hash,
  /** 1, 2, 3 … on the desk. */
  n: z.int().min(1),
  /** SHA-256 hex over the canonical form of the entry before; `NO_ENTRY` for the first. */
  previous: hash,
  commandId: z.string().max(100), name: z.string().max(100), version: z.int(),
  /** Everything that was entered: amounts, reasons, evidence, alternatives rejected, interests declared. */
  args: z.unknown(),
  staffId: z.string().max(100), post: z.string().max(100), teamId: z.string().max(100),
  clauseId: z.string().max(100).nullable(), clauseNumber: z.string().max(100).nullable(), schemeVersion: z.int().nullable(),
  /** The rows it rested on, each with the version of the feed it had; null for work that was not at the centre yet. */
  facts: z.array(z.object({ table: z.string().max(100), id: z.string().max(200), version: z.int().nullable() })).max(5000),
  /** The desk’s clock. */
  madeAt: z.int(), connection: z.enum(['online', 'offline']), policyAsOf: z.int(),
});
export type RecordBody = z.infer<typeof recordBodySchema>;

/** As a desk sends it: `body` is the canonical text itself, so that what was signed is what is kept. */
export const signedRecordSchema = z.object({ body: z.string().max(2_000_000), signature: z.string().max(200) });
export type SignedRecord = z.infer<typeof signedRecordSchema>;

/** One text for one value: keys in order, nothing between. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined).toSorted(([one], [other]) => one < other ? -1 : 1);
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

/** Lines of an export, in order: header, entries as the centre took them in, end. */
export const exportHeaderSchema = z.object({
  kind: z.literal('header'), council: z.string(), exportedAt: z.int(),
  /** The centre’s public key (Ed25519, SPKI, base64), which signs the end. */
  centreKey: z.string(),
  /** The desks’ public keys by chain, with whose desk each is. */
  desks: z.record(z.string(), z.object({ publicKey: z.string(), deviceId: z.string(), staffId: z.string() })),
});
export const exportEntrySchema = z.object({
  kind: z.literal('entry'),
  /** 1, 2, 3 … at the centre. */
  anchor: z.int().min(1),
  body: z.string(),
  /** Null where a desk of an earlier version signed nothing. */
  signature: z.string().nullable(),
  /** The centre’s clock, and what the command came to. */
  receivedAt: z.int(), status: z.string(), resultVersion: z.int().nullable(),
  /** SHA-256 hex over the anchor before, the body, the signature and what came of it. */
  hash,
});
export const exportEndSchema = z.object({ kind: z.literal('end'), entries: z.int().min(0), hash, signature: z.string() });
export type ExportEntry = z.infer<typeof exportEntrySchema>;

/** What the centre’s own chain is over. */
export const anchoredText = (previous: string, entry: Pick<ExportEntry, 'anchor' | 'body' | 'signature' | 'receivedAt' | 'status' | 'resultVersion'>): string =>
  canonical([previous, entry.anchor, entry.body, entry.signature, entry.receivedAt, entry.status, entry.resultVersion]);
export const signedEnd = (council: string, entries: number, hash: string): string => canonical([council, entries, hash]);
