/** Records that may be one person's, with what speaks for it side by side, and those that were merged. */
import { agreementOf, levelsOf, matchFields, whereFields, type MatchField } from '#domain/matching/fields.ts';
import { pairByHand, recordsOfPair } from '#domain/matching/pair.ts';
import type { TableName } from '#domain/records.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Duplicate, Merge } from '#domain/records/twice.ts';
import { isLast } from '#domain/residents/merge/merge-residents.ts';
import { conflictsBetween } from '#domain/residents/merge/merged-resident.ts';
import type { KeptField } from '#domain/vocabulary.ts';
import { asId, type DuplicateId } from '#domain/ids.ts';
import { dateAt } from '#domain/time/dates.ts';
import { windowStart } from '#domain/time/windows.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import type { CombinedAllowance, DuplicateConflict, DuplicateDetail, DuplicateField, DuplicateItem, DuplicateSide, MergedItem } from '#contract/views/duplicates.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { addressText } from './address.ts';
import { personOf, residentLink } from './person.ts';
import { nameOrNull, staffName } from './reference.ts';
import { sightFor } from './sight.ts';

const MOST_OPEN = 200;
const MOST_MERGED = 50;
const LAST_CONTACTS = 3;
const OPEN = `status NOT IN ('closed', 'cancelled')`;

/** Both people of a pair as they stand now; null where they are one already, or one is not on this desk's copy. */
export function bothOf({ cache }: Pick<Desk, 'cache'>, { oneId, otherId }: Pick<Duplicate, 'oneId' | 'otherId'>): [Resident, Resident] | null {
  const [one, other] = [personOf(cache, oneId), personOf(cache, otherId)];
  return one === null || other === null || one.id === other.id ? null : [one, other];
}

/** Every record of either person of a pair. */
export const recordsOfBoth = ({ cache }: Pick<Desk, 'cache'>, { oneId, otherId }: Pick<Duplicate, 'oneId' | 'otherId'>): string[] => [...cache.recordsOf(oneId), ...cache.recordsOf(otherId)];

/** A pair that somebody puts together, before anything is said of it: it is judged on the screen and is no row yet. */
function pairOf(desk: Desk, id: string): Duplicate | null {
  const ids = recordsOfPair(id);
  const both = ids === null ? null : bothOf(desk, { oneId: ids[0], otherId: ids[1] });
  if (both === null) return null;
  const home = ({ propertyId }: Resident): Property | null => desk.cache.row('property', propertyId)?.row ?? null;
  return { ...pairByHand([both[0], home(both[0])], [both[1], home(both[1])], desk.now()), id: asId<DuplicateId>(id) };
}

/** A proposal that waits, of a pair. */
export function proposalOf({ cache }: Pick<Desk, 'cache'>, { mergeId }: Duplicate): Merge | null {
  const merge = cache.row('merge', mergeId)?.row;
  return merge?.status === 'proposed' ? merge : null;
}

const percent = (likelihood: number): number => Math.min(99, Math.floor(likelihood / 100));

function itemOf(desk: Desk, { row: duplicate, pending }: Stored<'duplicate'>, of: Resident | null): DuplicateItem[] {
  const both = bothOf(desk, duplicate);
  if (both === null) return [];
  const [one, other] = both[1].id === of?.id ? [both[1], both[0]] : both;
  const proposal = proposalOf(desk, duplicate);
  // The date of birth tells people of one name apart, but not of a record that is opened only with a reason.
  const born = [one, other].filter((person) => sightFor(desk, person).record).map(({ dateOfBirth }) => dateOfBirth).find((date) => date !== null) ?? null;
  return [{
    key: duplicate.id, pending, name: one.preferredName, otherName: other.preferredName, born, likelihood: percent(duplicate.likelihood), status: duplicate.status, foundAt: duplicate.foundAt,
    proposedByName: proposal === null ? null : staffName(desk.reference, proposal.proposedBy), mine: proposal?.proposedBy === desk.actor.staffId,
  }];
}

/** One line for each pair of people, though several of their records may have been found alike. */
function eachOnce(desk: Desk, found: Stored<'duplicate'>[]): Stored<'duplicate'>[] {
  const pairs = new Map<string, Stored<'duplicate'>>();
  for (const stored of found) {
    const key = bothOf(desk, stored.row)?.map(({ id }) => id).toSorted().join(' ');
    if (key !== undefined && !pairs.has(key)) pairs.set(key, stored);
  }
  return [...pairs.values()];
}

export function twiceOf(desk: Desk, resident: Resident): DuplicateItem[] {
  const { ids } = residentLink(desk.cache, resident.id);
  const found = ids.flatMap((id) => ['one_id', 'other_id'].flatMap((column) =>
    desk.cache.select('duplicate', `WHERE ${column} = ? AND status IN ('open', 'later', 'proposed') ORDER BY weight DESC, id`, [id])));
  return eachOnce(desk, found).flatMap((stored) => itemOf(desk, stored, resident));
}

