/** Records that may be one person’s, and those that were made one. */
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Agreement, MatchField } from '#domain/matching/fields.ts';
import type { Channel, ContactReason, DuplicateSource, DuplicateStatus, Keep, KeptField, MarkerCategory, NeedKind } from '#domain/vocabulary.ts';

/** Two records that may be one person’s. `name` is that of the first, or of whose record is open. */
export interface DuplicateItem {
  key: string;
  pending: boolean;
  name: string;
  otherName: string;
  born: string | null;
  /** In per cent, rounded down: never 100, and 0 where only a person put them together. */
  likelihood: number;
  status: DuplicateStatus;
  foundAt: number;
  /** Of a proposal. */
  proposedByName: string | null;
  mine: boolean;
}

/** Two records that are one since. */
export interface MergedItem {
  key: string;
  mergeId: string;
  residentId: string;
  name: string;
  otherName: string;
  otherBorn: string | null;
  at: number;
  byName: string;
  proposedByName: string;
  /** This person may take it apart: a team leader, and nothing was built on it. */
  mayPart: boolean;
}

/** How far two records agree in one field, and what each holds where this person may see it. */
export interface DuplicateField {
  field: MatchField;
  agreement: Agreement;
  /** Steps reached of how many. */
  level: number;
  of: number;
  one: string | null;
  other: string | null;
  /** Not told, for one of the two must not be found out. */
  withheld: boolean;
}

export interface DuplicateSide {
  residentId: string;
  name: string;
  /** Opened only with a reason that was not given; then nothing of it is here. */
  sealed: boolean;
  restricted: boolean;
  confidential: boolean;
  addressHidden: boolean;
  deceasedOn: string | null;
  needs: NeedKind[];
  markers: MarkerCategory[];
  counts: { contacts: number; cases: number; openCases: number; decisions: number; promises: number; running: number };
  lastContacts: { key: string; at: number; channel: Channel; reason: ContactReason }[];
}

/** A field of which both hold another value; null where it may not be seen. */
export interface DuplicateConflict { field: KeptField; one: string | null; other: string | null }

/** What both have used of one clause’s limit for a resident, in the limit’s unit. */
export interface CombinedAllowance { key: string; clauseTitle: string; measure: Clause['measure'] | 'times'; one: number; other: number; total: number; left: number }

export interface DuplicateDetail {
  key: 'detail';
  duplicateId: string;
  /** False of a pair that somebody puts together, until it is proposed. */
  stands: boolean;
  status: DuplicateStatus;
  likelihood: number;
  foundAt: number;
  foundBy: DuplicateSource;
  one: DuplicateSide;
  other: DuplicateSide;
  fields: DuplicateField[];
  conflicts: DuplicateConflict[];
  allowances: CombinedAllowance[];
  /** What somebody said of it, where it was put off or answered. */
  answered: { name: string; at: number; reasons: string | null } | null;
  proposal: { mergeId: string; byName: string; at: number; reasons: string; mine: boolean; survivorId: string; keep: Keep } | null;
}

export interface DuplicatesCollections {
  /** Proposed, and waiting for a team leader; the oldest first. */
  proposed: DuplicateItem;
  /** The surest first, those put off at the end; at most 200. */
  open: DuplicateItem;
  merged: MergedItem;
  /** The pair that was asked for. */
  detail: DuplicateDetail;
}
