/** Every command there is, by name. To add one: write its rule beside its subject, name it in `names.ts` and here, give it a schema. */
import { answerEnquiry } from '../contacts/answer-enquiry.ts';
import { logContact } from '../contacts/log-contact.ts';
import { approveByCode, giveApprovalCode, issueApprovalCodes } from '../delegation/approval-codes.ts';
import { discussEscalation } from '../delegation/discuss-escalation.ts';
import { endEntitlement } from '../delegation/end-entitlement.ts';
import { grantAuthorisation, withdrawAuthorisation } from '../delegation/governance/authorisations.ts';
import { endDeputy, setDeputy } from '../delegation/governance/deputies.ts';
import { endSubDelegation, signSubDelegation } from '../delegation/governance/sub-delegations.ts';
import { passOn } from '../delegation/pass-on.ts';
import { answerEscalation } from '../delegation/answer-escalation.ts';
import { makeDecision } from '../delegation/make-decision.ts';
import { requestApproval } from '../delegation/request-approval.ts';
import { publishArticle, retireArticle, writeArticle } from '../knowledge/articles.ts';
import { settleArticleVote, voteOnArticle } from '../knowledge/votes.ts';
import { makePromise, notePromise } from '../promises/promises.ts';
import { callTicket, noteTicket, sendTicket, takeTicket } from '../queue/tickets.ts';
import { answerTransfer, sendTransfer } from '../queue/transfers.ts';
import { recordAuthority, revokeAuthority } from '../residents/authority-to-act.ts';
import { answerMarker, placeMarker, reviewMarker } from '../markers/markers.ts';
import { bookNeed, cancelBooking, confirmBooking } from '../needs/bookings.ts';
import { changeNeed, endNeed, noteInterpreter, recordNeed } from '../needs/needs.ts';
import { changeResident } from '../residents/change-resident.ts';
import { releaseBalance } from '../residents/estate.ts';
import { endLink, recordLink } from '../residents/links.ts';
import { moveResident } from '../residents/move-resident.ts';
import { noteDeath, withdrawDeath } from '../residents/note-death.ts';
import { openRecord } from '../residents/open-record.ts';
import { answerDuplicate, answerMerge, partResidents, proposeMerge } from '../residents/merge/merge-residents.ts';
import { recordResident } from '../residents/record-resident.ts';
import { verifyIdentity } from '../verification/verify-identity.ts';
import type { Command } from './command.ts';
import type { CommandName } from './names.ts';

export const commands = {
  'log-contact': logContact,
  'make-decision': makeDecision,
  'request-approval': requestApproval,
  'answer-escalation': answerEscalation,
  'discuss-escalation': discussEscalation,
  'pass-on': passOn,
  'end-entitlement': endEntitlement,
  'grant-authorisation': grantAuthorisation,
  'withdraw-authorisation': withdrawAuthorisation,
  'sign-sub-delegation': signSubDelegation,
  'end-sub-delegation': endSubDelegation,
  'set-deputy': setDeputy,
  'end-deputy': endDeputy,
  'issue-approval-codes': issueApprovalCodes,
  'give-approval-code': giveApprovalCode,
  'approve-by-code': approveByCode,
  'verify-identity': verifyIdentity,
  'record-resident': recordResident,
  'change-resident': changeResident,
  'record-authority': recordAuthority,
  'revoke-authority': revokeAuthority,
  'note-death': noteDeath,
  'withdraw-death': withdrawDeath,
  'open-record': openRecord,
  'answer-duplicate': answerDuplicate,
  'propose-merge': proposeMerge,
  'answer-merge': answerMerge,
  'part-residents': partResidents,
  'make-promise': makePromise,
  'note-promise': notePromise,
  'place-marker': placeMarker,
  'answer-marker': answerMarker,
  'review-marker': reviewMarker,
  'record-need': recordNeed,
  'change-need': changeNeed,
  'end-need': endNeed,
  'book-need': bookNeed,
  'confirm-booking': confirmBooking,
  'cancel-booking': cancelBooking,
  'note-interpreter': noteInterpreter,
  'record-link': recordLink,
  'end-link': endLink,
  'move-resident': moveResident,
  'release-balance': releaseBalance,
  'write-article': writeArticle,
  'publish-article': publishArticle,
  'retire-article': retireArticle,
  'vote-on-article': voteOnArticle,
  'settle-article-vote': settleArticleVote,
  'take-ticket': takeTicket,
  'call-ticket': callTicket,
  'note-ticket': noteTicket,
  'send-ticket': sendTicket,
  'send-transfer': sendTransfer,
  'answer-transfer': answerTransfer,
  'answer-enquiry': answerEnquiry,
} satisfies Record<CommandName, unknown>;

export type { CommandName };
export type CommandArgs<N extends CommandName> = (typeof commands)[N] extends Command<infer Args, infer _N, infer _M> ? Args : never;

/** The same table for code that has only a name in its hand; arguments have passed their schema by then. */
export const commandNamed = (name: CommandName): Command<unknown> => commands[name] as unknown as Command<unknown>;
