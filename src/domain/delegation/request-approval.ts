import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import type { ContactId, EscalationId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import { approverFor } from './evaluate.ts';
import { clauseIn, requestFault } from './make-decision.ts';
import type { Evidence } from './scheme.ts';

export interface RequestApprovalArgs {
  escalationId: EscalationId;
  reference: string;
  clauseId: string;
  residentId: ResidentId;
  contactId: ContactId | null;
  amount: number;
  item: string | null;
  reasonCode: string;
  reasons: string;
  evidence: Evidence[];
  /** Asked for although the clause would refuse: no rule may fetter discretion. DOMAIN (a). */
  exceptional: boolean;
}

/** Asks somebody above for a decision, while the resident is still there. Never needs authority, only a ladder. */
export const requestApproval = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RequestApprovalArgs) => ({
    resident: row('resident', args.residentId),
    existing: row('escalation', args.escalationId),
  }),
  needsThen: () => ({}),
  decide: (facts, args, context) => {
    if (facts.existing !== null) return accepted();
    if (context.scheme === null) return refused('command.no-scheme');
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    const fault = requestFault(clause, facts.resident, args);
    if (fault !== null || facts.resident === null) return fault ?? refused('command.unknown-resident');
    if (args.amount <= 0) return refused('authority.amount-not-positive');
    const approverPost = approverFor(clause, args.amount);
    if (approverPost === null) return refused('command.nobody-to-ask');
    return accepted(put('escalation', {
      id: args.escalationId, reference: args.reference, kind: 'approve', decisionId: null, clauseId: clause.id,
      clauseNumber: clause.number, schemeVersion: context.scheme.version, residentId: args.residentId,
      propertyId: facts.resident.propertyId, contactId: args.contactId, requestedAmount: args.amount, item: args.item,
      reasonCode: args.reasonCode, reasons: args.reasons.trim(), evidence: args.evidence, exceptional: args.exceptional,
      requestedBy: context.actor.staffId, requestedAt: context.madeAt, approverPost, status: 'pending',
      approvedAmount: null, answeredBy: null, answeredAt: null, answerReasons: null, referredBy: null,
    }));
  },
});
