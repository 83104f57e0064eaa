/** The scheme of delegation as data. A council edits these; no amount or post stands in the code. */
import type { MarkerCategory, Post } from '../vocabulary.ts';

/** What a clause's amounts count: pence, how many times, or days granted. */
export type Measure = 'money' | 'count' | 'days';

/** What one post may decide alone, in one decision. */
export interface PostLimit {
  post: Post;
  perDecision: number;
  /** The cap while the desk cannot reach the centre; null: this post decides nothing offline under the clause. */
  offline: number | null;
  /** The named authorisation a person in the post must hold besides; null where the post is enough. */
  authorisation: string | null;
}

export type Window =
  | { kind: 'rolling-months'; months: number }
  | { kind: 'rolling-days'; days: number }
  | { kind: 'calendar-day' }
  | { kind: 'calendar-month' }
  /** What still runs: one permit, hold or arrangement at a time. */
  | { kind: 'while-running' };

/** Whose uses are added up. */
export type LimitScope = 'resident' | 'household' | 'property' | 'vehicle' | 'operative';

/** A ceiling over a window; `total` in the clause's measure, `times` in decisions. At least one is given. */
export interface CumulativeLimit {
  scope: LimitScope;
  window: Window;
  total: number | null;
  times: number | null;
  /** Count only uses for the same item (one grey bin a year, one recycling box a year). */
  perItem: boolean;
}

/** Something the operative has seen or done that the clause rests on. `detail` says where it can be found. */
export interface Evidence {
  /** The code of the clause’s condition: "fault-recorded". */
  kind: string;
  detail: string;
}

/** How surely somebody is who they say: DOMAIN (c), L0 to L3. */
export type VerificationLevel = 0 | 1 | 2 | 3;

export type Condition =
  | { kind: 'evidence'; evidence: string; words: string }
  | { kind: 'confirm'; code: string; words: string }
  | { kind: 'verification'; level: Exclude<VerificationLevel, 0>; words: string }
  /** Where the resident or the address carries such a marker, somebody above decides. */
  | { kind: 'no-marker'; categories: MarkerCategory[]; words: string };

export interface ClauseReason {
  code: string;
  words: string;
}

/** A question of the clause’s own form. Answers are text: pence, whole numbers, `YYYY-MM-DD`, an option’s code, or words. */
export type ClauseField = { code: string; words: string; required: boolean } & (
  | { kind: 'text'; /** What it must look like, as a pattern over the whole of it, and that in words. */ pattern: { expression: string; words: string } | null }
  | { kind: 'registration' }
  | { kind: 'money' }
  | { kind: 'number'; least: number; most: number }
  /** Days from the day of the decision, both inclusive. */
  | { kind: 'date'; earliest: number; latest: number }
  | { kind: 'choice'; options: ClauseReason[] }
);

/** What happens when the clause is used. */
export type Effect =
  | { kind: 'payment'; method: 'original-card' | 'bank-transfer' | 'voucher' | 'account-credit' }
  /** `dueField`: the date field that says by when. */
  | { kind: 'task'; serviceId: string; title: string; dueField: string | null }
  /** Something that runs for a time: a permit, a hold, an arrangement. Its length is the amount in days, or a field’s months. */
  | { kind: 'entitlement'; serviceId: string; title: string; monthsField: string | null }
  /** Nobody decides it here: what was said is logged and goes to whoever does. */
  | { kind: 'pass-on'; serviceId: string; title: string; where: string };

export interface Rung { post: Post; upTo: number }

/** How an amount comes about: entered, or worked out from a field of the form (£10 and £2 a day, £50 at most). */
export type Worth = { kind: 'entered' } | { kind: 'per-unit'; base: number; each: number; field: string; most: number };

export interface Clause {
  id: string;
  /** The row of the council's scheme, as it is quoted: "7". */
  number: string;
  title: string;
  /** LGSL code, or null where the power belongs to no one service. */
  serviceId: string | null;
  /** Where the power comes from, e.g. "Local Government Act 2000 s.92", whose it is, and through whom it came. */
  power: string;
  powerOf: 'council' | 'executive';
  delegatedFrom: string;
  /** Unlawful unless the scheme says so. */
  maySubDelegate: boolean;
  measure: Measure;
  /** The amount offered first, in the measure; a count clause is nearly always 1. */
  usual: number;
  worth: Worth;
  /** The money field that the amount may not go above: what was paid, what is charged. */
  ceilingField: string | null;
  limits: PostLimit[];
  /** Posts that may approve above the desk, lowest first, each with the most it may approve in one decision. */
  ladder: Rung[];
  /** Who must agree besides, after the first approver; null where one is enough. */
  secondApprover: Post | null;
  cumulative: CumulativeLimit[];
  reasons: ClauseReason[];
  conditions: Condition[];
  /** Things to choose among, e.g. which container; empty where the clause has none. */
  items: { code: string; words: string }[];
  fields: ClauseField[];
  effects: Effect[];
  /** What the resident is told. `{{amount}}`, `{{item}}`, `{{reference}}` and the codes of fields are filled in. */
  residentWording: string;
  /** The same by language (`cy`, `pl`), for those who read another than English; what is missing is translated by hand. */
  residentWordings: Readonly<Record<string, string>>;
  /** What must never be done under this clause, shown with it. */
  never: string | null;
  /** What to do while it can’t be decided offline: "phone Revenues". */
  offlineAdvice: string | null;
}

/** A named authorisation that training gives and time takes: "Crisis payments". */
export interface NamedAuthorisation {
  code: string;
  words: string;
  /** How long the training holds. */
  months: number;
}

/** The clause’s own step to whoever decides it; null where it is decided here. */
export const passedOn = (clause: Clause): Extract<Effect, { kind: 'pass-on' }> | null => clause.effects.find((effect) => effect.kind === 'pass-on') ?? null;
