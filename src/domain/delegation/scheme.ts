/** The scheme of delegation as data. A council edits these; no amount or post stands in the code. */
import type { Post } from '../vocabulary.ts';

/** What a clause's amounts count: pence, how many times, or days granted. */
export type Measure = 'money' | 'count' | 'days';

/** What one post may decide alone, in one decision. */
export interface PostLimit {
  post: Post;
  perDecision: number;
  /** The cap while the desk cannot reach the centre; null: this post decides nothing offline under the clause. */
  offline: number | null;
}

export type Window =
  | { kind: 'rolling-months'; months: number }
  | { kind: 'rolling-days'; days: number }
  | { kind: 'calendar-day' }
  | { kind: 'calendar-month' };

/** Whose uses are added up. */
export type LimitScope = 'resident' | 'household' | 'property' | 'operative';

/** A ceiling over a window; `total` in the clause's measure, `times` in decisions. At least one is given. */
export interface CumulativeLimit {
  scope: LimitScope;
  window: Window;
  total: number | null;
  times: number | null;
  /** Count only uses for the same item (one grey bin a year, one recycling box a year). */
  perItem: boolean;
}

export type EvidenceKind =
  | 'fault-recorded' | 'apology-given' | 'crew-damage-log' | 'cancelled-in-time' | 'crew-failure-code'
  | 'missed-collection-log' | 'proof-of-address' | 'proof-of-vehicle' | 'hardship-statement' | 'payment-record'
  | 'second-failure-report';

/** Something the operative has seen or done that the clause rests on. `detail` says where it can be found. */
export interface Evidence {
  kind: EvidenceKind;
  detail: string;
}

export type Condition =
  | { kind: 'evidence'; evidence: EvidenceKind; words: string }
  | { kind: 'confirm'; code: string; words: string };

/** What happens when the clause is used. */
export type Effect =
  | { kind: 'payment'; method: 'original-card' | 'bank-transfer' | 'voucher' | 'account-credit' }
  | { kind: 'task'; serviceId: string; title: string }
  /** The effect is carried out in the service's own system; Casefront shows the clause and does not decide it. */
  | { kind: 'elsewhere'; where: string };

export interface ClauseReason {
  code: string;
  words: string;
}

export interface Clause {
  id: string;
  /** The row of the council's scheme, as it is quoted: "7". */
  number: string;
  title: string;
  /** LGSL code, or null where the power belongs to no one service. */
  serviceId: string | null;
  /** Where the power comes from, e.g. "Local Government Act 2000 s.92". */
  power: string;
  measure: Measure;
  /** The amount offered first, in the measure; a count clause is nearly always 1. */
  usual: number;
  limits: PostLimit[];
  /** Posts that may approve above the desk, lowest first, each with the most it may approve in one decision. */
  ladder: { post: Post; upTo: number }[];
  cumulative: CumulativeLimit[];
  reasons: ClauseReason[];
  conditions: Condition[];
  /** Things to choose among, e.g. which container; empty where the clause has none. */
  items: { code: string; words: string }[];
  effect: Effect;
  /** What the resident is told. `{{amount}}`, `{{item}}` and `{{reference}}` are filled in. */
  residentWording: string;
  /** What must never be done under this clause, shown with it. */
  never: string | null;
}
