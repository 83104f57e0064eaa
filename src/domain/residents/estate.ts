/** What the council owes somebody who has died: told and paid to a recorded executor and to nobody else. DOMAIN (g) 6. */
import { accepted, defineCommand, refused, row } from '../commands/command.ts';
import { derivedId, type AuthorityToActId, type PaymentId, type ServiceId, type TaskId } from '../ids.ts';
import { formatPence } from '../money.ts';
import { put } from '../records.ts';
import type { AuthorityToAct } from '../records/people.ts';
import { dateAt } from '../time/dates.ts';
import type { Instant } from '../time/instant.ts';

const BEREAVEMENT = '328' as ServiceId;

/** An executor whose authority stands. */
export const isExecutor = ({ basis, revokedAt, expiresOn }: Pick<AuthorityToAct, 'basis' | 'revokedAt' | 'expiresOn'>, now: Instant): boolean =>
  basis === 'executor' && revokedAt === null && (expiresOn === null || expiresOn >= dateAt(now));

export interface ReleaseBalanceArgs {
  paymentId: PaymentId;
  authorityId: AuthorityToActId;
}

/** Has what was held paid to the executor: Finance does it, by its own checks of a new payee. */
export const releaseBalance = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: ReleaseBalanceArgs) => ({
    payment: row('payment', args.paymentId), authority: row('authorityToAct', args.authorityId), existing: row('task', derivedId<TaskId>(args.paymentId, 'estate')),
  }),
  needsThen: ({ payment }) => ({ resident: row('resident', payment?.residentId ?? null) }),
  decide: ({ payment, authority, existing, resident }, _args, context) => {
    if (existing !== null && existing.status !== 'cancelled') return accepted();
    if (payment === null || resident === null) return refused('command.unknown-payment');
    if (resident.deceasedOn === null || payment.status !== 'stopped') return refused('command.payment-not-held');
    if (authority === null || authority.residentId !== resident.id || !isExecutor(authority, context.countsAt)) return refused('command.executor-needed');
    return accepted(put('task', {
      id: derivedId<TaskId>(payment.id, 'estate'), decisionId: payment.decisionId, residentId: resident.id, propertyId: null, serviceId: BEREAVEMENT,
      title: 'Pay what was held to the executor', notes: `Executor: ${authority.name}\nEvidence: ${authority.evidence}\nAmount: ${formatPence(payment.amount)}`, dueOn: null, status: 'open', done: null,
      createdAt: context.countsAt,
    }));
  },
});
