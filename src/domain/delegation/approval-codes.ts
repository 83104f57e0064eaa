/**
 * Approval without the centre: a team leader reads out a code over the telephone, and the operative's desk checks it by
 * itself. Codes are made beforehand on the leader's desk; every desk knows what each hashes to and nobody else what it is.
 * The two halves, who gave a code for what and who used it for what, meet at the centre: only then is anything paid.
 */
import { accepted, defineCommand, refused, row, rows, type Context, type Verdict } from '../commands/command.ts';
import { derivedId, type ApprovalCodeId, type DecisionId, type EscalationId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Need } from '../records/care.ts';
import type { ApprovalCode } from '../records/council.ts';
import type { Decision, Escalation } from '../records/decisions.ts';
import type { Resident } from '../records/people.ts';
import type { Post } from '../vocabulary.ts';
import { say } from '../words/say.ts';
import { amountText, approvalLimit } from './evaluate.ts';
import { answerBy, clauseIn } from './make-decision.ts';
import { authorityUseOf, effectsOf, residentWording } from './outcome.ts';
import { passedOn, type Clause } from './scheme.ts';
import { postsOf } from './standing.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** For how long a code can be read out: pauses are days, not minutes. */
export const CODE_LASTS_MS = 7 * DAY_MS;

export interface IssueApprovalCodesArgs {
  /** `label` is what a code begins with; `hash` is of the rest, with `salt`. The codes themselves stay on the desk. */
  codes: { codeId: ApprovalCodeId; label: string; salt: string; hash: string }[];
}

export const issueApprovalCodes = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: IssueApprovalCodesArgs) => ({ first: row('approvalCode', args.codes[0]?.codeId ?? null) }),
  needsThen: () => ({}),
  decide: ({ first }, { codes }, context) => first !== null ? accepted() : accepted(...codes.map(({ codeId, label, salt, hash }) => put('approvalCode', {
    id: codeId, staffId: context.actor.staffId, label, salt, hash, issuedAt: context.countsAt, expiresAt: context.countsAt + CODE_LASTS_MS,
    reference: null, clauseId: null, amount: null, secret: null, reasons: null, givenAt: null,
    usedFor: null, usedSecret: null, residentId: null,
  }))),
});

/** References are read out: capitals, spaces and dashes don't count. */
export const spokenReference = (reference: string): string => reference.toUpperCase().replaceAll(/[^\dA-Z]/g, '');

/** The post by which somebody may approve an amount under a clause; null where none of theirs reaches so far. */
export function approvingPost(clause: Clause, amount: number, posts: readonly Post[]): Post | null {
  return posts.filter((post) => approvalLimit(clause, post) >= amount).toSorted((one, other) => approvalLimit(clause, one) - approvalLimit(clause, other))[0] ?? null;
}

/** What stands in the way of any code for an amount under a clause; null where nothing does. */
function clauseFault(clause: Clause | undefined, amount: number, posts: readonly Post[]): Verdict | null {
  if (clause === undefined) return refused('command.unknown-clause');
  const elsewhere = passedOn(clause);
  if (elsewhere !== null) return refused('authority.elsewhere', { where: elsewhere.where });
  if (clause.secondApprover !== null) return refused('command.code-needs-two');
  if (amount <= 0) return refused('authority.amount-not-positive');
  if (approvingPost(clause, amount, posts) !== null) return null;
  const limit = Math.max(0, ...posts.map((post) => approvalLimit(clause, post)));
  return limit === 0 ? refused('command.not-on-ladder') : refused('command.above-approver-limit', { limit: amountText(limit, clause.measure), requested: amountText(amount, clause.measure) });
}

export interface GiveApprovalCodeArgs {
  codeId: ApprovalCodeId;
  secret: string;
  /** As it was read out by the operative. */
  reference: string;
  clauseId: string;
  amount: number;
  reasons: string;
}

