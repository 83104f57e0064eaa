/** Arguments of every command as they cross a process or the wire, checked before a rule sees them. */
import { z } from 'zod';
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { Changes } from '#domain/residents/change-resident.ts';
import { LONGEST_BODY, LONGEST_TITLE } from '#domain/knowledge/articles.ts';
import { LONGEST_NOTE, MOST_FURTHER_MATTERS } from '#domain/contacts/log-contact.ts';
import { accessKinds, actingBases, articleAudiences, articleKinds, avoidableCodes, interpretingKinds, linkKinds, markerCategories, needKinds, organisationKinds, channels, contactOutcomes, contactReasons, deathSources, keptFields, posts, promiseKinds, promiseOutcomes, questionResults, serviceCategories, ticketChannels, ticketNotes, verificationMethods } from '#domain/vocabulary.ts';
import type {
  AccessId, ApprovalCodeId, ArticleId, ArticleVoteId, AuthorisationId, AuthorityToActId, CaseId, ContactId, CouncillorId, DeathNoticeId, DecisionId, DeputyId, DuplicateId, EntitlementId, EscalationId, MergeId, InterpretingId, LinkId, MarkerId, NeedId, PaymentId, PromiseId, PropertyId, ResidentId, ServiceId, SiteId, StaffId, SubDelegationId, TaskId, TicketId, TransferId, VerificationId, Id,
} from '#domain/ids.ts';

const id = <T extends Id<string>>() => z.string().min(1).max(100) as unknown as z.ZodType<T, string>;
/** Of a pair: both their ids in one. */
const longId = <T extends Id<string>>() => z.string().min(1).max(201) as unknown as z.ZodType<T, string>;
const instant = z.int().min(0);
const longText = z.string().max(LONGEST_NOTE);
const code = z.string().min(1).max(100);
const evidence = z.array(z.object({ kind: code, detail: longText })).max(20);
const date = z.iso.date();
const amount = z.int().min(0).max(100_000_000);

/** What may be asked of a clause; amounts are in its measure (pence, times, days). */
const request = {
  reference: z.string().min(4).max(40),
  clauseId: code,
  residentId: id<ResidentId>(),
  contactId: id<ContactId>().nullable(),
  amount,
  item: z.string().max(100).nullable(),
  reasonCode: z.string().max(100),
  reasons: longText,
  evidence,
  details: z.record(z.string().max(100), z.string().max(2000)),
  verifiedLevel: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  interest: longText,
  confirmed: z.array(z.string().max(100)).max(20),
  alternativesRejected: longText,
};

const name = z.string().max(200);
const changes = z.object({
  preferredName: name.optional(), givenName: name.optional(), familyName: name.optional(), dateOfBirth: date.nullable().optional(), propertyId: id<PropertyId>().nullable().optional(),
  correspondence: z.object({ propertyId: id<PropertyId>().nullable(), words: z.string().max(500) }).nullable().optional(), organisationKind: z.enum(organisationKinds).nullable().optional(),
  contactPoints: z.array(z.object({
    kind: z.enum(['phone', 'email']), value: z.string().min(1).max(200), verifiedAt: instant.nullable(), safeToVoicemail: z.boolean(), safeToText: z.boolean(),
  })).max(20).optional(),
  language: z.string().min(1).max(40).optional(), confidential: z.boolean().optional(), restricted: z.boolean().optional(),
}) as unknown as z.ZodType<Changes, Changes>;

