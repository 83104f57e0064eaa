/**
 * May this post decide this, now, for this resident? The one place where authority is worked out; the desk asks it
 * before a person commits and the centre asks it again when the command arrives.
 */
import { formatPence } from '../money.ts';
import type { SchemeVersion } from '../records/council.ts';
import type { AuthorityUse } from '../records/decisions.ts';
import type { StaffId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import { windowStart } from '../time/windows.ts';
import type { MarkerCategory, Post } from '../vocabulary.ts';
import type { Sentence } from '../words/sentence.ts';
import { fieldsFault, numberIn, vehicleIn, workedOut, type Details } from './clause-fields.ts';
import { passedOn, type Clause, type Condition, type CumulativeLimit, type Evidence, type LimitScope, type Measure, type VerificationLevel, type Window } from './scheme.ts';
import { limitOf, standsLimit, type Standing } from './standing.ts';

const HOUR_MS = 60 * 60 * 1000;

export interface Subject {
  residentId: string;
  householdId: string | null;
  propertyId: string | null;
  /** Categories of the markers on the resident and their address, as far as they have not ended. */
  markers: readonly MarkerCategory[];
  /** Somebody noted within a day that another may be telling them what to say. */
  coerced: boolean;
}

/** What the conditions of a clause are held against. */
export interface Proof {
  evidence: Evidence[];
  /** Codes of conditions that were confirmed. */
  confirmed: string[];
  verifiedLevel: VerificationLevel | null;
}

export interface EvaluationInput {
  scheme: SchemeVersion;
  clause: Clause;
  post: Post;
  staffId: StaffId;
  /** What the person holds besides the post. */
  standing: Standing;
  subject: Subject;
  /** In the clause's measure; null asks only what could be decided. */
  amount: number | null;
  item: string | null;
  /** Answers to the clause’s form; null leaves it unasked (a panel that shows amounts left). */
  details: Details | null;
  /** An interest that was declared; empty where there is none. */
  interest: string;
  /** Null leaves conditions unasked. */
  proof: Proof | null;
  /** Every use of this clause by the subject or the operative that any of its windows can see; more does no harm. */
  uses: AuthorityUse[];
  connection: 'online' | 'offline';
  /** Since when the limits this desk goes by are known to stand: offline, when the centre signed them. */
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
  /** What does not stop it and is kept with it. */
  notices: Sentence[];
  /** Whatever the answer, somebody above may be asked for an exception: no rule fetters discretion. DOMAIN (a). */
  mayAskExceptionally: boolean;
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

export function scopeKey(scope: LimitScope, subject: Omit<Subject, 'markers' | 'coerced'> & { vehicle: string | null }, staffId: string): string | null {
  switch (scope) {
    case 'vehicle': return subject.vehicle;
    case 'resident': return subject.residentId;
    case 'household': return subject.householdId;
    case 'property': return subject.propertyId;
    case 'operative': return staffId;
  }
}

function useKey(scope: LimitScope, use: AuthorityUse): string | null {
  return scopeKey(scope, use, use.staffId);
}

const vehicleOf = ({ clause, details }: EvaluationInput): string | null => details === null ? null : vehicleIn(clause, details);

/** Adds up one limit's uses and says what is left; a limit over both money and times yields two. */
function remainingOf(limit: CumulativeLimit, input: EvaluationInput): Remaining[] {
  const key = scopeKey(limit.scope, { ...input.subject, vehicle: vehicleOf(input) }, input.staffId);
  if (key === null) return [];
  const since = windowStart(limit.window, input.now);
  const running = limit.window.kind === 'while-running';
  const counted = input.uses.filter((use) =>
    use.clauseId === input.clause.id && useKey(limit.scope, use) === key && use.at >= since
    && (!running || (use.until !== null && use.until > input.now))
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

/** Conditions that what was entered does not meet. A marker is no condition to meet: it sends the decision up. */
export function unmetConditions(clause: Clause, { evidence, confirmed, verifiedLevel }: Proof): Condition[] {
  return clause.conditions.filter((condition) => {
    switch (condition.kind) {
      case 'evidence': return !evidence.some((given) => given.kind === condition.evidence && given.detail.trim() !== '');
      case 'confirm': return !confirmed.includes(condition.code);
      case 'verification': return (verifiedLevel ?? 0) < condition.level;
      case 'no-marker': return false;
    }
  });
}

/** Why this goes to somebody above though the amount would do; null where nothing stands in the way. */
function barrier({ clause, subject, interest }: EvaluationInput): Sentence | null {
  for (const condition of clause.conditions) {
    if (condition.kind !== 'no-marker') continue;
    const marker = condition.categories.find((category) => subject.markers.includes(category));
    if (marker !== undefined) return { code: 'authority.marker', values: { words: condition.words } };
  }
  if (subject.coerced) return { code: 'authority.coercion' };
  return interest.trim() !== '' ? { code: 'authority.interest-declared' } : null;
}

/** What in the form or the amount can’t be, whoever decides. */
function formFault({ clause, details, amount, now }: EvaluationInput): Sentence | null {
  if (details === null) return null;
  const fault = fieldsFault(clause, details, now);
  if (fault !== null) return fault;
  const sum = workedOut(clause, details);
  if (sum !== null && amount !== null && amount !== sum) return { code: 'authority.worked-out', values: { amount: amountText(sum, clause.measure) } };
  if (clause.ceilingField === null || amount === null) return null;
  const ceiling = numberIn(details, clause.ceilingField);
  const field = clause.fields.find(({ code }) => code === clause.ceilingField)?.words ?? '';
  return ceiling !== null && amount > ceiling ? { code: 'authority.above-ceiling', values: { limit: amountText(ceiling, clause.measure), field } } : null;
}

/** One person’s decisions for one resident that together would have been above what one of them may be. */
function splitNotice({ clause, scheme, subject, staffId, uses, now }: EvaluationInput, wanted: number, perDecision: number): Sentence[] {
  if (clause.measure === 'count' || perDecision <= 0) return [];
  const since = windowStart({ kind: 'rolling-days', days: scheme.splitWithin }, now);
  const before = uses.filter((use) => use.clauseId === clause.id && use.residentId === subject.residentId && use.staffId === staffId && use.at >= since);
  const together = before.reduce((sum, use) => sum + use.amount, wanted);
  if (before.length === 0 || together <= perDecision) return [];
  return [{ code: 'authority.may-be-split', values: {
    count: before.length + 1, amount: amountText(together, clause.measure), days: scheme.splitWithin, limit: amountText(perDecision, clause.measure),
  } }];
}

export function evaluate(input: EvaluationInput): Evaluation {
  const { clause, amount, connection, scheme, now } = input;
  const held = limitOf(clause, input.post, input.standing, now);
  const own = standsLimit(held) ? held : undefined;
  const perDecision = own === undefined ? 0 : connection === 'offline' ? own.offline ?? 0 : own.perDecision;
  const remaining = clause.cumulative.flatMap((limit) => remainingOf(limit, input));
  const timesLeft = remaining.every((left) => left.unit !== 'times' || left.left > 0);
  // Limits older than the scheme lets them be decide nothing: the desk captures and the centre decides. DOMAIN (a).
  const expired = connection === 'offline' && now - input.policyAsOf > scheme.offlineHours * HOUR_MS;
  const elsewhere = passedOn(clause);
  const ceilings = remaining.filter((left) => left.unit !== 'times').map((left) => left.left);
  const stopped = barrier(input);
  const upTo = expired || elsewhere !== null || !timesLeft || stopped !== null ? 0 : Math.min(perDecision, ...ceilings);
  const wanted = amount ?? Math.min(clause.usual, Math.max(upTo, 1));

  const base = {
    clauseId: clause.id, clauseNumber: clause.number, clauseTitle: clause.title, schemeVersion: scheme.version,
    measure: clause.measure, perDecision, upTo, remaining, approver: approverFor(clause, wanted),
    mayAskExceptionally: clause.ladder.length > 0 && elsewhere === null,
  };
  const inForce = now >= scheme.effectiveFrom && (scheme.effectiveTo === null || now < scheme.effectiveTo);
  const say = (code: Sentence['code'], values: Sentence['values'] = {}): Sentence => ({ code, values });
  const clauseSentence = say('authority.clause', { number: clause.number, version: scheme.version });
  const leftSentences = remaining.map((left) => say('authority.used', {
    used: amountText(left.used, left.unit), limit: amountText(left.limit, left.unit),
    what: left.unit === 'times' ? 'decisions' : '', scope: left.scope, window: windowText(left.window),
  }));
  const answer = (result: Evaluation['result'], headline: Sentence, missing: Condition[] = []): Evaluation => ({
    ...base, result, missing, sentences: [headline, ...leftSentences, clauseSentence],
    notices: result === 'permit' && amount !== null ? splitNotice(input, wanted, perDecision) : [],
  });

  if (elsewhere !== null) return answer('refuse', say('authority.elsewhere', { where: elsewhere.where }));
  if (!inForce) return answer('escalate', say('authority.not-in-force', { version: scheme.version }));
  const impossible = formFault(input);
  if (impossible !== null) return answer('refuse', impossible);
  if (wanted <= 0) return answer('refuse', say('authority.amount-not-positive', {}));
  if (!standsLimit(held)) return answer('escalate', held.why);
  if (expired) return answer('escalate', say('authority.scheme-expired', { hours: scheme.offlineHours }));
  if (connection === 'offline' && held.offline === null) return answer('escalate', say(clause.offlineAdvice === null ? 'authority.not-offline' : 'authority.not-offline-advice', { advice: clause.offlineAdvice ?? '' }));
  if (stopped !== null) return answer('escalate', stopped);
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
  const missing = input.proof === null ? [] : unmetConditions(clause, input.proof);
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
    case 'while-running': return 'at one time';
  }
}
