/**
 * One person out of two records, and two again. What happened with either is never moved: it stays filed under the record
 * it was entered for, and whoever asks for one of them is given that of both. Only who they are is written together, and
 * what that changed is kept, so that it can be taken back around everything that was entered since.
 */
import type { AccountReference, ContactPoint, Resident } from '../../records/people.ts';
import type { MergeableRow } from '../../records/twice.ts';
import { keptFields, type Keep, type KeptField } from '../../vocabulary.ts';
import { fullName } from '../names.ts';

const mergeableFields = [...keptFields, 'householdId', 'correspondence', 'previousNames', 'contactPoints', 'accountReferences', 'lastContactAt', 'confidential', 'restricted', 'mergedInto'] as const satisfies readonly (keyof MergeableRow)[];

export const mergeableOf = (resident: Resident): MergeableRow => Object.fromEntries(mergeableFields.map((field) => [field, resident[field]])) as unknown as MergeableRow;

const isGiven = (value: string | null): value is string => value !== null && value !== '';

/** Where both have a value and not the same one. */
export const conflictsBetween = (survivor: Resident, other: Resident): KeptField[] =>
  keptFields.filter((field) => isGiven(survivor[field]) && isGiven(other[field]) && survivor[field] !== other[field]);

/** What stands where nobody chose: the address that is confidential, since what is sent to another may be read by whom they hide from. */
export const keptUnlessChosen = (survivor: Pick<Resident, 'confidential'>, other: Pick<Resident, 'confidential'>): Keep =>
  other.confidential && !survivor.confidential ? { propertyId: 'other' } : {};

function kept(survivor: Resident, other: Resident, keep: Keep): Pick<Resident, KeptField> {
  const chosen = { ...keptUnlessChosen(survivor, other), ...keep };
  const of = (field: KeptField): string | null => {
    const [first, second] = chosen[field] === 'other' ? [other[field], survivor[field]] : [survivor[field], other[field]];
    return isGiven(first) ? first : second;
  };
  return Object.fromEntries(keptFields.map((field) => [field, of(field)])) as Pick<Resident, KeptField>;
}

const pointKey = ({ kind, value }: ContactPoint): string => `${kind} ${value}`;
const accountKey = ({ service, reference }: AccountReference): string => `${service} ${reference}`;

/** A number of both is safe only where both say so; one of the other's is not verified until it is checked for this person. */
function pointsOf(survivor: Resident, other: Resident): ContactPoint[] {
  const twins = new Map(other.contactPoints.map((point) => [pointKey(point), point]));
  const own = survivor.contactPoints.map((point): ContactPoint => {
    const twin = twins.get(pointKey(point));
    return twin === undefined ? point : { ...point, safeToVoicemail: point.safeToVoicemail && twin.safeToVoicemail, safeToText: point.safeToText && twin.safeToText };
  });
  const known = new Set(survivor.contactPoints.map(pointKey));
  return [...own, ...other.contactPoints.filter((point) => !known.has(pointKey(point))).map((point) => ({ ...point, verifiedAt: null }))];
}

function accountsOf(survivor: Resident, other: Resident): AccountReference[] {
  const known = new Set(survivor.accountReferences.map(accountKey));
  return [...survivor.accountReferences, ...other.accountReferences.filter((account) => !known.has(accountKey(account)))];
}

/** Where one of two hides, letters go where theirs went: nothing is sent to an address that only the other gave. */
function lettersTo(survivor: Resident, other: Resident): Resident['correspondence'] {
  if (survivor.confidential !== other.confidential) return survivor.confidential ? survivor.correspondence : other.correspondence;
  return survivor.correspondence ?? other.correspondence;
}

/** Both rows as the merge makes them: the survivor with all that is known of the person, the strictest of every flag on both. */
export function mergedResidents(survivor: Resident, other: Resident, keep: Keep): { survivor: Resident; other: Resident } {
  const one = kept(survivor, other, keep);
  const flags = { confidential: survivor.confidential || other.confidential, restricted: survivor.restricted || other.restricted };
  const called = new Set([fullName(one), one.preferredName]);
  const names = [...survivor.previousNames, ...other.previousNames, fullName(survivor), survivor.preferredName, fullName(other), other.preferredName];
  const spoken = [survivor.lastContactAt, other.lastContactAt].filter((at) => at !== null);
  return {
    survivor: {
      ...survivor, ...one, ...flags,
      // A household goes with its address.
      householdId: one.propertyId === survivor.propertyId ? survivor.householdId ?? (other.propertyId === one.propertyId ? other.householdId : null) : other.householdId,
      correspondence: lettersTo(survivor, other),
      previousNames: [...new Set(names)].filter((name) => name !== '' && !called.has(name)),
      contactPoints: pointsOf(survivor, other), accountReferences: accountsOf(survivor, other),
      lastContactAt: spoken.length === 0 ? null : Math.max(...spoken),
    },
    other: { ...other, ...flags, mergedInto: survivor.id },
  };
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
/** A row that went through a database may hold its fields in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

/** The list before, with what has been added, changed or taken out of the merged one since. */
function listApart<T>(now: readonly T[], before: readonly T[], after: readonly T[], keyOf: (part: T) => string): T[] {
  if (same(now, after)) return [...before];
  const [nowBy, afterBy, beforeBy] = [now, after, before].map((list) => new Map(list.map((part) => [keyOf(part), part]))) as [Map<string, T>, Map<string, T>, Map<string, T>];
  const stays = before.flatMap((part) => {
    const [current, merged] = [nowBy.get(keyOf(part)), afterBy.get(keyOf(part))];
    if (merged === undefined || same(current, merged)) return [part];
    return current === undefined ? [] : [current];
  });
  return [...stays, ...now.filter((part) => !afterBy.has(keyOf(part)) && !beforeBy.has(keyOf(part)))];
}

/** A row as it was before the merge, but for what somebody changed of it since: that stays where it was entered. */
export function apart(now: Resident, before: MergeableRow, after: MergeableRow): Resident {
  const single = Object.fromEntries(mergeableFields.map((field) => [field, same(now[field], after[field]) ? before[field] : now[field]])) as unknown as MergeableRow;
  return {
    ...now, ...single,
    previousNames: listApart(now.previousNames, before.previousNames, after.previousNames, (name) => name),
    contactPoints: listApart(now.contactPoints, before.contactPoints, after.contactPoints, pointKey),
    accountReferences: listApart(now.accountReferences, before.accountReferences, after.accountReferences, accountKey),
  };
}
