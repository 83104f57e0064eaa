/** The rows that follow from a decision that takes effect: the record, the use of limits, the effect, the message. */
import { derivedId, type AuthorityUseId, type MessageId, type PaymentId, type ServiceId, type TaskId } from '../ids.ts';
import { put, type AuthorityUse, type Decision, type Resident, type RowChange } from '../records.ts';
import type { Instant } from '../time/instant.ts';
import { fill } from '../words/sentence.ts';
import { amountText } from './evaluate.ts';
import type { Clause } from './scheme.ts';

/** What the resident is told when a clause is used. */
export function residentWording(clause: Clause, amount: number, item: string | null, reference: string): string {
  const chosen = clause.items.find((one) => one.code === item);
  return fill(clause.residentWording, { amount: amountText(amount, clause.measure), item: chosen?.words ?? '', reference });
}

export function authorityUseOf(decision: Decision, resident: Resident, at: Instant): AuthorityUse {
  return {
    id: derivedId<AuthorityUseId>(decision.id, 'use'), decisionId: decision.id, clauseId: decision.clauseId,
    residentId: resident.id, householdId: resident.householdId, propertyId: decision.propertyId,
    staffId: decision.requestedBy, item: decision.item, amount: decision.amount, at,
  };
}

/**
 * The effect of a decision. Ids follow from the decision's, so a replay writes the same payment again and never a
 * second one.
 */
export function effectOf(clause: Clause, decision: Decision, at: Instant): RowChange[] {
  const { effect } = clause;
  const changes: RowChange[] = [put('message', {
    id: derivedId<MessageId>(decision.id, 'message'), residentId: decision.residentId, decisionId: decision.id,
    escalationId: decision.escalationId, body: decision.residentWording, status: 'queued', createdAt: at,
  })];
  if (effect.kind === 'payment') {
    changes.push(put('payment', {
      id: derivedId<PaymentId>(decision.id, 'payment'), decisionId: decision.id, residentId: decision.residentId,
      amount: decision.amount, method: effect.method, status: 'instructed', instructedAt: at,
    }));
  }
  if (effect.kind === 'task') {
    const chosen = clause.items.find((one) => one.code === decision.item);
    changes.push(put('task', {
      id: derivedId<TaskId>(decision.id, 'task'), decisionId: decision.id, residentId: decision.residentId,
      propertyId: decision.propertyId, serviceId: effect.serviceId as ServiceId,
      title: chosen === undefined ? effect.title : `${effect.title}: ${chosen.words}`, status: 'open', createdAt: at,
    }));
  }
  return changes;
}
