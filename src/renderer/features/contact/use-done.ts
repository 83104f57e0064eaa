import type { DoneInContact } from '#domain/contacts/wrap-up.ts';
import { clauseNobodyInfluences } from '#domain/contacts/member-scope.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { useLive } from '../../engine-client/live.ts';
import type { ContactDraft } from './contact-draft.ts';

const NOBODY: SubjectRef = { kind: 'resident', id: '' };

/** What was decided, asked and checked for them in this contact, and for which service. */
export function useDone(subject: SubjectRef | null, draft: ContactDraft): { done: DoneInContact; decidedFor: string | null } {
  const about = useLive('subject', subject ?? NOBODY).collections;
  const clauses = useLive('reference', {}).collections?.clauses ?? [];
  const entries = about?.timeline ?? [];
  const decided = entries.filter((entry) => entry.kind === 'decision' || entry.kind === 'escalation')
    .map((entry) => (entry.kind === 'decision' ? entry.decision : entry.escalation)).filter(({ contactId }) => contactId === draft.contactId);
  return {
    done: {
      decided: decided.some((one) => !('answeredAt' in one)),
      asked: decided.some((one) => 'answeredAt' in one && one.status === 'pending'),
      verificationFailed: about?.verification[0]?.level === 0 && about.verification[0].failures > 0,
      logOnly: draft.channel === 'councillor' && clauseNobodyInfluences(clauses, draft.serviceId) !== undefined,
    },
    decidedFor: clauses.find(({ id }) => id === decided[0]?.clauseId)?.serviceId ?? null,
  };
}
