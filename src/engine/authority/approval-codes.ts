/** Codes by which a leader approves over the telephone: made, read out and checked on desks that need no centre for it. */
import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { approvingPost } from '#domain/delegation/approval-codes.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { postsOf } from '#domain/delegation/standing.ts';
import { asId, type ApprovalCodeId, type StaffId } from '#domain/ids.ts';
import type { ApprovalCode, StaffMember } from '#domain/records/council.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CodeApprover, CodesAtHand } from '#contract/views/worklist.ts';
import { giveCommand, type Given } from '../commands/give.ts';
import type { Desk } from '../desk.ts';
import { clauseOf, staffName } from '../queries/reference.ts';
import { checkOf, codeText, drawLabel, drawSecret, hashOfSecret, isSecret, readCode, type Approved } from './spoken-code.ts';

const META = 'approvalCodes';
/** As many as a long pause may need of one leader. */
const AT_HAND = 5;
const MOST_TRIES = 5;
const TRY_AGAIN_AFTER_MS = 60_000;

/** Sealed in the outbox of the leader; what became of each is in the shared rows. */
interface KeptCode { codeId: string; label: string; secret: string }
const keptIn = ({ outbox }: Desk): KeptCode[] => outbox.getMeta(META) as KeptCode[] | null ?? [];

const isLive = (desk: Desk, code: ApprovalCode): boolean => code.givenAt === null && code.usedFor === null && code.expiresAt > desk.centreNow();

interface HeldCode extends KeptCode { row: ApprovalCode }
const heldBy = (desk: Desk): HeldCode[] => keptIn(desk).flatMap((kept) => {
  const row = desk.cache.row('approvalCode', kept.codeId)?.row;
  return row === undefined ? [] : [{ ...kept, row }];
});

function atHand(desk: Desk): CodesAtHand {
  const live = heldBy(desk).filter(({ row }) => isLive(desk, row));
  return { left: live.length, goodUntil: live.length === 0 ? null : Math.min(...live.map(({ row }) => row.expiresAt)) };
}

const making = new WeakMap<Desk, Promise<Outcome<Given | null>>>();

/** Makes what is missing of this leader's codes while the centre is there to tell every desk. The screen asks whenever it may be so. */
export async function readyCodes(desk: Desk, told: (given: Given) => void): Promise<Outcome<CodesAtHand>> {
  if (desk.actor.role !== 'approver') return fail('not-allowed', 'Codes are read out by those who approve. Ask a team leader.');
  if (desk.connection === 'online' && atHand(desk).left < AT_HAND) {
    const run = making.get(desk) ?? makeCodes(desk).finally(() => { making.delete(desk); });
    making.set(desk, run);
    const made = await run;
    if (!made.ok) return made;
    if (made.value !== null) told(made.value);
  }
  return succeed(atHand(desk));
}

async function makeCodes(desk: Desk): Promise<Outcome<Given | null>> {
  const held = heldBy(desk);
  const live = held.filter(({ row }) => isLive(desk, row));
  const taken = new Set(live.map(({ label }) => label));
  const made = await Promise.all(Array.from({ length: AT_HAND - live.length }, async () => {
    const label = drawLabel(taken);
    taken.add(label);
    const [secret, salt] = [drawSecret(), randomBytes(16).toString('hex')];
    return { codeId: uuid(), label, secret, salt, hash: await hashOfSecret(secret, salt) };
  }));
  if (made.length === 0) return succeed(null);
  // Kept before anybody hears of them: a code that nobody can read out would be of no use.
  desk.outbox.setMeta(META, [...held, ...made].map(({ codeId, label, secret }) => ({ codeId, label, secret })));
  return giveCommand(desk, 'issue-approval-codes', { codes: made.map(({ codeId, label, salt, hash }) => ({ codeId, label, salt, hash })) });
}

/** A code for what was read out to this leader; the same again for the same request and amount. */
export function readOutCode(desk: Desk, asked: Approved & { reasons: string }): Outcome<{ code: string; given: Given | null }> {
  const held = heldBy(desk);
  const textOf = ({ label, secret }: KeptCode): string => codeText({ label, secret, check: checkOf(secret, asked) });
  const [free] = held.filter(({ row }) => isLive(desk, row)).toSorted((one, other) => one.row.expiresAt - other.row.expiresAt);
  const before = held.find(({ secret, row }) => row.givenAt !== null && row.clauseId === asked.clauseId && row.amount === asked.amount && checkOf(secret, asked) === checkOf(secret, { ...asked, reference: row.reference ?? '' }));
  if (before !== undefined) return succeed({ code: textOf(before), given: null });
  if (free === undefined) return fail('not-found', 'There is no code left on this desk. Codes are made while it is connected; ask another approver to read one out.');
  const { codeId, secret } = free;
  const given = giveCommand(desk, 'give-approval-code', { codeId, secret, reference: asked.reference, clauseId: asked.clauseId, amount: asked.amount, reasons: asked.reasons });
  return given.ok ? succeed({ code: textOf(free), given: given.value }) : given;
}