export const commandSchemas = {
  'log-contact': z.object({
    contactId: id<ContactId>(), residentId: id<ResidentId>().nullable(), propertyId: id<PropertyId>().nullable(),
    anonymous: z.boolean(), caseId: id<CaseId>().nullable(), serviceId: id<ServiceId>().nullable(),
    channel: z.enum(channels), reason: z.enum(contactReasons), outcome: z.enum(contactOutcomes),
    avoidable: z.enum(avoidableCodes).nullable(),
    furtherMatters: z.array(z.object({
      reason: z.enum(contactReasons), outcome: z.enum(contactOutcomes), avoidable: z.enum(avoidableCodes).nullable(), serviceId: id<ServiceId>().nullable(), caseId: id<CaseId>().nullable(),
    })).max(MOST_FURTHER_MATTERS),
    enquiry: z.object({ councillorId: id<CouncillorId>(), residentAsked: z.boolean() }).nullable(),
    next: z.object({ staffId: id<StaffId>().nullable(), serviceId: id<ServiceId>().nullable(), words: longText, promisedFor: instant.nullable() }).nullable(),
    ticketIds: z.array(id<TicketId>()).max(20).optional(),
    // The rule refuses a long note with a sentence; the schema only keeps out what no hand typed.
    note: z.string().max(LONGEST_NOTE * 10),
    startedAt: instant, endedAt: instant.nullable(),
  }),
  'make-decision': z.object({ decisionId: id<DecisionId>(), ...request }),
  'request-approval': z.object({ escalationId: id<EscalationId>(), ...request, exceptional: z.boolean() }),
  'answer-escalation': z.object({
    escalationId: id<EscalationId>(), answer: z.enum(['approve', 'decline', 'refer']),
    amount: amount.nullable(), reasons: longText,
  }),
  'discuss-escalation': z.object({
    escalationId: id<EscalationId>(), entryId: z.string().min(1).max(100), kind: z.enum(['looking', 'question', 'reply']), words: longText,
  }),
  'pass-on': z.object({ taskId: id<TaskId>(), ...request }),
  'end-entitlement': z.object({ entitlementId: id<EntitlementId>(), reasons: longText }),
  'grant-authorisation': z.object({ authorisationId: id<AuthorisationId>(), staffId: id<StaffId>(), code, trainedOn: date }),
  'withdraw-authorisation': z.object({ authorisationId: id<AuthorisationId>() }),
  'sign-sub-delegation': z.object({
    subDelegationId: id<SubDelegationId>(), reference: z.string().min(4).max(40), clauseId: code, toPost: z.enum(posts), perDecision: amount,
    offline: amount.nullable(), validFrom: instant, validTo: instant,
  }),
  'end-sub-delegation': z.object({ subDelegationId: id<SubDelegationId>() }),
  'set-deputy': z.object({ deputyRecordId: id<DeputyId>(), staffId: id<StaffId>(), deputyId: id<StaffId>(), fromDate: date, toDate: date }),
  'end-deputy': z.object({ deputyRecordId: id<DeputyId>() }),
  'issue-approval-codes': z.object({
    codes: z.array(z.object({ codeId: id<ApprovalCodeId>(), label: z.string().length(1), salt: z.string().length(32), hash: z.string().length(64) })).min(1).max(20),
  }),
  'give-approval-code': z.object({ codeId: id<ApprovalCodeId>(), secret: code, reference: z.string().min(4).max(40), clauseId: code, amount, reasons: longText }),
  'approve-by-code': z.object({ escalationId: id<EscalationId>(), codeId: id<ApprovalCodeId>(), secret: code, amount }),
  'verify-identity': z.object({
    verificationId: id<VerificationId>(), residentId: id<ResidentId>(), contactId: id<ContactId>().nullable(),
    asked: z.array(z.object({ code: z.string().min(1).max(200), kind: z.enum(['basics', 'fact', 'account']), result: z.enum(questionResults) })).max(30),
    method: z.enum(verificationMethods), coercion: z.boolean(),
  }),
  'record-resident': z.object({
    residentId: id<ResidentId>(), kind: z.enum(['person', 'organisation']), organisationKind: z.enum(organisationKinds).nullable(), preferredName: name, givenName: name, familyName: name, dateOfBirth: date.nullable(),
    propertyId: id<PropertyId>().nullable(), contactPoints: z.array(z.object({ kind: z.enum(['phone', 'email']), value: z.string().min(1).max(200) })).max(20),
    language: z.string().min(1).max(40), confidential: z.boolean(),
  }),
  'change-resident': z.object({ changeId: code, residentId: id<ResidentId>(), before: changes, after: changes, reason: z.string().max(500) }),
  'record-authority': z.object({
    authorityId: id<AuthorityToActId>(), residentId: id<ResidentId>(), contactId: id<ContactId>().nullable(), name, relation: name, basis: z.enum(actingBases),
    scope: z.string().max(2000), evidence: z.string().max(2000), expiresOn: date.nullable(),
  }),
  'revoke-authority': z.object({ authorityId: id<AuthorityToActId>(), reasons: longText }),
  'note-death': z.object({ noticeId: id<DeathNoticeId>(), residentId: id<ResidentId>(), diedOn: date, source: z.enum(deathSources), words: longText }),
  'withdraw-death': z.object({ noticeId: id<DeathNoticeId>(), reasons: longText }),
  'open-record': z.object({ accessId: id<AccessId>(), residentId: id<ResidentId>(), kind: z.enum(accessKinds), reason: longText }),
  'answer-duplicate': z.object({ duplicateId: longId<DuplicateId>(), answer: z.enum(['not-the-same', 'later']), reasons: longText }),
  'propose-merge': z.object({
    mergeId: id<MergeId>(), duplicateId: longId<DuplicateId>().nullable(), residentId: id<ResidentId>(), otherId: id<ResidentId>(),
    keep: z.partialRecord(z.enum(keptFields), z.enum(['survivor', 'other'])), reasons: longText,
  }),
  'answer-merge': z.object({ mergeId: id<MergeId>(), answer: z.enum(['approve', 'decline']), reasons: longText }),
  'part-residents': z.object({ mergeId: id<MergeId>(), reasons: longText }),
  'make-promise': z.object({
    promiseId: id<PromiseId>(), residentId: id<ResidentId>(), contactId: id<ContactId>().nullable(), caseId: id<CaseId>().nullable(), kind: z.enum(promiseKinds), words: longText,
    dueAt: instant, phone: z.string().max(100).nullable(), callerPhone: z.string().max(100).nullable(), ownerId: id<StaffId>(),
  }),
  'place-marker': z.object({
    markerId: id<MarkerId>(), residentId: id<ResidentId>().nullable(), propertyId: id<PropertyId>().nullable(), category: z.enum(markerCategories), incidentOn: date,
    narrative: longText, control: z.string().max(2000), toldOn: date.nullable(), reviewBy: date,
  }),
  'answer-marker': z.object({ markerId: id<MarkerId>(), answer: z.enum(['approve', 'decline']), toldOn: date.nullable(), words: longText }),
  'review-marker': z.object({ markerId: id<MarkerId>(), reviewedBy: date, keep: z.boolean(), control: z.string().max(2000), reviewBy: date, words: longText }),
  'record-need': z.object({ needId: id<NeedId>(), residentId: id<ResidentId>(), kind: z.enum(needKinds), action: z.string().max(500), reviewBy: date.nullable() }),
  'change-need': z.object({
    needId: id<NeedId>(), before: z.object({ action: z.string().max(500), reviewBy: date.nullable() }), after: z.object({ action: z.string().max(500), reviewBy: date.nullable() }),
  }),
  'end-need': z.object({ needId: id<NeedId>(), reasons: longText }),
  'book-need': z.object({ bookingId: code, needId: id<NeedId>(), on: date, time: z.string().max(5), place: z.string().max(300), serviceId: id<ServiceId>() }),
  'confirm-booking': z.object({ bookingId: code, needId: id<NeedId>(), reference: z.string().max(100) }),
  'cancel-booking': z.object({ bookingId: code, needId: id<NeedId>() }),
  'note-interpreter': z.object({
    interpretingId: id<InterpretingId>(), residentId: id<ResidentId>(), contactId: id<ContactId>(), kind: z.enum(interpretingKinds), reference: z.string().max(100), language: z.string().max(40),
  }),
  'record-link': z.object({ linkId: id<LinkId>(), fromId: id<ResidentId>(), toId: id<ResidentId>(), kind: z.enum(linkKinds), words: z.string().max(300) }),
  'end-link': z.object({ linkId: id<LinkId>(), reasons: longText }),
  'move-resident': z.object({
    moveId: code, residentId: id<ResidentId>(), fromPropertyId: id<PropertyId>().nullable(), toPropertyId: id<PropertyId>().nullable(), movedOn: date,
    along: z.array(id<ResidentId>()).max(50), reason: z.string().max(500),
  }),
  'release-balance': z.object({ paymentId: id<PaymentId>(), authorityId: id<AuthorityToActId>() }),
  'note-promise': z.object({ promiseId: id<PromiseId>(), at: instant, outcome: z.enum(promiseOutcomes), words: longText, dueAt: instant.nullable() }),
  'write-article': z.object({
    articleId: id<ArticleId>(), articleKey: code, kind: z.enum(articleKinds), title: z.string().max(LONGEST_TITLE * 10), body: z.string().max(LONGEST_BODY * 10), audience: z.enum(articleAudiences),
    serviceIds: z.array(id<ServiceId>()).max(60), reasons: z.array(z.enum(contactReasons)).max(contactReasons.length), reviewBy: date, basedOn: z.int().min(0), writtenOver: instant.nullable(), savedAt: instant,
  }),
  'publish-article': z.object({ articleId: id<ArticleId>(), writtenAt: instant }),
  'retire-article': z.object({ articleId: id<ArticleId>(), reasons: longText }),
  'vote-on-article': z.object({
    voteId: id<ArticleVoteId>(), articleId: id<ArticleId>(), wasRight: z.boolean(), words: longText, reason: z.enum(contactReasons).nullable(), serviceId: id<ServiceId>().nullable(),
  }),
  'settle-article-vote': z.object({ voteId: id<ArticleVoteId>(), answer: longText }),
  'take-ticket': z.object({
    ticketId: id<TicketId>(), number: z.string().min(1).max(20), siteId: id<SiteId>(), channel: z.enum(ticketChannels), residentId: id<ResidentId>().nullable(), calledName: name,
    reason: z.enum(contactReasons).nullable(), serviceId: id<ServiceId>().nullable(), needs: z.array(z.enum(needKinds)).max(needKinds.length), vulnerable: z.boolean(),
    dueAt: instant.nullable(), note: z.string().max(2000),
  }),
  'call-ticket': z.object({ ticketId: id<TicketId>(), at: instant, desk: z.string().max(40), contactId: id<ContactId>().nullable() }),
  'note-ticket': z.object({ ticketId: id<TicketId>(), at: instant, what: z.enum(ticketNotes), contactId: id<ContactId>().nullable(), words: z.string().max(2000) }),
  'send-ticket': z.object({ ticketId: id<TicketId>(), at: instant, siteId: id<SiteId>(), teamId: code.nullable(), words: z.string().max(2000) }),
  'send-transfer': z.object({
    transferId: id<TransferId>(), contactId: id<ContactId>(), residentId: id<ResidentId>().nullable(), propertyId: id<PropertyId>().nullable(), caseId: id<CaseId>().nullable(),
    serviceId: id<ServiceId>().nullable(), toStaffId: id<StaffId>().nullable(), toTeamId: code.nullable(), toCategory: z.enum(serviceCategories).nullable(), calledName: name,
    words: z.string().max(2000),
    handedOver: z.object({ channel: z.enum(channels), reason: z.enum(contactReasons).nullable(), avoidable: z.enum(avoidableCodes).nullable(), note: z.string().max(LONGEST_NOTE * 10), further: z.array(z.object({
      reason: z.enum(contactReasons).nullable(), outcome: z.enum(contactOutcomes).nullable(), avoidable: z.enum(avoidableCodes).nullable(), serviceId: id<ServiceId>().nullable(), caseId: id<CaseId>().nullable(),
    })).max(20), councillorId: id<CouncillorId>().nullable(), residentAsked: z.boolean() }),
    verifiedLevel: request.verifiedLevel, actingName: name, startedAt: instant,
  }),
  'answer-transfer': z.object({ transferId: id<TransferId>(), answer: z.enum(['accept', 'decline', 'take-back']), words: z.string().max(2000), nextContactId: id<ContactId>().nullable() }),
  'answer-enquiry': z.object({ contactId: id<ContactId>(), part: z.enum(['acknowledge', 'answer']), on: date, words: longText }),
} satisfies { [N in CommandName]: z.ZodType<CommandArgs<N>> };
