/** The rows that follow from a decision that takes effect: the record, the use of limits, the effects, the message. */
import { letterRows, type Recipient } from '../needs/letters.ts';
import { writtenLanguage } from '../needs/kinds.ts';
import { derivedId, type AuthorityUseId, type EntitlementId, type MessageId, type PaymentId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { AuthorityUse, Decision, Entitlement } from '../records/decisions.ts';
import type { Resident } from '../records/people.ts';
import { dateAt, daysAfter, endOfDate, monthsAfter } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import { fill } from '../words/sentence.ts';
import { fieldText, numberIn, vehicleIn, type Details } from './clause-fields.ts';
import { amountText } from './evaluate.ts';
import type { Clause, Effect } from './scheme.ts';

/** What the resident is told when a clause is used; in another language where the clause has its words in that. */
export function residentWording(clause: Clause, amount: number, item: string | null, reference: string, details: Details, language = 'en'): string {
  const chosen = clause.items.find((one) => one.code === item);
  const answers = Object.fromEntries(clause.fields.map((field) => [field.code, fieldText(field, details[field.code], language)]));
  return fill(clause.residentWordings[language] ?? clause.residentWording, { ...answers, amount: amountText(amount, clause.measure), item: chosen?.words ?? '', reference });
}

/** The language a letter under the clause is written in: theirs where the clause has words in it. */
export function letterLanguage(clause: Clause, resident: Pick<Resident, 'language'>): { language: string; wanted: string } {
  const wanted = writtenLanguage(resident);
  return { language: wanted in clause.residentWordings ? wanted : 'en', wanted };
}

/** What a letter says in the resident’s language; null where the clause has no words in it. */
export function translatedWording(clause: Clause, { amount, item, reference, details }: Pick<Decision, 'amount' | 'item' | 'reference' | 'details'>, resident: Pick<Resident, 'language'>): string | null {
  const { language } = letterLanguage(clause, resident);
  return language === 'en' ? null : residentWording(clause, amount, item, reference, details, language);
}

/** The answers of the clause’s form in words, a line each. */
export const detailsText = (clause: Clause, details: Details): string =>
  clause.fields.map((field) => ({ words: field.words, text: fieldText(field, details[field.code]) })).filter(({ text }) => text !== '').map(({ words, text }) => `${words}: ${text}`).join('\n');

type Runs = Extract<Effect, { kind: 'entitlement' }>;
const runsOf = (clause: Clause): Runs | null => clause.effects.find((effect) => effect.kind === 'entitlement') ?? null;

/** The last day of what was given, from the day it was decided. */
export function lastDay(clause: Clause, runs: Runs, amount: number, details: Details, from: CalendarDate): CalendarDate {
  const months = runs.monthsField === null ? null : numberIn(details, runs.monthsField);
  // A permit for 3 days from Monday is good on Monday, Tuesday and Wednesday.
  return months !== null ? daysAfter(monthsAfter(from, months), -1) : daysAfter(from, Math.max(1, clause.measure === 'days' ? amount : 1) - 1);
}

export function authorityUseOf(clause: Clause, decision: Decision, resident: Resident, at: Instant): AuthorityUse {
  const runs = runsOf(clause);
  return {
    id: derivedId<AuthorityUseId>(decision.id, 'use'), decisionId: decision.id, clauseId: decision.clauseId,
    residentId: resident.id, householdId: resident.householdId, propertyId: decision.propertyId,
    staffId: decision.requestedBy, vehicle: vehicleIn(clause, decision.details), item: decision.item, amount: decision.amount, at,
    until: runs === null ? null : endOfDate(lastDay(clause, runs, decision.amount, decision.details, dateAt(at))),
  };
}

/**
 * The effects of a decision. Ids follow from the decision's, so a replay writes the same payment again and never a
 * second one.
 */
export function effectsOf(clause: Clause, decision: Decision, to: Recipient, at: Instant): RowChange[] {
  const letter = letterRows(to, {
    id: derivedId<MessageId>(decision.id, 'message'), decisionId: decision.id, escalationId: decision.escalationId, english: decision.residentWording,
    translated: translatedWording(clause, decision, to.resident),
  }, at);
  return [...letter, ...clause.effects.flatMap((effect, n) => effectOf(clause, effect, n, decision, at))];
}

function effectOf(clause: Clause, effect: Effect, n: number, decision: Decision, at: Instant): RowChange[] {
  // The first of a kind has the plain id, as records from before a clause could have several do.
  const part = (name: string): string => clause.effects.findIndex(({ kind }) => kind === effect.kind) === n ? name : `${name}-${String(n + 1)}`;
  const { id: decisionId, residentId, propertyId, amount, details } = decision;
  switch (effect.kind) {
    case 'payment': return [put('payment', {
      id: derivedId<PaymentId>(decisionId, part('payment')), decisionId, residentId, amount, method: effect.method, status: 'instructed', instructedAt: at,
    })];
    case 'task': {
      const chosen = clause.items.find((one) => one.code === decision.item);
      const worth = clause.measure === 'money' ? [`Amount: ${amountText(amount, 'money')}`] : [];
      return [put('task', {
        id: derivedId<TaskId>(decisionId, part('task')), decisionId, residentId, propertyId, serviceId: effect.serviceId as ServiceId,
        title: chosen === undefined ? effect.title : `${effect.title}: ${chosen.words}`,
        notes: [...worth, detailsText(clause, details)].filter((text) => text !== '').join('\n'),
        dueOn: effect.dueField === null ? null : details[effect.dueField] ?? null, status: 'open', done: null, createdAt: at,
      })];
    }
    case 'entitlement': {
      const startsOn = dateAt(at);
      const given: Entitlement = {
        id: derivedId<EntitlementId>(decisionId, part('entitlement')), decisionId, residentId, propertyId, serviceId: effect.serviceId as ServiceId,
        title: effect.title, vehicle: vehicleIn(clause, details), startsOn, endsOn: lastDay(clause, effect, amount, details, startsOn), createdAt: at,
        endedAt: null, endedBy: null, endReasons: null,
      };
      return [put('entitlement', given)];
    }
    case 'pass-on': return [];
  }
}
