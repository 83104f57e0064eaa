/**
 * How what a piece of work is about stood when it was given, and how it stands now: side by side, they show a person
 * whose work came back what has changed since. No name or address is kept: who may not see somebody any more learns nothing.
 */
import { amountText } from '#domain/delegation/evaluate.ts';
import { changeableFields, changedMeanwhile, type ChangeableField, type ChangeResidentArgs } from '#domain/residents/change-resident.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { Correspondence } from '#domain/records/people.ts';
import type { CommandName } from '#domain/commands/all.ts';
import type { FactSinceItem, FactSinceValue } from '#contract/views/sync.ts';
import type { Desk } from '../desk.ts';
import { addressText } from '../queries/address.ts';
import { evaluateAuthority } from '../queries/authority.ts';
import { personOf } from '../queries/person.ts';
import { clauseOf, nameOrNull } from '../queries/reference.ts';
import { sightFor } from '../queries/sight.ts';

/** Every field is null where there is nothing of the kind. */
export interface Basis {
  propertyId: string | null;
  deceasedOn: string | null;
  caseStatus: string | null;
  requestStatus: Escalation['status'] | null;
  requestedAmount: number | null;
  requestPost: string | null;
  answeredBy: string | null;
  /** What the person may give under the clause, in its measure. */
  upTo: number | null;
}

interface Named { residentId?: string | null; caseId?: string | null; escalationId?: string; clauseId?: string; item?: string | null }
interface About { name: CommandName; args: unknown }

const requestOf = ({ cache }: Desk, { name, args }: About) =>
  name === 'answer-escalation' ? cache.row('escalation', (args as Named).escalationId ?? null)?.row ?? null : null;

export function basisOf(desk: Desk, about: About): Basis {
  const { residentId, caseId, clauseId, item } = about.args as Named;
  const request = requestOf(desk, about);
  const resident = personOf(desk.cache, residentId ?? request?.residentId ?? null);
  const evaluated = clauseId === undefined || resident === null ? null
    : evaluateAuthority(desk, { clauseId, residentId: resident.id, amount: null, item: item ?? null, details: null, interest: '' });
  return {
    propertyId: resident?.propertyId ?? null, deceasedOn: resident?.deceasedOn ?? null,
    caseStatus: desk.cache.row('caseFile', caseId ?? null)?.row.status ?? null,
    requestStatus: request?.status ?? null, requestedAmount: request?.requestedAmount ?? null, requestPost: request?.approverPost ?? null,
    answeredBy: request?.answeredBy ?? null,
    upTo: evaluated?.ok === true ? evaluated.value.upTo : null,
  };
}

/** Where letters go, in a line. */
const lettersText = (desk: Desk, { propertyId, words }: Correspondence): string =>
  [words, addressText(desk.cache.row('property', propertyId)?.row ?? null) ?? ''].filter((part) => part !== '').join(', ');

/** What was to be changed of somebody: as it stood on the screen, and as it stands now. */
function changesSince(desk: Desk, { residentId, before, after }: ChangeResidentArgs): FactSinceItem[] {
  const resident = personOf(desk.cache, residentId);
  if (resident === null) return [];
  const meanwhile = changedMeanwhile(resident, { before, after });
  const { address } = sightFor(desk, resident);
  const say = (field: ChangeableField, value: unknown): FactSinceValue | null => {
    if (value === null || value === undefined || value === '') return null;
    if (!address && (field === 'propertyId' || field === 'correspondence')) return { hidden: 'address' };
    if (typeof value === 'boolean') return { word: value ? 'entered-yes' : 'entered-no' };
    if (field === 'organisationKind') return { word: `vocabulary:organisation.${value as string}` };
    if (field === 'correspondence') return { text: lettersText(desk, value as Correspondence) };
    if (field === 'propertyId') return { text: addressText(desk.cache.row('property', value as string)?.row ?? null) ?? '' };
    return { text: Array.isArray(value) ? value.map((point: { value: string }) => point.value).join(', ') : value as string };
  };
  return changeableFields.filter((field) => Object.hasOwn(after, field)).map((field) =>
    ({ field, then: say(field, before[field]), now: say(field, resident[field]), changed: meanwhile.includes(field) }));
}

/** Field by field, then and now; a field that never held anything is left out. `then` is null where it was not kept. */
export function factsSince(desk: Desk, about: About & { basis: unknown }): FactSinceItem[] {
  const now = basisOf(desk, about);
  const then = about.basis as Basis | null;
  const { residentId, clauseId } = about.args as Named;
  const request = requestOf(desk, about);
  const resident = desk.cache.row('resident', residentId ?? request?.residentId ?? null)?.row;
  const sight = resident === undefined ? null : sightFor(desk, resident);
  const clause = clauseOf(desk.reference, clauseId ?? request?.clauseId ?? '', 0, desk.now(), desk.actor.teamId);
  const amount = (value: number): string => clause === null ? String(value) : amountText(value, clause.measure);
  const words: { [F in keyof Basis]: (value: NonNullable<Basis[F]>) => FactSinceValue } = {
    propertyId: (id) => ({ text: addressText(desk.cache.row('property', id)?.row ?? null) ?? '' }),
    deceasedOn: (date) => ({ text: date }),
    caseStatus: (status) => ({ word: `vocabulary:case-status.${status}` }),
    requestStatus: (status) => ({ status }),
    requestedAmount: (value) => ({ text: amount(value) }),
    requestPost: (post) => ({ word: `vocabulary:post.${post}` }),
    answeredBy: (id) => ({ text: nameOrNull(desk.reference.staff, id) ?? '' }),
    upTo: (value) => ({ text: amount(value) }),
  };
  if (about.name === 'change-resident') return changesSince(desk, about.args as ChangeResidentArgs);
  return (Object.keys(words) as (keyof Basis)[]).flatMap((field): FactSinceItem[] => {
    const say = (value: Basis[keyof Basis] | undefined): FactSinceValue | null =>
      value === null || value === undefined ? null : (words[field] as (given: unknown) => FactSinceValue)(value);
    // Of somebody who has gone from this person's view nothing is told, not even what it used to be; of an address that is kept from them neither.
    if (field === 'deceasedOn' && sight === null) return [];
    if (field === 'propertyId' && sight?.address !== true) return [];
    const [before, after] = [say(then?.[field]), say(now[field])];
    if (before === null && after === null) return [];
    return [{ field, then: before, now: after, changed: then !== null && then[field] !== now[field] }];
  });
}