function mergedItem(desk: Desk, merge: Merge): MergedItem[] {
  const { cache, reference, actor } = desk;
  const survivor = cache.row('resident', merge.survivorId)?.row;
  const other = cache.row('resident', merge.otherId)?.row;
  if (survivor === undefined || other === undefined) return [];
  const done = cache.select('merge', `WHERE survivor_id = ? AND status = 'done' ORDER BY id`, [merge.survivorId]).map(({ row }) => row);
  return [{
    key: merge.id, mergeId: merge.id, residentId: cache.standing(survivor.id), name: survivor.preferredName, otherName: other.preferredName,
    otherBorn: sightFor(desk, survivor).record ? other.dateOfBirth : null, at: merge.answeredAt ?? merge.proposedAt, byName: nameOrNull(reference.staff, merge.answeredBy) ?? '',
    proposedByName: staffName(reference, merge.proposedBy), mayPart: actor.role === 'approver' && isLast(merge, survivor, done),
  }];
}

export const mergedWith = (desk: Desk, resident: Resident): MergedItem[] => residentLink(desk.cache, resident.id).ids
  .flatMap((id) => desk.cache.select('merge', `WHERE survivor_id = ? AND status = 'done' ORDER BY id`, [id]))
  .toSorted((one, other) => (other.row.answeredAt ?? 0) - (one.row.answeredAt ?? 0)).flatMap(({ row }) => mergedItem(desk, row));

function sideOf(desk: Desk, resident: Resident): DuplicateSide {
  const { cache } = desk;
  const sight = sightFor(desk, resident);
  const { sql, ids } = residentLink(cache, resident.id);
  const count = (table: TableName, rest = '', more: string[] = []): number => (sight.record ? cache.count(table, `WHERE ${sql}${rest}`, [...ids, ...more]) : 0);
  const today = dateAt(desk.now());
  return {
    residentId: resident.id, name: resident.preferredName, sealed: !sight.record, restricted: resident.restricted, confidential: resident.confidential, addressHidden: !sight.address,
    deceasedOn: sight.record ? resident.deceasedOn : null,
    needs: sight.record ? [...new Set(cache.select('need', `WHERE ${sql} ORDER BY id`, [...ids]).map(({ row }) => row.kind))] : [],
    markers: [...new Set(cache.select('marker', `WHERE ${sql} AND (ended_on IS NULL OR ended_on > ?) ORDER BY id`, [...ids, today]).map(({ row }) => row.category))],
    counts: {
      contacts: count('contact'), cases: count('caseFile'), openCases: count('caseFile', ` AND ${OPEN}`), decisions: count('decision'),
      promises: count('promise', ` AND status = 'open'`), running: count('entitlement', ' AND ended_at IS NULL AND ends_on >= ?', [today]),
    },
    lastContacts: !sight.record ? [] : cache.select('contact', `WHERE ${sql} ORDER BY started_at DESC, id DESC LIMIT ?`, [...ids, LAST_CONTACTS])
      .map(({ row }) => ({ key: row.id, at: row.startedAt, channel: row.channel, reason: row.reason })),
  };
}

/** What a record holds in a field that records are compared in; null where nothing, or where it may not be seen. */
function valueOf(desk: Desk, resident: Resident, field: MatchField): string | null {
  const sight = sightFor(desk, resident);
  if (!sight.record) return null;
  const home: Property | null = sight.address ? desk.cache.row('property', resident.propertyId)?.row ?? null : null;
  const point = (kind: 'phone' | 'email'): string | null => resident.contactPoints.filter((one) => one.kind === kind).map(({ value }) => value).join(', ') || null;
  switch (field) {
    case 'given': return resident.givenName || null;
    case 'family': return resident.familyName || null;
    case 'born': return resident.dateOfBirth;
    case 'address': return home?.addressLine ?? null;
    case 'locality': return home?.locality ?? null;
    case 'postcode': return home?.postcode ?? null;
    case 'phone': return point('phone');
    case 'email': return point('email');
    case 'reference': return resident.accountReferences.map(({ reference }) => reference).join(', ') || null;
  }
}

/** That an address is the same as one that is shown would tell it: where either is not to be seen, neither is how far they agree. */
function fieldOf(desk: Desk, [one, other]: [Resident, Resident], levels: Duplicate['levels'], field: MatchField): DuplicateField {
  const sights = [one, other].map((person) => sightFor(desk, person));
  const withheld = !sights.every(({ record }) => record) || (whereFields.includes(field) && !sights.every(({ address }) => address));
  const level = withheld ? null : levels[field];
  return {
    field, agreement: agreementOf(field, level), level: level ?? 0, of: levelsOf[field] - 1, withheld,
    one: valueOf(desk, one, field), other: valueOf(desk, other, field),
  };
}

function conflictOf(desk: Desk, [one, other]: [Resident, Resident], field: KeptField): DuplicateConflict {
  const of = (person: Resident): string | null => {
    const sight = sightFor(desk, person);
    if (!sight.record || (field === 'propertyId' && !sight.address)) return null;
    return field === 'propertyId' ? addressText(desk.cache.row('property', person.propertyId)?.row ?? null) : person[field];
  };
  return { field, one: of(one), other: of(other) };
}