/** The leader's half: which request and what amount a code was read out for. Where the operative's half waits for it, it takes effect now. */
export const giveApprovalCode = defineCommand({
  version: 1,
  roles: ['approver'],
  needs: (args: GiveApprovalCodeArgs, context) => ({ code: row('approvalCode', args.codeId), deputies: rows('deputy', { deputyId: context.actor.staffId }) }),
  needsThen: ({ code }) => ({
    escalation: row('escalation', code?.usedFor ?? null),
    standing: row('decision', code?.usedFor == null ? null : decidedBy(code.usedFor)),
    resident: row('resident', code?.residentId ?? null),
    needs: rows('need', { residentId: code?.residentId ?? '' }),
  }),
  decide: ({ code, deputies, escalation, standing, resident, needs }, args, context) => {
    if (code === null || code.staffId !== context.actor.staffId) return refused('command.code-unknown');
    if (code.givenAt !== null) return isSameGift(code, args) ? accepted() : refused('command.code-used');
    if (context.countsAt > code.expiresAt) return refused('command.code-expired');
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    const clause = clauseIn(context, args.clauseId);
    const posts = postsOf(context.actor.post, deputies, context.countsAt);
    const fault = clauseFault(clause, args.amount, posts);
    if (fault !== null || clause === undefined) return fault ?? refused('command.unknown-clause');
    const given: ApprovalCode = {
      ...code, reference: spokenReference(args.reference), clauseId: args.clauseId, amount: args.amount, secret: args.secret, reasons: args.reasons.trim(), givenAt: context.madeAt,
    };
    const waits = escalation?.status === 'pending' && standing?.status === 'awaiting-ratification' && resident !== null;
    if (!waits || !fits(given, escalation, standing.amount, code.usedSecret)) return accepted(put('approvalCode', given));
    const decision: Decision = { ...standing, status: 'made', decidedByPost: approvingPost(clause, args.amount, posts) ?? context.actor.post, reasons: reasonsOf(standing.reasons, given) };
    return accepted(put('approvalCode', given), ...takesEffect(given, escalation, decision, clause, { resident, needs }, context));
  },
});

const isSameGift = (code: ApprovalCode, { reference, clauseId, amount }: GiveApprovalCodeArgs): boolean =>
  code.reference === spokenReference(reference) && code.clauseId === clauseId && code.amount === amount;

const reasonsOf = (asked: string, { reasons }: ApprovalCode): string => [asked, reasons ?? ''].filter((text) => text !== '').join('\n\n');

/** Whether the two halves say the same: this request, this clause, this amount, and the very code. */
const fits = (code: ApprovalCode, escalation: Escalation, amount: number, secret: string | null): boolean =>
  code.givenAt !== null && code.secret === secret && code.reference === spokenReference(escalation.reference) && code.clauseId === escalation.clauseId && code.amount === amount;

/** The decision that a request comes to when a code approves it. */
export const decidedBy = (escalationId: EscalationId): DecisionId => derivedId<DecisionId>(escalationId, 'decision');

function takesEffect(code: ApprovalCode, escalation: Escalation, decision: Decision, clause: Clause, to: { resident: Resident; needs: Need[] }, context: Context): RowChange[] {
  return [
    put('escalation', {
      ...escalation, kind: 'approve', status: 'approved', approvedAmount: decision.amount, decisionId: decision.id, answeredBy: code.staffId,
      answeredAt: code.givenAt ?? context.madeAt, answerReasons: code.reasons,
    }),
    put('decision', decision), put('authorityUse', authorityUseOf(clause, decision, to.resident, context.countsAt)), ...effectsOf(clause, decision, to, context.countsAt),
  ];
}

export interface ApproveByCodeArgs {
  escalationId: EscalationId;
  codeId: ApprovalCodeId;
  /** The part of the code that only its leader's desk knew; the desk that was told it has checked it. */
  secret: string;
  /** What the code was read out for: what was asked for or less. */
  amount: number;
}

