/** What governance looks at: who may decide what, how authority was used, and what a draft would have changed. */
import { amountText } from '#domain/delegation/evaluate.ts';
import { useOfAuthority } from '#domain/delegation/governance/use-of-authority.ts';
import { PastUses, whatIf, type Whose } from '#domain/delegation/governance/what-if.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { vehicleIn } from '#domain/delegation/clause-fields.ts';
import { asId } from '#domain/ids.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import type { AuthorityUse, Decision, Escalation } from '#domain/records/decisions.ts';
import type { Post } from '#domain/vocabulary.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { schemeVersionSchema } from '#contract/clause-schema.ts';
import type { Snapshot } from '#contract/views.ts';
import type { CountedItem, GovernanceCollections, TriedDraft, UseOfAuthorityView } from '#contract/views/governance.ts';
import type { z } from 'zod';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { personOf } from './person.ts';
import { clauseOf, nameOrNull, referenceTables, staffName } from './reference.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Of what a number counts a screen shows no more. */
const MOST_LISTED = 500;

export const governanceQuery: LiveQuery<'governance'> = {
  always: referenceTables,
  related: new Set(),
  signals: new Set(['time', 'outbox']),
  read(desk) {
    const { reference } = desk;
    const now = desk.now();
    const pendingOf = (table: 'authorisation' | 'subDelegation' | 'deputy', id: string): boolean => desk.cache.row(table, id)?.pending ?? false;
    const collections: Snapshot<GovernanceCollections> = {
      schemes: reference.schemes.map((one) => ({ ...one, key: one.id, state: now < one.effectiveFrom ? 'ahead' : one.effectiveTo !== null && now >= one.effectiveTo ? 'over' : 'in-force' })),
      people: [...reference.staff.values()].map((one) => ({ ...one, key: one.id, siteName: nameOrNull(reference.sites, one.siteId) ?? '' })),
      authorisations: reference.authorisations.filter(({ withdrawnAt }) => withdrawnAt === null).map((one) => ({ ...one, key: one.id, pending: pendingOf('authorisation', one.id) })),
      subDelegations: reference.subDelegations.filter(({ endedAt, validTo }) => endedAt === null && validTo > now)
        .map((one) => ({ ...one, key: one.id, pending: pendingOf('subDelegation', one.id), signedByName: staffName(reference, one.signedBy) })),
      deputies: reference.deputies.filter(({ endedAt, toDate }) => endedAt === null && Date.parse(toDate) + 2 * DAY_MS > now)
        .map((one) => ({ ...one, key: one.id, pending: pendingOf('deputy', one.id), name: staffName(reference, one.staffId), deputyName: staffName(reference, one.deputyId) })),
    };
    return { collections, about: new Set() };
  },
};

function countedDecision(desk: Desk, row: Decision): CountedItem {
  return { ...counted(desk, row), key: row.id, kind: 'decision', at: row.decidedAt, amount: amountOf(desk, row, row.amount), by: staffName(desk.reference, row.decidedBy) };
}
function countedRequest(desk: Desk, row: Escalation): CountedItem {
  return { ...counted(desk, row), key: row.id, kind: 'escalation', at: row.requestedAt, amount: amountOf(desk, row, row.requestedAmount), by: staffName(desk.reference, row.requestedBy) };
}
type Common = Pick<Decision, 'reference' | 'residentId' | 'clauseId' | 'clauseNumber' | 'schemeVersion'>;
const clauseFor = (desk: Desk, { clauseId, schemeVersion }: Common) => clauseOf(desk.reference, clauseId, schemeVersion, desk.now(), desk.actor.teamId);
const amountOf = (desk: Desk, row: Common, amount: number): string => amountText(amount, clauseFor(desk, row)?.measure ?? 'count');
const counted = (desk: Desk, row: Common) => ({
  reference: row.reference, residentId: row.residentId, residentName: personOf(desk.cache, row.residentId)?.preferredName ?? '',
  title: clauseFor(desk, row)?.title ?? `Clause ${row.clauseNumber}`,
});

export function useInLast(desk: Desk, days: number): Outcome<UseOfAuthorityView> {
  const now = desk.now();
  const scheme = schemeInForce(desk.reference.schemes, now, desk.actor.teamId);
  if (scheme === null) return fail('not-found', 'No scheme of delegation is in force on this desk. Connect once to fetch it.');
  const from = now - days * DAY_MS;
  const decisions = desk.cache.select('decision', 'WHERE decided_at >= ? ORDER BY decided_at DESC, id', [from]).map(({ row }) => row);
  // A request is answered within hours: what was asked long before the days looked at was not answered in them.
  const escalations = desk.cache.select('escalation', 'WHERE requested_at >= ? ORDER BY requested_at DESC, id', [from - 90 * DAY_MS]).map(({ row }) => row);
  const households = new Map<string, string | null>();
  const past = { seen: usesSeen(desk), householdOf: (residentId: string) => householdOf(desk, households, residentId) };
  const use = useOfAuthority({ decisions, escalations, scheme, past, from, to: now + 1 });
  const perClause = scheme.clauses.map(({ id, title }) => ({ clauseId: id, title, ids: decisions.filter(({ clauseId }) => clauseId === id).map((one) => one.id as string) })).filter(({ ids }) => ids.length > 0);
  const named = new Set([...use.frontLine.part.slice(0, MOST_LISTED), ...use.frontLine.of.slice(0, MOST_LISTED), ...use.turnaround.ids.slice(0, MOST_LISTED), ...use.overturned.part.slice(0, MOST_LISTED),
    ...use.exceededOffline.of.slice(0, MOST_LISTED), ...use.split.slice(0, MOST_LISTED), ...use.binding.flatMap(({ asked }) => asked.slice(0, MOST_LISTED)), ...perClause.flatMap(({ ids }) => ids.slice(0, MOST_LISTED))]);
  const items = [
    ...decisions.filter(({ id }) => named.has(id)).map((row) => countedDecision(desk, row)), ...escalations.filter(({ id }) => named.has(id)).map((row) => countedRequest(desk, row)),
  ];
  return succeed({ use, items, perClause });
}

