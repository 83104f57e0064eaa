/**
 * The one path of every change: `needs -> facts -> decide -> row changes`. Engine and centre each load the facts from
 * their own store and apply the changes to it; the rule in between is this code, once.
 */
import type { StaffId, SiteId } from '../ids.ts';
import type { Records, RowChange, TableName } from '../records.ts';
import type { SchemeVersion } from '../records/council.ts';
import type { Instant } from '../time/instant.ts';
import type { Post, Role } from '../vocabulary.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Evaluation } from '../delegation/evaluate.ts';

/** The one row with this id; a null id is a fact too: there is none. */
export interface RowRequest<T extends TableName = TableName> {
  kind: 'row';
  table: T;
  id: string | null;
  /** A resident’s row as it is filed, though another stands for it. */
  asFiled?: true;
}

/** Every row whose columns equal `where` and, if given, whose `since.column` is at or after an instant. */
export interface RowsRequest<T extends TableName = TableName> {
  kind: 'rows';
  table: T;
  where: Partial<{ [C in keyof Records[T]]: string | number | null }>;
  since?: { column: keyof Records[T] & string; at: Instant };
}

export type FactRequest = { [T in TableName]: RowRequest<T> | RowsRequest<T> }[TableName];
export type Needs = Record<string, FactRequest>;

export type FactOf<R> = R extends RowRequest<infer T> ? Records[T] | null : R extends RowsRequest<infer T> ? Records[T][] : never;
export type FactsOf<N> = { [K in keyof N]: FactOf<N[K]> };

/**
 * The row with this id. Of a resident whose record was merged it is the one that stands for it, and rows that are asked for by
 * `residentId` are those of every record of the person: a store answers so, and no rule has to think of it.
 */
export const row = <T extends TableName>(table: T, id: string | null): RowRequest<T> => ({ kind: 'row', table, id });

export const filed = (table: 'resident', id: string | null): RowRequest<'resident'> => ({ kind: 'row', table, id, asFiled: true });

export function rows<T extends TableName>(
  table: T, where: RowsRequest<T>['where'], since?: RowsRequest<T>['since'],
): RowsRequest<T> {
  return since === undefined ? { kind: 'rows', table, where } : { kind: 'rows', table, where, since };
}

export interface Actor {
  staffId: StaffId;
  name: string;
  post: Post;
  role: Role;
  siteId: SiteId;
  teamId: string;
}

export interface Context {
  /** A desk refuses what its person may not do; the centre never silently voids what a desk has promised. */
  place: 'desk' | 'centre';
  /** This place's clock. */
  now: Instant;
  /** The desk's clock when the person acted: evidence, kept in records. */
  madeAt: Instant;
  /** The time the act counts from in limits, by `countsFrom`. */
  countsAt: Instant;
  actor: Actor;
  /** How the desk stood when the person acted. */
  connection: 'online' | 'offline';
  /** Since when the desk knew its limits to stand: online, when it last heard from the centre; offline, when the centre signed them. */
  policyAsOf: Instant;
  /** The scheme in force, or null where there is none. */
  scheme: SchemeVersion | null;
}

export type Verdict =
  | { kind: 'accepted'; changes: RowChange[] }
  /** Above this person's authority: nothing changes, and `evaluation` says who can decide and why. */
  | { kind: 'escalation'; evaluation: Evaluation; reason: Sentence }
  | { kind: 'refused'; reason: Sentence };

export interface Command<Args, N extends Needs = Needs, M extends Needs = Needs> {
  /** Raised whenever the meaning of `args` changes; the centre parks versions it does not know. */
  version: number;
  /** Roles that may give the command at all. */
  roles: readonly Role[];
  /** What the rule must know, as far as the command alone tells. */
  needs: (args: Args, context: Context) => N;
  /** What it must know besides, once the first facts are there (the uses of a resident's household). */
  needsThen: (facts: FactsOf<N>, args: Args, context: Context) => M;
  decide: (facts: FactsOf<N> & FactsOf<M>, args: Args, context: Context) => Verdict;
}

export const defineCommand = <Args, N extends Needs, M extends Needs>(command: Command<Args, N, M>): Command<Args, N, M> => command;
export const accepted = (...changes: RowChange[]): Verdict => ({ kind: 'accepted', changes });
export const refused = (code: Sentence['code'], values: Sentence['values'] = {}): Verdict =>
  ({ kind: 'refused', reason: { code, values } });
