/**
 * May this post decide this, now, for this resident? The one place where authority is worked out; the desk asks it
 * before a person commits and the centre asks it again when the command arrives.
 */
import { formatPence } from '../money.ts';
import type { AuthorityUse, SchemeVersion } from '../records.ts';
import type { StaffId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { windowStart } from '../time/windows.ts';
import type { Post } from '../vocabulary.ts';
import type { Sentence } from '../words/sentence.ts';
import type { Clause, Condition, CumulativeLimit, Evidence, LimitScope, Measure, Window } from './scheme.ts';

/** A cached scheme older than this decides nothing: the desk captures and the centre decides. DOMAIN (a). */
export const SCHEME_LEASE_MS = 24 * 60 * 60 * 1000;

export interface Subject {
  residentId: string;
  householdId: string | null;
  propertyId: string | null;
}

export interface EvaluationInput {
  scheme: SchemeVersion;
  clause: Clause;
  post: Post;
  staffId: StaffId;
  subject: Subject;
  /** In the clause's measure; null asks only what could be decided. */
  amount: number | null;
  item: string | null;
  /** Null leaves conditions unasked (a panel that shows amounts left). */
  evidence: Evidence[] | null;
  confirmed: string[];
  /** Every use of this clause by the subject or the operative that any of its windows can see; more does no harm. */
  uses: AuthorityUse[];
  connection: 'online' | 'offline';
  /** When the desk last heard from the centre. */
  policyAsOf: Instant;
  now: Instant;
}

/** What is left of one cumulative limit. `unit` says whether the numbers are the clause's measure or decisions. */
export interface Remaining {
  scope: LimitScope;
  window: Window;
  unit: Measure | 'times';
  limit: number;
  used: number;
  left: number;
}

export interface Evaluation {
  result: 'permit' | 'escalate' | 'refuse';
  clauseId: string;
  clauseNumber: string;
  clauseTitle: string;
  schemeVersion: number;
  measure: Measure;
  /** What this post may decide in one decision as things stand (online or offline), before cumulative limits. */
  perDecision: number;
  /** The most that can be decided now; 0 where nothing can. */
  upTo: number;
  remaining: Remaining[];
  /** Who answers when this post may not: the lowest post whose own limit covers the amount. */
  approver: Post | null;
  /** Conditions of the clause that are not met yet. */
  missing: Condition[];
  /** Why, in plain words, the deciding fact first. */
  sentences: Sentence[];
}

/** "£25", "3 days", "1": an amount as the scheme writes it. */
export function amountText(amount: number, measure: Measure | 'times'): string {
  switch (measure) {
    case 'money': return formatPence(amount);
    case 'days': return amount === 1 ? '1 day' : `${String(amount)} days`;
    case 'count':
    case 'times': return String(amount);
  }
}

export function scopeKey(scope: LimitScope, subject: Subject, staffId: string): string | null {
  switch (scope) {
    case 'resident': return subject.residentId;
    case 'household': return subject.householdId;
    case 'property': return subject.propertyId;
    case 'operative': return staffId;
  }
}

function useKey(scope: LimitScope, use: AuthorityUse): string | null {
  return scopeKey(scope, use, use.staffId);
}

/** Adds up one limit's uses and says what is left; a limit over both money and times yields two. */
function remainingOf(limit: CumulativeLimit, input: EvaluationInput): Remaining[] {
  const key = scopeKey(limit.scope, input.subject, input.staffId);
  if (key === null) return [];
  const since = windowStart(limit.window, input.now);
  const counted = input.uses.filter((use) =>
    use.clauseId === input.clause.id && useKey(limit.scope, use) === key && use.at >= since
    && (!limit.perItem || input.item === null || use.item === input.item));
  const found: Remaining[] = [];
  const add = (unit: Remaining['unit'], ceiling: number, used: number): void => {
    found.push({ scope: limit.scope, window: limit.window, unit, limit: ceiling, used, left: Math.max(0, ceiling - used) });
  };
  if (limit.total !== null) add(input.clause.measure, limit.total, counted.reduce((sum, use) => sum + use.amount, 0));
  if (limit.times !== null) add('times', limit.times, counted.length);
  return found;
}

/** The lowest rung of the ladder whose own limit covers the amount; the top rung where none does. */
export function approverFor(clause: Clause, amount: number, above: Post | null = null): Post | null {
  const start = above === null ? 0 : clause.ladder.findIndex((rung) => rung.post === above) + 1;
  const rungs = clause.ladder.slice(start);
  return (rungs.find((rung) => rung.upTo >= amount) ?? rungs.at(-1))?.post ?? null;
}

/** What a post may approve in one decision under the clause, 0 where it may approve nothing. */
export const approvalLimit = (clause: Clause, post: Post): number =>
  clause.ladder.find((rung) => rung.post === post)?.upTo ?? 0;

/** True where a post stands on the clause's ladder at all, and so may at least decline or refer. */
export const mayAnswer = (clause: Clause, post: Post): boolean => clause.ladder.some((rung) => rung.post === post);

export function unmetConditions(clause: Clause, evidence: Evidence[], confirmed: string[]): Condition[] {
  return clause.conditions.filter((condition) => condition.kind === 'evidence'
    ? !evidence.some((given) => given.kind === condition.evidence && given.detail.trim() !== '')
    : !confirmed.includes(condition.code));
}

export function evaluate(input: EvaluationInput): Evaluation {
  const { clause, post, amount, connection } = input;
  const own = clause.limits.find((limit) => limit.post === post);
  const perDecision = own === undefined ? 0 : connection === 'offline' ? own.offline ?? 0 : own.perDecision;
  const remaining = clause.cumulative.flatMap((limit) => remainingOf(limit, input));
  const timesLeft = remaining.every((left) => left.unit !== 'times' || left.left > 0);
  const expired = connection === 'offline' && input.now - input.policyAsOf > SCHEME_LEASE_MS;
  const elsewhere = clause.effect.kind === 'elsewhere' ? clause.effect : null;
  const ceilings = remaining.filter((left) => left.unit !== 'times').map((left) => left.left);
  const upTo = expired || elsewhere !== null || !timesLeft ? 0 : Math.min(perDecision, ...ceilings);
  const wanted = amount ?? Math.min(clause.usual, Math.max(upTo, 1));

  const base = {
    clauseId: clause.id, clauseNumber: clause.number, clauseTitle: clause.title, schemeVersion: input.scheme.version,
    measure: clause.measure, perDecision, upTo, remaining, approver: approverFor(clause, wanted),
  };
  const inForce = input.now >= input.scheme.effectiveFrom
    && (input.scheme.effectiveTo === null || input.now < input.scheme.effectiveTo);
  const say = (code: Sentence['code'], values: Sentence['values'] = {}): Sentence => ({ code, values });
  const clauseSentence = say('authority.clause', { number: clause.number, version: input.scheme.version });
  const leftSentences = remaining.map((left) => say('authority.used', {
    used: amountText(left.used, left.unit), limit: amountText(left.limit, left.unit),
    what: left.unit === 'times' ? 'decisions' : '', scope: left.scope, window: windowText(left.window),
  }));
  const answer = (result: Evaluation['result'], headline: Sentence, missing: Condition[] = []): Evaluation =>
    ({ ...base, result, missing, sentences: [headline, ...leftSentences, clauseSentence] });

  if (elsewhere !== null) return answer('refuse', say('authority.elsewhere', { where: elsewhere.where }));
  if (!inForce) return answer('escalate', say('authority.not-in-force', { version: input.scheme.version }));
  if (own === undefined) return answer('escalate', say('authority.post-has-none', {}));
  if (expired) return answer('escalate', say('authority.scheme-expired', {}));
  if (connection === 'offline' && own.offline === null) return answer('escalate', say('authority.not-offline', {}));
  if (wanted <= 0) return answer('refuse', say('authority.amount-not-positive', {}));
  if (wanted > perDecision) {
    return answer('escalate', say(connection === 'offline' ? 'authority.over-offline-limit' : 'authority.over-limit', {
      amount: amountText(wanted, clause.measure), limit: amountText(perDecision, clause.measure),
    }));
  }
  const spent = remaining.find((left) => left.unit === 'times' ? left.left < 1 : left.left < wanted);
  if (spent !== undefined) {
    return answer('escalate', say('authority.over-cumulative', {
      left: amountText(spent.left, spent.unit), limit: amountText(spent.limit, spent.unit),
      scope: spent.scope, window: windowText(spent.window),
    }));
  }
  const missing = input.evidence === null ? [] : unmetConditions(clause, input.evidence, input.confirmed);
  if (missing.length > 0) {
    return answer('refuse', say('authority.condition-missing', { words: missing.map((one) => one.words).join('; ') }), missing);
  }
  return answer('permit', say('authority.may-decide', { limit: amountText(upTo, clause.measure) }));
}

/** "in any 12 months", "today", "this month". */
export function windowText(window: Window): string {
  switch (window.kind) {
    case 'rolling-months': return `in any ${String(window.months)} months`;
    case 'rolling-days': return `in any ${String(window.days)} days`;
    case 'calendar-day': return 'today';
    case 'calendar-month': return 'this month';
  }
}