/** By its indexes: a few requests must not make the desk read all that was ever used. */
const usesSeen = ({ cache }: Desk) => ({ clauseId, residentId, householdId, propertyId, staffId, vehicle }: Whose, before: number): AuthorityUse[] => {
  const whose = { residentId, householdId, propertyId, staffId, vehicle };
  const found = Object.entries(whose).flatMap(([key, value]) =>
    value === null ? [] : cache.load({ kind: 'rows', table: 'authorityUse', where: { clauseId, [key]: value } }) as AuthorityUse[]);
  return [...new Map(found.filter(({ at }) => at < before).map((use) => [use.id, use])).values()];
};

type Draft = z.output<typeof schemeVersionSchema>;

/** A draft as the screen hands it over; a failure names the clause and what in it can’t be. */
export function readDraft(given: unknown): Outcome<Draft> {
  const read = schemeVersionSchema.safeParse(given);
  if (read.success) return succeed(read.data);
  const clauses = (given as { clauses?: { number?: string }[] } | null)?.clauses ?? [];
  const faults = read.error.issues.slice(0, 5).map(({ path: [field, at, ...rest], message }) =>
    field === 'clauses' && typeof at === 'number' ? `Clause ${clauses[at]?.number ?? String(at + 1)}, ${rest.join('.')}: ${message}.` : `${String(field)}: ${message}.`);
  return fail('bad-input', `The draft can’t be taken as it is. ${faults.join(' ')}`);
}

/** The decisions of one of the last days, 0 the oldest, under the scheme in force and under the draft. */
export function tryDraft(desk: Desk, { scheme: given, days, day }: { scheme: unknown; days: number; day: number }): Outcome<TriedDraft> {
  const read = readDraft(given);
  if (!read.ok) return read;
  const scheme = read.value;
  const now = desk.now();
  const inForce = schemeInForce(desk.reference.schemes, now, desk.actor.teamId);
  if (inForce === null) return fail('not-found', 'No scheme of delegation is in force on this desk. Connect once to fetch it.');
  const draft: SchemeVersion = { ...scheme, id: asId(scheme.id) };
  const from = now - (days - day) * DAY_MS;
  const decisions = desk.cache.select('decision', 'WHERE decided_at >= ? AND decided_at < ? ORDER BY decided_at, id', [from, from + DAY_MS]).map(({ row }) => row);
  const { uses, households } = pastOf(desk);
  if (day >= days - 1) tried.delete(desk.cache);
  const clauses = new Map(inForce.clauses.map((clause) => [clause.id, clause]));
  const past = decisions.map((decision) => {
    const clause = clauses.get(decision.clauseId);
    return {
      decision, post: postOf(desk, decision), householdId: householdOf(desk, households, decision.residentId),
      vehicle: clause === undefined ? null : vehicleIn(clause, decision.details),
    };
  });
  const byId = new Map(decisions.map((decision) => [decision.id as string, decision]));
  const differences = whatIf(past, uses, inForce, draft).flatMap(({ decisionId, ...difference }) => {
    const decision = byId.get(decisionId);
    return decision === undefined ? [] : [{ ...difference, item: countedDecision(desk, decision) }];
  });
  return succeed({ judged: decisions.length, differences });
}

/** Kept from one part of a try to the next, for as long as nothing has come in. */
interface KeptPast { cursor: number; uses: PastUses; households: Map<string, string | null> }
const tried = new WeakMap<object, KeptPast>();

function pastOf({ cache }: Desk): KeptPast {
  const { cursor } = cache.meta();
  const kept = tried.get(cache);
  if (kept?.cursor === cursor) return kept;
  const past = { cursor, uses: new PastUses(cache.select('authorityUse', 'ORDER BY id', []).map(({ row }) => row)), households: new Map<string, string | null>() };
  tried.set(cache, past);
  return past;
}

function householdOf({ cache }: Desk, known: Map<string, string | null>, residentId: string): string | null {
  const kept = known.get(residentId);
  if (kept !== undefined) return kept;
  const found = cache.row('resident', residentId)?.row.householdId ?? null;
  known.set(residentId, found);
  return found;
}

/** What somebody above decided was asked for from the desk. */
const postOf = (desk: Desk, { requestedBy, decidedBy, decidedByPost }: Decision): Post =>
  requestedBy === decidedBy ? decidedByPost : desk.reference.staff.get(requestedBy)?.post ?? 'customer-service-operative';