/** Limits over one resident count both from then on: what each has used, and what that leaves. */
function allowancesOf(desk: Desk, [one, other]: [Resident, Resident]): CombinedAllowance[] {
  const { cache } = desk;
  const scheme = schemeInForce(desk.reference.schemes, desk.now(), desk.actor.teamId);
  if (scheme === null || ![one, other].every((person) => sightFor(desk, person).record)) return [];
  return scheme.clauses.flatMap((clause) => clause.cumulative.filter(({ scope }) => scope === 'resident').flatMap((limit, n): CombinedAllowance[] => {
    const since = windowStart(limit.window, desk.now());
    const uses = [one, other].map((person) => {
      const { sql, ids } = residentLink(cache, person.id);
      return cache.select('authorityUse', `WHERE clause_id = ? AND ${sql} AND at >= ? ORDER BY id`, [clause.id, ...ids, since]).map(({ row }) => row)
        .filter(({ until }) => limit.window.kind !== 'while-running' || (until !== null && until > desk.now()));
    });
    const sums = uses.map((of) => of.reduce((sum, use) => sum + use.amount, 0));
    const times = uses.map((of) => of.length);
    const combined = (unit: 'total' | 'times', [first = 0, second = 0]: number[], measure: CombinedAllowance['measure']): CombinedAllowance[] => {
      const total = limit[unit];
      if (total === null || first + second === 0) return [];
      return [{ key: `${clause.id}.${String(n)}.${unit}`, clauseTitle: clause.title, measure, one: first, other: second, total, left: Math.max(0, total - first - second) }];
    };
    return [...combined('total', sums, clause.measure), ...combined('times', times, 'times')];
  }));
}

function detailOf(desk: Desk, duplicate: Duplicate, stands: boolean): DuplicateDetail[] {
  const both = bothOf(desk, duplicate);
  if (both === null) return [];
  const proposal = proposalOf(desk, duplicate);
  const { reference, actor } = desk;
  return [{
    key: 'detail', duplicateId: duplicate.id, stands, status: duplicate.status, likelihood: percent(duplicate.likelihood), foundAt: duplicate.foundAt, foundBy: duplicate.foundBy,
    one: sideOf(desk, both[0]), other: sideOf(desk, both[1]),
    fields: matchFields.map((field) => fieldOf(desk, both, duplicate.levels, field)),
    conflicts: conflictsBetween(...both).map((field) => conflictOf(desk, both, field)),
    allowances: allowancesOf(desk, both),
    answered: duplicate.answeredBy === null || duplicate.status === 'proposed' ? null
      : { name: staffName(reference, duplicate.answeredBy), at: duplicate.answeredAt ?? duplicate.foundAt, reasons: duplicate.reasons },
    proposal: proposal === null ? null : {
      mergeId: proposal.id, byName: staffName(reference, proposal.proposedBy), at: proposal.proposedAt, reasons: proposal.reasons, mine: proposal.proposedBy === actor.staffId,
      survivorId: desk.cache.standing(proposal.survivorId), keep: proposal.keep,
    },
  }];
}

export const duplicatesQuery: LiveQuery<'duplicates'> = {
  always: new Set(['duplicate', 'merge', 'staff', 'scheme']),
  related: new Set(['resident', 'property', 'contact', 'caseFile', 'decision', 'authorityUse', 'access', 'need', 'marker', 'promise', 'entitlement']),
  signals: new Set(['time']),
  read(desk, { duplicateId }) {
    const { cache } = desk;
    const withStatus = (status: Duplicate['status']): Stored<'duplicate'>[] => cache.select('duplicate', 'WHERE status = ? ORDER BY weight DESC, id LIMIT ?', [status, MOST_OPEN]);
    const proposed = withStatus('proposed').toSorted((one, other) => (one.row.answeredAt ?? 0) - (other.row.answeredAt ?? 0));
    const open = eachOnce(desk, [...withStatus('open'), ...withStatus('later')]).slice(0, MOST_OPEN);
    const merges = cache.select('merge', `WHERE status = 'done' ORDER BY proposed_at DESC, id DESC LIMIT ?`, [MOST_MERGED]);
    const found = cache.row('duplicate', duplicateId)?.row ?? null;
    const chosen = found ?? (duplicateId === null ? null : pairOf(desk, duplicateId));
    const about = [...[...proposed, ...open].map(({ row }) => row), ...chosen === null ? [] : [chosen]].flatMap((row) => recordsOfBoth(desk, row));
    return {
      collections: {
        proposed: proposed.flatMap((stored) => itemOf(desk, stored, null)), open: open.flatMap((stored) => itemOf(desk, stored, null)),
        merged: merges.flatMap(({ row }) => mergedItem(desk, row)).toSorted((one, other) => other.at - one.at), detail: chosen === null ? [] : detailOf(desk, chosen, found !== null),
      },
      about: new Set<string>(about),
    };
  },
};
