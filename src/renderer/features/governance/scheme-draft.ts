/** The draft of a version as it is edited: plain data, kept as a draft on this desk. */
import type { BindingLimit } from '#domain/delegation/governance/binding-limits.ts';
import type { Clause, CumulativeLimit } from '#domain/delegation/scheme.ts';
import { asId } from '#domain/ids.ts';
import type { SchemeVersion } from '#domain/records/council.ts';

export interface SchemeDraft {
  /** The newest version there was when it was begun. */
  baseId: string;
  scheme: SchemeVersion;
  fromDate: string;
  fromTime: string;
}
export const DRAFT_KEY = 'scheme-draft';

/** The newest version, numbered on; begun from it a draft changes nothing yet. */
export function newDraft({ title, effectiveFrom, authorisations, answerWithin, splitWithin, offlineHours, clauses, ...newest }: SchemeVersion, now: number, signedBy: string): SchemeDraft {
  const tomorrow = new Date(now + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const version = newest.version + 1;
  // Field by field: what a screen adds to a version is no part of it.
  const scheme: SchemeVersion = {
    id: asId(`scheme-${String(version)}`), version, title, effectiveFrom, effectiveTo: null, signedBy, pilotTeams: null, authorisations, answerWithin, splitWithin, offlineHours, clauses,
  };
  return { baseId: newest.id, scheme, fromDate: tomorrow, fromTime: '00:00' };
}

export const withClause = (scheme: SchemeVersion, clause: Clause): SchemeVersion =>
  ({ ...scheme, clauses: scheme.clauses.map((one) => one.id === clause.id ? clause : one) });

type Limit = Pick<BindingLimit, 'clauseId' | 'over'>;
const isSame = (one: CumulativeLimit, over: NonNullable<BindingLimit['over']>): boolean => one.scope === over.scope && JSON.stringify(one.window) === JSON.stringify(over.window);
const widest = ({ limits }: Clause): number => Math.max(0, ...limits.map(({ perDecision }) => perDecision));

/** Raises the widest limit of the desk under a clause, or one over time. */
export function withLimit(scheme: SchemeVersion, { clauseId, over }: Limit, to: number): SchemeVersion {
  const clause = scheme.clauses.find(({ id }) => id === clauseId);
  if (clause === undefined) return scheme;
  const most = widest(clause);
  return withClause(scheme, over === null
    ? { ...clause, limits: clause.limits.map((limit) => limit.perDecision === most ? { ...limit, perDecision: to } : limit) }
    : { ...clause, cumulative: clause.cumulative.map((one) => isSame(one, over) ? { ...one, ...over.unit === 'times' ? { times: to } : { total: to } } : one) });
}

/** The draft has it already. */
export function isDrafted(scheme: SchemeVersion, { clauseId, over }: Limit, to: number): boolean {
  const clause = scheme.clauses.find(({ id }) => id === clauseId);
  if (clause === undefined) return false;
  return over === null ? widest(clause) === to : clause.cumulative.some((one) => isSame(one, over) && (over.unit === 'times' ? one.times : one.total) === to);
}

export const withoutClause = (scheme: SchemeVersion, clauseId: string): SchemeVersion =>
  ({ ...scheme, clauses: scheme.clauses.filter(({ id }) => id !== clauseId) });

/** `stem-3` where `stem-1` and `stem-2` are taken. */
export function freeCode(stem: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${stem}-${String(n)}`)) n += 1;
  return `${stem}-${String(n)}`;
}

/** A clause to begin with: nobody decides anything under it yet, and the check at the centre says so until somebody does. */
export function newClause(scheme: SchemeVersion, title: string): Clause {
  const numbers = scheme.clauses.map(({ number }) => Number.parseInt(number, 10)).filter((number) => !Number.isNaN(number));
  return {
    id: freeCode('clause', scheme.clauses.map(({ id }) => id)), number: String(Math.max(0, ...numbers) + 1), title, serviceId: null, power: '', powerOf: 'executive', delegatedFrom: '',
    maySubDelegate: false, measure: 'count', usual: 1, worth: { kind: 'entered' }, ceilingField: null, limits: [], ladder: [], secondApprover: null, cumulative: [],
    reasons: [], conditions: [], items: [], fields: [], effects: [], residentWording: '', residentWordings: {}, never: null, offlineAdvice: null,
  };
}
