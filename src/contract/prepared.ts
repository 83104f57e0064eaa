/**
 * What the centre and the process that writes its prepared copies say to each other (`src/prepared`). That process knows
 * the format of a desk's file and nothing of the store; the centre knows the store and never looks into the file.
 */
import type { TableName } from '#domain/records.ts';
import { covers } from './scopes.ts';

/** What everybody on the council's own staff may see: a prepared copy holds this and nothing more. */
export const PREPARED_SCOPES = ['reference', 'council', 'service'] as const;

/** A borough comes in two parts: `people` is what work can begin with, everything but older contacts, found by name. */
export type FetchPart = 'people' | 'whole';
/** Up to so many rows the whole takes a desk a few seconds, and two parts would only take longer. */
export const BOROUGH_ROWS = 100_000;

export const maySeePrepared = (scopes: readonly string[]): boolean => PREPARED_SCOPES.every((scope) => covers(scopes, scope));

/** To the writer, first: where to write, the file's own key, and the head from which a desk will read the feed. */
export interface PreparedOrder { kind: 'order'; part: FetchPart; file: string; key: Uint8Array; epoch: string; version: number; now: number }
/** From the writer: a page of a table that it wants; `since`: only contacts from this instant on. */
export interface PreparedAsk { kind: 'ask'; table: TableName; after: string; limit: number; since: number | null }
/** To the writer: the lines of that page, as a desk would receive them. */
export interface PreparedPage { kind: 'page'; lines: Uint8Array }
/** From the writer, last: the file is whole, closed and checked. `layout` is the version of its format, `sha256` in hex. */
export interface PreparedDone { kind: 'done'; layout: number; rows: number; bytes: number; sha256: string }

export type ToWriter = PreparedOrder | PreparedPage;
export type FromWriter = PreparedAsk | PreparedDone;
