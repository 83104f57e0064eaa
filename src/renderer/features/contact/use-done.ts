import type { DoneInContact } from '#domain/contacts/wrap-up.ts';
import { clauseNobodyInfluences } from '#domain/contacts/member-scope.ts';
import type { SubjectRef } from '#contract/views.ts';
import { useLive } from '../../engine-client/live.ts';
import type { ContactDraft } from './contact-draft.ts';

const NOBODY: SubjectRef = { kind: 'resident', id: '' };

/** What was decided, asked and checked for them in this contact, and the service’s own facts. */
export function useDone(subject: SubjectRef | null, draft: ContactDraft): DoneInContact {
  const about = useLive('subject', subject ?? NOBODY).collections;
  const clauses = useLive('reference', {}).collections?.clauses ?? [];
  const entries = about?.timeline ?? [];
  return {
    decided: entries.some((entry) => entry.kind === 'decision' && entry.decision.contactId === draft.contactId),
    asked: entries.some((entry) => entry.kind === 'escalation' && entry.escalation.contactId === draft.contactId && entry.escalation.status === 'pending'),
    verificationFailed: about?.verification[0]?.level === 0 && about.verification[0].failures > 0,
    logOnly: draft.channel === 'councillor' && clauseNobodyInfluences(clauses, draft.serviceId) !== undefined,
  };
}
