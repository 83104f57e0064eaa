/** Gives a command: decided here and now over the merged view, kept in the outbox, then shown. */
import { isDeepStrictEqual } from 'node:util';
import { v7 as uuid } from 'uuid';
import { commandNamed, type CommandArgs, type CommandName } from '#domain/commands/all.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { runCommand } from '#domain/commands/run.ts';
import { say } from '#domain/words/say.ts';
import { commandSchemas } from '#contract/commands.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { circumstancesOf, contextAt, type Desk } from '../desk.ts';
import type { NewCommand, OutboxCommand } from '../store/outbox-store.ts';
import type { Touch } from '../store/touch.ts';
import { isRecorded } from '#contract/decision-record.ts';
import { notingLoader, sealerFor } from '../records/desk-records.ts';
import { basisOf } from './basis.ts';
import { overlayFrom, putShown } from '../outbox/replay.ts';

/** What makes two presses of one button the same press: the id of what is being made, or the answer being given. */
const pressOf: { [N in CommandName]: (args: CommandArgs<N>) => string } = {
  'log-contact': (args) => args.contactId,
  'make-decision': (args) => args.decisionId,
  'request-approval': (args) => args.escalationId,
  'answer-escalation': (args) => `${args.escalationId} ${args.answer} ${String(args.amount)}`,
  'discuss-escalation': (args) => args.entryId,
  'pass-on': (args) => args.taskId,
  'end-entitlement': (args) => args.entitlementId,
  'grant-authorisation': (args) => args.authorisationId,
  'withdraw-authorisation': (args) => args.authorisationId,
  'sign-sub-delegation': (args) => args.subDelegationId,
  'end-sub-delegation': (args) => args.subDelegationId,
  'set-deputy': (args) => args.deputyRecordId,
  'end-deputy': (args) => args.deputyRecordId,
  'issue-approval-codes': (args) => args.codes[0]?.codeId ?? '',
  'give-approval-code': (args) => args.codeId,
  'approve-by-code': (args) => args.escalationId,
  'verify-identity': (args) => args.verificationId,
  'record-resident': (args) => args.residentId,
  'change-resident': (args) => args.changeId,
  'record-authority': (args) => args.authorityId,
  'revoke-authority': (args) => args.authorityId,
  'note-death': (args) => args.noticeId,
  'withdraw-death': (args) => args.noticeId,
  'open-record': (args) => args.accessId,
  'answer-duplicate': (args) => `${args.duplicateId} ${args.answer}`,
  'propose-merge': (args) => args.mergeId,
  'answer-merge': (args) => `${args.mergeId} ${args.answer}`,
  'part-residents': (args) => args.mergeId,
  'make-promise': (args) => args.promiseId,
  'note-promise': (args) => `${args.promiseId} ${String(args.at)}`,
  'place-marker': (args) => args.markerId,
  'answer-marker': (args) => `${args.markerId} ${args.answer}`,
  'review-marker': (args) => `${args.markerId} ${args.reviewedBy} ${String(args.keep)} ${args.reviewBy}`,
  'record-need': (args) => args.needId,
  'change-need': ({ needId, after }) => `${needId} ${String(after.reviewBy)} ${after.action}`,
  'end-need': (args) => args.needId,
  'book-need': (args) => args.bookingId,
  'cancel-booking': (args) => args.bookingId,
  'confirm-booking': (args) => args.bookingId,
  'note-interpreter': (args) => args.interpretingId,
  'record-link': (args) => args.linkId,
  'end-link': (args) => args.linkId,
  'move-resident': (args) => args.moveId,
  'release-balance': (args) => args.paymentId,
  'write-article': (args) => `${args.articleId} ${String(args.savedAt)}`,
  'publish-article': (args) => `${args.articleId} ${String(args.writtenAt)}`,
  'retire-article': (args) => args.articleId,
  'vote-on-article': (args) => args.voteId,
  'settle-article-vote': (args) => args.voteId,
  'take-ticket': (args) => args.ticketId,
  'call-ticket': (args) => `${args.ticketId} ${String(args.at)}`,
  'note-ticket': (args) => `${args.ticketId} ${String(args.at)}`,
  'send-ticket': (args) => `${args.ticketId} ${String(args.at)}`,
  'send-transfer': (args) => args.transferId,
  'answer-transfer': (args) => `${args.transferId} ${args.answer}`,
  'answer-enquiry': (args) => `${args.contactId} ${args.part}`,
};

export interface Given {
  commandId: string;
  /** Rows of the overlay that changed; none where this press had been counted already. */
  touches: Touch[];
}

