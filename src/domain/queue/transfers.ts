/**
 * A contact handed to a colleague, a team or a partner with all that was typed, so that nobody has to tell it twice. What the
 * sender did stands on the record as their own contact; what goes on is another, and the chain says who spoke before.
 */
import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import { LONGEST_NOTE } from '../contacts/log-contact.ts';
import type { CaseId, ContactId, PropertyId, ResidentId, ServiceId, StaffId, TransferId } from '../ids.ts';
import { put } from '../records.ts';
import type { StaffMember } from '../records/council.ts';
import type { HandedOver, Transfer } from '../records/queue.ts';
import type { VerificationLevel } from '../delegation/scheme.ts';
import type { Instant } from '../time/instant.ts';
import type { ServiceCategory } from '../vocabulary.ts';
import { isRestricted } from './tickets.ts';

export interface SendTransferArgs {
  transferId: TransferId;
  contactId: ContactId;
  residentId: ResidentId | null;
  propertyId: PropertyId | null;
  caseId: CaseId | null;
  serviceId: ServiceId | null;
  toStaffId: StaffId | null;
  toTeamId: string | null;
  toCategory: ServiceCategory | null;
  calledName: string;
  words: string;
  handedOver: HandedOver;
  verifiedLevel: VerificationLevel | null;
  actingName: string;
  /** When this person began to speak with them. */
  startedAt: Instant;
}

type Receiver = Pick<Transfer, 'toStaffId' | 'toTeamId' | 'toCategory'>;
const isSameReceiver = (one: Receiver, other: Receiver): boolean => one.toStaffId === other.toStaffId && one.toTeamId === other.toTeamId && one.toCategory === other.toCategory;

/** Hands a contact over. */
export const sendTransfer = defineCommand({
  version: 1,
  roles: ['operative', 'approver', 'partner'],
  needs: (args: SendTransferArgs) => ({
    existing: row('transfer', args.transferId), before: rows('transfer', { nextContactId: args.contactId }), sent: rows('transfer', { contactId: args.contactId }), receiver: row('staff', args.toStaffId),
    caseFile: row('caseFile', args.caseId), service: row('service', args.serviceId),
  }),
  needsThen: ({ caseFile }) => ({ caseService: row('service', caseFile?.serviceId ?? null) }),
  decide: ({ existing, before, sent, receiver, service, caseService }, args, context) => {
    if (existing !== null && isSameReceiver(existing, args)) return accepted();
    // One that came back goes on as another contact, or in this one where that was still being written.
    if (existing !== null || sent.some(({ nextContactId }) => nextContactId !== args.contactId)) return refused('command.transfer-sent');
    const { staffId } = context.actor;
    if ([args.toStaffId, args.toTeamId, args.toCategory].filter((to) => to !== null).length !== 1) return refused('command.transfer-to-one');
    if (args.toStaffId !== null && receiver === null) return refused('command.unknown-receiver');
    if (args.toStaffId === staffId) return refused('command.transfer-to-self');
    if (args.handedOver.note.length > LONGEST_NOTE) return refused('command.note-too-long', { limit: LONGEST_NOTE });
    const category = (caseService ?? service)?.category ?? null;
    // A partner works in one service and is handed nothing of another.
    if (args.toCategory !== null && category !== null && (category !== args.toCategory || isRestricted(category))) return refused('command.transfer-other-service');
    // Whoever takes it over has the service of the case, which may stand on no record that they hold.
    const serviceId = args.serviceId ?? caseService?.id ?? null;
    // What came to this person by being handed over goes on as one story.
    const first = before.find(({ id }) => id !== args.transferId);
    const link = { staffId, contactId: args.contactId, from: args.startedAt, until: context.countsAt };
    return accepted(put('transfer', {
      id: args.transferId, residentId: args.residentId, propertyId: args.propertyId, caseId: args.caseId, serviceId, contactId: args.contactId, fromId: staffId,
      toStaffId: args.toStaffId, toTeamId: args.toTeamId, toCategory: args.toCategory, calledName: args.calledName.trim(), words: args.words.trim(), handedOver: args.handedOver,
      verifiedLevel: args.verifiedLevel, actingName: args.actingName.trim(), startedAt: first?.startedAt ?? args.startedAt, sentAt: context.countsAt,
      chain: [...first?.chain ?? [], link], status: 'waiting', answeredBy: null, answeredAt: null, answerWords: '', nextContactId: null,
    }));
  },
});

/** Whether a person is among those it was sent to. */
export const isFor = (transfer: Pick<Transfer, 'toStaffId' | 'toTeamId' | 'toCategory' | 'fromId'>, person: Pick<StaffMember, 'id' | 'teamId' | 'partnerCategory'>): boolean =>
  transfer.toStaffId !== null ? transfer.toStaffId === person.id
    : transfer.fromId !== person.id && (transfer.toTeamId !== null ? transfer.toTeamId === person.teamId : transfer.toCategory === person.partnerCategory);

export interface AnswerTransferArgs {
  transferId: TransferId;
  answer: 'accept' | 'decline' | 'take-back';
  words: string;
  /** In which it goes on: the receiver's, or the sender's own where it comes back; null where it was declined. */
  nextContactId: ContactId | null;
}

const statusAfter = { accept: 'accepted', decline: 'declined', 'take-back': 'taken-back' } as const;

/** Takes over what was handed over, says no to it, or takes back what nobody took. */
export const answerTransfer = defineCommand({
  version: 1,
  roles: ['operative', 'approver', 'partner'],
  needs: (args: AnswerTransferArgs, context) => ({ transfer: row('transfer', args.transferId), me: row('staff', context.actor.staffId) }),
  needsThen: ({ transfer }) => ({ taker: row('staff', transfer?.answeredBy ?? null) }),
  decide: ({ transfer, me, taker }, args, context) => {
    if (transfer === null || me === null) return refused('command.unknown-transfer');
    const { staffId } = context.actor;
    const status = statusAfter[args.answer];
    if (transfer.status === status && transfer.answeredBy === staffId) return accepted();
    const mine = transfer.fromId === staffId;
    if (args.answer === 'take-back' ? !mine : !isFor(transfer, me)) return refused('command.transfer-not-yours');
    const open = transfer.status === 'waiting' || (args.answer === 'take-back' && transfer.status === 'declined');
    if (!open) return refused('command.transfer-taken', { name: taker?.name ?? '' });
    return accepted(put('transfer', {
      ...transfer, status, answeredBy: staffId, answeredAt: context.countsAt, answerWords: args.words.trim(), nextContactId: args.nextContactId,
    }));
  },
});