/** The operative's half. Without the centre the desk that checked the code goes by it; the centre pays once the leader's half says the same. */
export const approveByCode = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ApproveByCodeArgs) => ({ escalation: row('escalation', args.escalationId), code: row('approvalCode', args.codeId) }),
  needsThen: ({ escalation, code }) => ({
    resident: row('resident', escalation?.residentId ?? null),
    needs: rows('need', { residentId: escalation?.residentId ?? '' }),
    leader: row('staff', code?.staffId ?? null),
    deputies: rows('deputy', { deputyId: code?.staffId ?? '' }),
  }),
  decide: ({ escalation, code, resident, needs, leader, deputies }, args, context) => {
    if (escalation === null) return refused('command.escalation-unknown');
    if (resident === null) return refused('command.unknown-resident');
    if (code === null || leader === null) return refused('command.code-unknown');
    // The same press again.
    if (code.usedFor === escalation.id) return accepted();
    if (escalation.requestedBy !== context.actor.staffId) return refused('command.only-asker-uses-code');
    if (code.staffId === context.actor.staffId) return refused('command.own-code');
    if (escalation.status !== 'pending') return refused('command.escalation-answered');
    if (escalation.kind !== 'approve' || escalation.firstApprovedBy !== null) return refused('command.code-needs-two');
    if (code.usedFor !== null) return refused('command.code-used');
    if (context.countsAt > code.expiresAt) return refused('command.code-expired');
    const clause = clauseIn(context, escalation.clauseId);
    const posts = leader.role === 'approver' ? postsOf(leader.post, deputies, context.countsAt) : [];
    // The approver's own limit covers what was asked for, as with any answer. DOMAIN (a).
    const fault = clauseFault(clause, escalation.requestedAmount, posts);
    if (fault !== null || clause === undefined) return fault ?? refused('command.unknown-clause');
    if (args.amount <= 0) return refused('authority.amount-not-positive');
    if (args.amount > escalation.requestedAmount) return refused('command.approve-more-than-asked', { requested: amountText(escalation.requestedAmount, clause.measure) });

    const used: ApprovalCode = { ...code, usedFor: escalation.id, usedSecret: args.secret, residentId: resident.id };
    const stands = context.place === 'desk' || fits(code, escalation, args.amount, args.secret);
    const decision = decisionOf(escalation, clause, used, approvingPost(clause, escalation.requestedAmount, posts) ?? leader.post, args.amount, context, stands);
    if (stands) return accepted(put('approvalCode', used), ...takesEffect(used, escalation, decision, clause, { resident, needs }, context));
    // The resident has been told. It stands on the record, pays nothing, and waits for the leader's half or a fresh decision.
    const why = say({ code: code.givenAt === null ? 'authority.code-unconfirmed' : 'authority.code-differs', values: { name: leader.name } });
    return accepted(put('approvalCode', used), put('decision', decision), put('escalation', {
      ...escalation, kind: 'ratify', decisionId: decision.id, requestedAmount: args.amount, reasons: `${escalation.reasons}\n\n${why}`, answerBy: answerBy(context),
    }));
  },
});

function decisionOf(escalation: Escalation, clause: Clause, code: ApprovalCode, post: Post, amount: number, context: Context, stands: boolean): Decision {
  const { item, details, reference } = escalation;
  return {
    id: decidedBy(escalation.id), reference, clauseId: clause.id, clauseNumber: clause.number, schemeVersion: context.scheme?.version ?? escalation.schemeVersion,
    residentId: escalation.residentId, propertyId: escalation.propertyId, contactId: escalation.contactId, escalationId: escalation.id,
    amount, requestedAmount: escalation.requestedAmount, item, status: stands ? 'made' : 'awaiting-ratification', reasonCode: escalation.reasonCode,
    reasons: reasonsOf(escalation.reasons, code), evidence: escalation.evidence, details, verifiedLevel: escalation.verifiedLevel, interest: escalation.interest,
    alternativesRejected: escalation.alternativesRejected, noticed: escalation.noticed, requestedBy: escalation.requestedBy, decidedBy: code.staffId, decidedByPost: post,
    decidedAt: context.madeAt, receivedAt: context.place === 'centre' ? context.now : null, madeOffline: context.connection === 'offline',
    residentWording: residentWording(clause, amount, item, reference, details),
  };
}