const liveCodesOf = (desk: Desk, staffId: string): ApprovalCode[] =>
  desk.cache.select('approvalCode', 'WHERE staff_id = ? AND expires_at > ?', [staffId, desk.centreNow()]).map(({ row }) => row).filter(({ usedFor }) => usedFor === null);

/** Whose codes this desk can check, its own person’s left out. */
export const codesKnownOf = (desk: Desk): Set<StaffId> =>
  new Set(desk.cache.select('approvalCode', 'WHERE expires_at > ?', [desk.centreNow()]).map(({ row }) => row)
    .filter((code) => isLive(desk, code) && code.staffId !== desk.actor.staffId).map(({ staffId }) => staffId));

function requestOf(desk: Desk, escalationId: string): { escalation: Escalation; clause: Clause } | null {
  const escalation = desk.cache.row('escalation', escalationId)?.row;
  const clause = escalation === undefined ? null : clauseOf(desk.reference, escalation.clauseId, escalation.schemeVersion, desk.now(), desk.actor.teamId);
  return escalation === undefined || clause === null ? null : { escalation, clause };
}

/** Whom to ring: those who could approve it by themselves, and whose codes this desk can check. */
export function codeApprovers(desk: Desk, escalationId: string): CodeApprover[] {
  const request = requestOf(desk, escalationId);
  if (request === null || request.clause.secondApprover !== null) return [];
  const { escalation, clause } = request;
  const covers = (member: StaffMember): boolean => member.role === 'approver' && member.id !== desk.actor.staffId
    && approvingPost(clause, escalation.requestedAmount, postsOf(member.post, desk.reference.deputies.filter(({ deputyId }) => deputyId === member.id), desk.now())) !== null;
  return [...desk.reference.staff.values()].filter((member) => covers(member) && liveCodesOf(desk, member.id).length > 0).map(({ id, name, post }) => ({ staffId: id, name, post }));
}

interface Tries { count: number; last: number }
const tries = new WeakMap<Desk, Tries>();

/** Checks a code as it was heard, by this desk alone, and approves the request by it. */
export async function useCode(desk: Desk, { escalationId, staffId, code, amount }: { escalationId: string; staffId: string; code: string; amount: number }): Promise<Outcome<Given>> {
  const read = readCode(code);
  if (read === null) return fail('bad-input', 'A code is three groups of four letters and digits. Ask for it again, one at a time.');
  const request = requestOf(desk, escalationId);
  if (request === null) return fail('not-found', 'This request is not on this desk’s copy. Open the resident again.');
  const name = staffName(desk.reference, staffId);
  const tried = tries.get(desk) ?? { count: 0, last: 0 };
  if (tried.count >= MOST_TRIES && desk.now() - tried.last < TRY_AGAIN_AFTER_MS) return fail('too-many-tries', 'That were several codes that did not fit. Wait a minute, then ask for the code again.');
  const wrong = (sentence: string): Outcome<never> => {
    tries.set(desk, { count: desk.now() - tried.last < TRY_AGAIN_AFTER_MS ? tried.count + 1 : 1, last: desk.now() });
    return fail('bad-input', sentence);
  };
  const candidates = liveCodesOf(desk, staffId).filter(({ label }) => label === read.label);
  let found: ApprovalCode | null = null;
  for (const one of candidates) if (await isSecret(read.secret, one)) found = one;
  if (found === null) return wrong(`That is no code of ${name} that can be used now. Ask them to read it again, one letter at a time.`);
  const { reference, clauseId } = request.escalation;
  if (checkOf(read.secret, { reference, clauseId, amount }) !== read.check) {
    return wrong(`The code is one of ${name}’s, but for another reference, clause or amount. Say to them ${reference}, clause ${request.clause.number} and the amount, and ask what they entered.`);
  }
  tries.delete(desk);
  return giveCommand(desk, 'approve-by-code', { escalationId, codeId: asId<ApprovalCodeId>(found.id), secret: read.secret, amount });
}
