/** What happened, as a timeline and a case tell it. */
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Interpreting } from '#domain/records/care.ts';
import type { CaseFile, Contact } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { Decision, Escalation, EscalationEntry, Message, Task } from '#domain/records/decisions.ts';

export type TimelineEntry = { key: string; at: number; pending: boolean } & (
  | {
    kind: 'contact'; contact: Contact; serviceName: string | null; staffName: string | null; siteName: string | null; caseReference: string | null;
    /** Names for each of `contact.furtherMatters`, in their order. */
    further: { serviceName: string | null; caseReference: string | null }[];
    councillorName: string | null;
    interpreting: Pick<Interpreting, 'kind' | 'reference' | 'language'>[];
  }
  | { kind: 'decision'; decision: Decision; clauseTitle: string; measure: Clause['measure']; requestedByName: string; decidedByName: string; itemName: string | null }
  | { kind: 'escalation'; escalation: Escalation; clauseTitle: string; measure: Clause['measure']; requestedByName: string; answeredByName: string | null; itemName: string | null; thread: SaidEntry[]; routedTo: string[]; late: boolean }
  | { kind: 'message'; message: Message }
  | { kind: 'task'; task: Task; serviceName: string }
);

/** Something said about a request while it waited. */
export interface SaidEntry { key: string; at: number; kind: EscalationEntry['kind']; name: string; mine: boolean; words: string }

export interface CaseView {
  caseFile: CaseFile;
  serviceName: string;
  property: Property | null;
  contacts: TimelineEntry[];
}
