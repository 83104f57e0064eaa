/** Who may act for somebody else, on what ground and for how long. DOMAIN (c), (g) 4. */
import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { AuthorityToActId, ContactId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { AuthorityToAct } from '../records/people.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import { checksOf, levelNow, LOCKED_FOR_MS } from '../verification/verify-identity.ts';
import type { ActingBasis } from '../vocabulary.ts';

/**
 * Whether somebody may act now. What was only said holds for the contact it was said in and for no other; null where no
 * contact is in progress.
 */
export function mayAct(authority: Pick<AuthorityToAct, 'basis' | 'contactId' | 'expiresOn' | 'revokedAt'>, contactId: string | null, now: Instant): boolean {
  if (authority.revokedAt !== null) return false;
  if (authority.basis === 'verbal') return contactId !== null && authority.contactId === contactId;
  return authority.expiresOn === null || authority.expiresOn >= dateAt(now);
}

export interface RecordAuthorityArgs {
  authorityId: AuthorityToActId;
  residentId: ResidentId;
  contactId: ContactId | null;
  /** Who acts, and what they are to the resident. */
  name: string;
  relation: string;
  basis: ActingBasis;
  /** What it covers, in words: "council tax", "everything". */
  scope: string;
  /** What was seen: the document and its date. Nothing for what was only said. */
  evidence: string;
  expiresOn: CalendarDate | null;
}

/** Puts on the record that somebody may act. Who consents by word is verified first. */
export const recordAuthority = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RecordAuthorityArgs, context) => ({
    resident: row('resident', args.residentId),
    existing: row('authorityToAct', args.authorityId),
    checks: rows('verification', { residentId: args.residentId }, { column: 'at', at: context.countsAt - LOCKED_FOR_MS }),
  }),
  needsThen: () => ({}),
  decide: ({ resident, existing, checks }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (args.name.trim() === '') return refused('command.acting-name-needed');
    if (args.scope.trim() === '') return refused('command.acting-scope-needed');
    if ((args.basis === 'executor') !== (resident.deceasedOn !== null)) {
      return refused(resident.deceasedOn === null ? 'command.executor-after-death' : 'command.only-executor');
    }
    if (args.expiresOn !== null && args.expiresOn < dateAt(context.countsAt)) return refused('command.acting-expired');
    if (args.basis === 'verbal') {
      if (args.contactId === null) return refused('command.acting-needs-contact');
      if (levelNow(checksOf(checks, args.residentId), context.countsAt).level < 1) return refused('command.verify-first');
      if (checks.some(({ coercion }) => coercion) && context.actor.role !== 'approver') return refused('command.coercion-to-leader');
    } else if (args.evidence.trim() === '') return refused('command.acting-evidence-needed');
    return accepted(put('authorityToAct', {
      id: args.authorityId, residentId: resident.id, contactId: args.contactId, name: args.name.trim(), relation: args.relation.trim(), basis: args.basis, scope: args.scope.trim(),
      evidence: args.evidence.trim(), expiresOn: args.basis === 'verbal' ? null : args.expiresOn, recordedBy: context.actor.staffId, recordedAt: context.countsAt,
      revokedAt: null, revokedBy: null, revokeReasons: null,
    }));
  },
});

export interface RevokeAuthorityArgs {
  authorityId: AuthorityToActId;
  reasons: string;
}

/** It holds no longer, from now on. */
export const revokeAuthority = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RevokeAuthorityArgs) => ({ authority: row('authorityToAct', args.authorityId) }),
  needsThen: () => ({}),
  decide: ({ authority }, args, context) => {
    if (authority === null) return refused('command.unknown-authority');
    if (authority.revokedAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    return accepted(put('authorityToAct', { ...authority, revokedAt: context.countsAt, revokedBy: context.actor.staffId, revokeReasons: args.reasons.trim() }));
  },
});
