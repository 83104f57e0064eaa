import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import { derivedId, type MessageId, type ServiceId, type TaskId } from '../ids.ts';
import { letterRows } from '../needs/letters.ts';
import { put } from '../records.ts';
import { fieldsFault } from './clause-fields.ts';
import { unmetConditions } from './evaluate.ts';
import { clauseIn, requestFault, type ClauseRequest } from './make-decision.ts';
import { detailsText, residentWording, translatedWording } from './outcome.ts';
import { passedOn } from './scheme.ts';

export interface PassOnArgs extends ClauseRequest {
  taskId: TaskId;
}

/** Logs what somebody asked for that nobody decides at the desk, and hands it to whoever does. DOMAIN (a), row 14. */
export const passOn = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: PassOnArgs) => ({ resident: row('resident', args.residentId), existing: row('task', args.taskId), needs: rows('need', { residentId: args.residentId }) }),
  needsThen: () => ({}),
  decide: ({ resident, existing, needs }, args, context) => {
    if (existing !== null) return accepted();
    if (context.scheme === null) return refused('command.no-scheme');
    const clause = clauseIn(context, args.clauseId);
    if (clause === undefined) return refused('command.unknown-clause');
    const fault = requestFault(clause, resident, args);
    if (fault !== null || resident === null) return fault ?? refused('command.unknown-resident');
    const form = fieldsFault(clause, args.details, context.countsAt);
    if (form !== null) return { kind: 'refused', reason: form };
    const missing = unmetConditions(clause, args);
    if (missing.length > 0) return refused('authority.condition-missing', { words: missing.map((one) => one.words).join('; ') });
    const effect = passedOn(clause);
    if (effect === null) return refused('command.decided-here');
    const said = clause.reasons.find(({ code }) => code === args.reasonCode)?.words ?? '';
    return accepted(
      put('task', {
        id: args.taskId, decisionId: null, residentId: resident.id, propertyId: resident.propertyId, serviceId: effect.serviceId as ServiceId,
        title: effect.title, notes: [`${args.reference}. ${said}`, args.reasons.trim(), detailsText(clause, args.details)].filter((text) => text !== '').join('\n'),
        dueOn: null, status: 'open', done: null, createdAt: context.countsAt,
      }),
      ...letterRows({ resident, needs }, {
        id: derivedId<MessageId>(args.taskId, 'message'), decisionId: null, escalationId: null,
        english: residentWording(clause, args.amount, args.item, args.reference, args.details), translated: translatedWording(clause, args, resident),
      }, context.countsAt),
    );
  },
});
