/** That a councillor has been answered who named no resident: of one that names somebody, the promise is followed up on the record. */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type ContactId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';

export interface AnswerEnquiryArgs {
  contactId: ContactId;
  part: 'acknowledge' | 'answer';
  /** The day on which the councillor had it. */
  on: CalendarDate;
  /** What came of it. */
  words: string;
}

/** Whoever is answered needs no acknowledgement any more: the answer does both. */
export const answerEnquiry = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: ({ contactId }: AnswerEnquiryArgs) => ({
    contact: row('contact', contactId), acknowledgement: row('task', derivedId<TaskId>(contactId, 'acknowledge')), answer: row('task', derivedId<TaskId>(contactId, 'answer')),
  }),
  needsThen: () => ({}),
  decide: ({ contact, acknowledgement, answer }, { part, on, words }, context) => {
    const task = part === 'answer' ? answer : acknowledgement;
    if (contact === null || task === null) return refused('command.unknown-enquiry');
    const said = words.trim();
    if (task.done?.on === on && task.done.words === said) return accepted();
    if (task.status !== 'open') return refused('command.enquiry-answered');
    if (on < dateAt(contact.startedAt) || on > dateAt(context.madeAt)) return refused('command.enquiry-day');
    if (part === 'answer' && said === '') return refused('command.enquiry-words-needed');
    const done = { on, words: said, by: context.actor.staffId, at: context.countsAt };
    return accepted(
      put('task', { ...task, status: 'done', done }),
      ...part === 'answer' && acknowledgement?.status === 'open' ? [put('task', { ...acknowledgement, status: 'done', done: { ...done, words: '' } })] : [],
    );
  },
});
