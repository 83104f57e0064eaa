/** What the council writes to somebody: in their language where there are words for it, and in the form they can read. */
import { derivedId, type DecisionId, type EscalationId, type MessageId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Need } from '../records/care.ts';
import type { Resident } from '../records/people.ts';
import type { Instant } from '../time/instant.ts';
import { formatsFor, writtenLanguage } from './kinds.ts';

/** Customer relations see to translations that nobody has written yet. */
const TRANSLATED_BY = '353' as ServiceId;

export interface Recipient {
  resident: Pick<Resident, 'id' | 'language' | 'deceasedOn'>;
  needs: readonly Need[];
}

interface Letter {
  id: MessageId;
  decisionId: DecisionId | null;
  escalationId: EscalationId | null;
  /** In English, and as the council has it in the language they read; null where it has none. */
  english: string;
  translated: string | null;
}

/** "Polish" for `pl`. */
export const languageInEnglish = (language: string): string => {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
};

/** The rows of a letter: nothing goes out to the dead, and what is not in their language is somebody’s task to translate. */
export function letterRows({ resident, needs }: Recipient, letter: Letter, at: Instant): RowChange[] {
  const language = writtenLanguage(resident);
  const body = language === 'en' ? letter.english : letter.translated ?? letter.english;
  const inTheirs = language === 'en' || letter.translated !== null;
  const message = put('message', {
    id: letter.id, residentId: resident.id, decisionId: letter.decisionId, escalationId: letter.escalationId, body, language: inTheirs ? language : 'en',
    formats: formatsFor(needs), status: resident.deceasedOn === null ? 'queued' : 'stopped', createdAt: at,
  });
  if (inTheirs || resident.deceasedOn !== null) return [message];
  return [message, put('task', {
    id: derivedId<TaskId>(letter.id, 'translate'), decisionId: letter.decisionId, residentId: resident.id, propertyId: null, serviceId: TRANSLATED_BY,
    title: `Translate what we wrote into ${languageInEnglish(language)}`, notes: letter.english, dueOn: null, status: 'open', done: null, createdAt: at,
  })];
}
