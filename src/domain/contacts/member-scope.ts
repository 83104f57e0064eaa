/**
 * What a councillor may be told about somebody. They act for residents of their own ward, and for those who asked them
 * to (Data Protection Act 2018, Schedule 1, paragraphs 23 and 24): what the request needs, and no more of the record.
 */
import { passedOn, type Clause } from '../delegation/scheme.ts';
import type { Councillor, Property } from '../records/council.ts';
import type { ContactOutcome, MemberScope } from '../vocabulary.ts';
import type { Sentence } from '../words/sentence.ts';

export interface MemberStanding {
  scope: MemberScope;
  /** Why, in words for whoever speaks with them. */
  why: Sentence;
}

/** @param property where the resident lives; null where that is not known or not told. */
export function memberStanding(councillor: Pick<Councillor, 'name' | 'ward'>, property: Pick<Property, 'ward'> | null, residentAsked: boolean): MemberStanding {
  const { name, ward } = councillor;
  if (property === null || property.ward === '') return { scope: 'general', why: { code: 'member.no-ward', values: { name } } };
  if (property.ward !== ward) return { scope: 'general', why: { code: 'member.other-ward', values: { name, ward, home: property.ward } } };
  if (!residentAsked) return { scope: 'general', why: { code: 'member.not-asked', values: { name, ward } } };
  return { scope: 'necessary', why: { code: 'member.necessary', values: { name, ward } } };
}

/** A clause under which the desk decides nothing and approves nothing: what is asked is written down and passed on. */
export const isLogOnly = (clause: Clause): boolean =>
  clause.limits.length === 0 && clause.ladder.length === 0 && passedOn(clause) !== null;

/** The clause that keeps a councillor's word out of a service's decisions; undefined where there is none. */
export const clauseNobodyInfluences = (clauses: readonly Clause[], serviceId: string | null): Clause | undefined =>
  serviceId === null ? undefined : clauses.find((clause) => clause.serviceId === serviceId && isLogOnly(clause));

/** Outcomes that would say that something was decided. */
const decided: readonly ContactOutcome[] = ['resolved-under-delegation', 'refused', 'escalated', 'approved'];
export const saysDecided = (outcome: ContactOutcome): boolean => decided.includes(outcome);
