/** What somebody can be asked to show who they are, drawn from what the record holds. DOMAIN (c). */
import type { CaseFile } from '../records/contacts.ts';
import type { Property } from '../records/council.ts';
import type { Resident } from '../records/people.ts';
import type { VerificationLevel } from '../delegation/scheme.ts';
import type { QuestionResult, VerificationMethod } from '../vocabulary.ts';

/** `basics`: name and address. `fact`: one thing more. `account`: what only somebody with the account would know. */
export type QuestionKind = 'basics' | 'fact' | 'account';

export interface Question {
  /** Kept with the result: `account:Council tax`. Never the answer. */
  code: string;
  kind: QuestionKind;
  /** What the question is about, where the code alone does not say. */
  about: string;
  /** As the record has it, for the person who asks; it is never kept with the result. */
  answer: string;
}

export interface Asked { code: string; kind: QuestionKind; result: QuestionResult }

const MOST_CASES = 2;

/** Every question that the record can answer; one that it can’t is not offered. */
export function questionsFor(resident: Resident, property: Property | null, cases: readonly CaseFile[]): Question[] {
  const phone = resident.contactPoints.find(({ kind }) => kind === 'phone')?.value;
  const email = resident.contactPoints.find(({ kind }) => kind === 'email')?.value;
  const name = [resident.givenName, resident.familyName].filter((part) => part !== '').join(' ') || resident.preferredName;
  const recent = cases.filter(({ residentId }) => residentId === resident.id).toSorted((one, other) => other.openedAt - one.openedAt).slice(0, MOST_CASES);
  const asks = (code: string, kind: QuestionKind, answer: string | null | undefined, about = ''): Question[] => answer == null || answer === '' ? [] : [{ code, kind, about, answer }];
  return [
    ...asks('name', 'basics', name),
    ...asks('address', 'basics', property === null ? null : [property.addressLine, property.postcode].join(', ')),
    ...asks('date-of-birth', 'fact', resident.dateOfBirth),
    ...asks('phone-ending', 'fact', phone?.slice(-4)),
    ...asks('email', 'fact', email),
    ...resident.accountReferences.flatMap(({ service, reference }) => asks(`account:${service}`, 'account', reference, service)),
    ...recent.flatMap(({ id, title, reference }) => asks(`case:${id}`, 'account', `${title} (${reference})`)),
  ];
}

const right = (asked: readonly Asked[], kind: QuestionKind): number => asked.filter((one) => one.kind === kind && one.result === 'right').length;
const BASICS = 2;
const ACCOUNT_QUESTIONS = 2;

/**
 * The level that answers come to. One wrong answer and nothing is shown. Level 1: name, address and one fact. Level 2: two account
 * questions besides. Level 3: photo seen, or rung back on a number that the record holds, besides level 1.
 */
export function levelReached(asked: readonly Asked[], method: VerificationMethod): VerificationLevel {
  if (asked.some(({ result }) => result === 'wrong')) return 0;
  if (right(asked, 'basics') < BASICS || right(asked, 'fact') + right(asked, 'account') < 1) return 0;
  if (method !== 'questions') return 3;
  return right(asked, 'account') >= ACCOUNT_QUESTIONS ? 2 : 1;
}
