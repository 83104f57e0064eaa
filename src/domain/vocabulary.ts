/** The council's words, as closed lists. Order is the order in which a screen offers them. */

export const channels = [
  'phone-in', 'phone-out', 'call-back', 'walk-in', 'appointment', 'visit', 'email', 'web', 'chat', 'letter', 'sms',
  'social', 'councillor', 'partner',
] as const;
export type Channel = (typeof channels)[number];

export const contactReasons = [
  'request', 'report', 'apply', 'pay', 'change', 'progress-chase', 'information', 'dispute', 'complaint', 'compliment',
  'death', 'safeguarding', 'wrong-service',
] as const;
export type ContactReason = (typeof contactReasons)[number];

export const contactOutcomes = [
  'resolved-first-contact', 'resolved-under-delegation', 'refused', 'escalated', 'approved', 'referred', 'logged',
  'signposted', 'verification-failed', 'no-authority', 'left-queue',
] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];

/** Why the contact need not have happened, where that is so. */
export const avoidableCodes = [
  'chasing', 'unclear-communication', 'should-be-online', 'wrong-contact-point', 're-supplying-information',
  'premature-closure',
] as const;
export type AvoidableCode = (typeof avoidableCodes)[number];

/** Posts, not people: authority belongs to a post and whoever holds it. */
export const posts = [
  'customer-service-operative', 'acting-team-leader', 'team-leader', 'library-team-leader', 'service-manager',
  'head-of-service', 'revenues-officer', 'finance-officer', 'governance-officer', 'partner-officer',
] as const;
export type Post = (typeof posts)[number];

/** What a person may do in the app; what they may decide is the scheme's business. */
export const roles = ['operative', 'approver', 'governance', 'partner'] as const;
export type Role = (typeof roles)[number];

export const caseStatuses = ['open', 'in-progress', 'waiting-on-resident', 'closed', 'cancelled'] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const serviceCategories = [
  'waste', 'streets', 'highways', 'environment', 'revenues', 'housing', 'travel', 'corporate', 'children',
] as const;
export type ServiceCategory = (typeof serviceCategories)[number];

/** Services whose records only staff named for the service may see. */
export const restrictedCategories = ['children'] as const satisfies readonly ServiceCategory[];

export const markerCategories = ['violence', 'threats', 'dog', 'health-hazard', 'visit-in-pairs'] as const;
export type MarkerCategory = (typeof markerCategories)[number];

export const needKinds = [
  'bsl-interpreter', 'interpreter', 'large-print', 'easy-read', 'braille', 'hearing-loop', 'step-free', 'more-time',
  'no-phone', 'assisted-digital', 'vulnerable', 'writing-only', 'named-officer',
] as const;
export type NeedKind = (typeof needKinds)[number];

/** What is owed: something promised by a day, a call, or something to do that nobody was promised. */
export const promiseKinds = ['promise', 'call-back', 'follow-up'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** How an attempt to keep it went. The first five are those of a call. */
export const promiseOutcomes = ['complete', 'refused', 'rescheduled', 'voicemail', 'wrong-number', 'no-answer', 'cancelled'] as const;
export type PromiseOutcome = (typeof promiseOutcomes)[number];

/** How somebody came to wait. */
export const ticketChannels = ['walk-in', 'appointment', 'call-back', 'email', 'web', 'letter'] as const satisfies readonly Channel[];
export type TicketChannel = (typeof ticketChannels)[number];

export const ticketStatuses = ['waiting', 'called', 'with', 'finished', 'left', 'no-show'] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

/** What may be noted of somebody who waits or was called. */
export const ticketNotes = ['with', 'finished', 'left', 'no-show', 'put-back'] as const;
export type TicketNote = (typeof ticketNotes)[number];

export const transferStatuses = ['waiting', 'accepted', 'declined', 'taken-back'] as const;
export type TransferStatus = (typeof transferStatuses)[number];

/** On what ground somebody acts for somebody else. */
export const actingBases = ['verbal', 'signed', 'lasting-power', 'enduring-power', 'deputy', 'appointee', 'executor'] as const;
export type ActingBasis = (typeof actingBases)[number];

/** Who told the council that somebody died. */
export const deathSources = ['registrar', 'family', 'executor', 'other'] as const;
export type DeathSource = (typeof deathSources)[number];

/** What a councillor may be told: what their request for the resident needs, or what anybody may know. */
export const memberScopes = ['necessary', 'general'] as const;
export type MemberScope = (typeof memberScopes)[number];

/** What is opened only with a reason. */
export const accessKinds = ['record', 'address'] as const;
export type AccessKind = (typeof accessKinds)[number];

/** What is ticked off while speaking, and what is read. */
export const articleKinds = ['script', 'article'] as const;
export type ArticleKind = (typeof articleKinds)[number];

/** For whom it is written: sorts what is shown and keeps nothing secret. */
export const articleAudiences = ['everyone', 'staff', 'leaders'] as const;
export type ArticleAudience = (typeof articleAudiences)[number];

/** How two records that may be one person's came to notice, and what became of them. */
export const duplicateSources = ['run', 'import', 'creation', 'hand'] as const;
export type DuplicateSource = (typeof duplicateSources)[number];
export const duplicateStatuses = ['open', 'later', 'not-the-same', 'proposed', 'merged', 'faded'] as const;
export type DuplicateStatus = (typeof duplicateStatuses)[number];

/** Fields of which a person has one value, so that where two records of theirs have one each somebody chooses. */
export const keptFields = ['preferredName', 'givenName', 'familyName', 'dateOfBirth', 'propertyId', 'language', 'deceasedOn'] as const;
export type KeptField = (typeof keptFields)[number];
export type Keep = Partial<Record<KeptField, 'survivor' | 'other'>>;

/** How somebody's identity was shown besides questions, and how a question went. */
export const verificationMethods = ['questions', 'photo', 'call-back'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];
export const questionResults = ['right', 'wrong'] as const;
export type QuestionResult = (typeof questionResults)[number];

/** Who put it into another language, or who offered to and was declined: a child never does. */
export const interpretingKinds = ['telephone', 'in-person', 'video', 'child-declined'] as const;
export type InterpretingKind = (typeof interpretingKinds)[number];

/** What one is to the other; read from the first to the second: "parent of". */
export const linkKinds = ['parent', 'partner', 'relative', 'carer', 'landlord', 'appointee', 'works-for', 'member'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What kind of organisation it is; a parish or a group speaks for many. */
export const organisationKinds = ['business', 'charity', 'landlord', 'school', 'parish', 'group'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What changed in somebody’s life. */
export const lifeChangeKinds = ['moved', 'renamed'] as const;
export type LifeChangeKind = (typeof lifeChangeKinds)[number];