/** `replaces`: the refused command in whose place this one goes. */
export function giveCommand(desk: Desk, name: CommandName, rawArgs: unknown, replaces: string | null = null): Outcome<Given> {
  const parsed = commandSchemas[name].safeParse(rawArgs);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    return fail('bad-input', `Something in this form can’t be taken as it is (${fields}). Correct it and try again; nothing has been lost.`);
  }
  const args: unknown = parsed.data;
  const press = `${name} ${(pressOf[name] as (given: unknown) => string)(args)}`;
  const standing = desk.outbox.standing(press);
  if (standing !== null && replaces === null) return succeed({ commandId: standing.commandId, touches: [] });
  if (standing !== null) return onRecord();

  const command = commandNamed(name);
  const how = circumstancesOf(desk);
  const scheme = schemeInForce(desk.reference.schemes, how.madeAt, desk.actor.teamId);
  const noting = notingLoader(desk);
  const verdict = runCommand(command, args, contextAt(desk.actor, 'desk', how, how.madeAt, scheme), noting.load);
  if (verdict.kind === 'escalation') return fail('escalation', say(verdict.reason));
  if (verdict.kind === 'refused') return fail('refused', say(verdict.reason));

  const commandId = uuid();
  // Nothing to change: it is on the record already, from another time or another desk.
  if (verdict.changes.length === 0) return replaces === null ? succeed({ commandId, touches: [] }) : onRecord();
  const given: NewCommand = {
    commandId, press, name, version: command.version, args, policyVersion: scheme?.version ?? null, ...how,
    replaces, basis: basisOf(desk, { name, args }),
  };
  if (isRecorded(name)) given.seal = sealerFor(desk, given, noting.facts());
  const appended = replaces === null ? desk.outbox.append(given) : desk.outbox.resubmit(replaces, given, desk.centreNow());
  const { touches } = desk.cache.transaction((writer) => {
    for (const change of verdict.changes) putShown(desk.cache, writer, change, appended.ordinal);
  });
  return succeed({ commandId, touches });
}

const onRecord = (): Outcome<never> => fail('refused', 'This is on the record already. Put away what came back; nothing has to be sent.');

const notThere = (): Outcome<never> => fail('not-found', 'This work is no longer on the list. Nothing was changed.');

/** Sends refused work once more, as it was, under a number of its own. */
export function resubmitWork(desk: Desk, commandId: string): Outcome<Given> {
  const refused = desk.outbox.find(commandId);
  // A second press on the same button.
  if (refused?.state === 'resubmitted') return succeed({ commandId: refused.replacedBy ?? commandId, touches: [] });
  if (refused === null || !needsAttention(refused)) return notThere();
  const { press, name, version, args, madeAt, connection, policyVersion, policyAsOf, basis } = refused;
  const given: NewCommand = { commandId: uuid(), press, name, version, args, madeAt, connection, policyVersion, policyAsOf, basis };
  // An entry of its own: the one before it says what the centre refused.
  if (isRecorded(name)) given.seal = sealerFor(desk, given, []);
  const again = desk.outbox.resubmit(commandId, given, desk.centreNow());
  return succeed({ commandId: again.commandId, touches: overlayFrom(desk, desk.cache, desk.cache.meta().cursor) });
}

const isRequest = (name: CommandName): boolean => name === 'make-decision' || name === 'request-approval' || name === 'pass-on';

/** Sends a corrected command in place of refused work; judged here and now like any other, and refused work stays until then. */
export function correctWork(desk: Desk, commandId: string, name: CommandName, args: unknown): Outcome<Given> {
  const refused = desk.outbox.find(commandId);
  if (refused?.state === 'resubmitted') {
    const instead = desk.outbox.find(refused.replacedBy ?? '');
    const same = instead?.name === name && isDeepStrictEqual(instead.args, commandSchemas[name].safeParse(args).data);
    // A second press on the same button; another correction would be a second piece of work.
    if (same) return succeed({ commandId: instead.commandId, touches: [] });
    return fail('not-found', 'This was sent again already. Wait for the centre’s answer; if it comes back, correct it then.');
  }
  if (refused === null || !needsAttention(refused)) return notThere();
  if (refused.name !== name && !(isRequest(refused.name) && isRequest(name))) {
    return fail('bad-input', 'A correction must be of the same kind. Put this away and begin anew.');
  }
  return giveCommand(desk, name, args, commandId);
}

/** Puts refused work away; what it was, why it was refused and why it was given up stay in the outbox for its time. */
export function discardWork(desk: Desk, commandId: string, reason: string): Outcome<null> {
  const refused = desk.outbox.find(commandId);
  if (refused?.state === 'discarded') return succeed(null);
  if (refused === null || !needsAttention(refused)) return notThere();
  desk.outbox.discard(commandId, reason, desk.centreNow());
  for (const { key } of desk.outbox.listDrafts(`correction:${commandId}:`)) desk.outbox.discardDraft(key);
  return succeed(null);
}

const needsAttention = ({ state }: OutboxCommand): boolean => state === 'refused' || state === 'parked';
