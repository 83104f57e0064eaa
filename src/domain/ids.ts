/** Branded ids: a resident's id can't be passed where a case's is wanted. All are text; new ones are UUIDv7. */
declare const brand: unique symbol;
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type CouncilId = Id<'council'>;
export type SiteId = Id<'site'>;
export type StaffId = Id<'staff'>;
export type ServiceId = Id<'service'>;
export type SchemeId = Id<'scheme'>;
export type PauseId = Id<'pause'>;
export type HolidayId = Id<'holiday'>;
/** A Unique Property Reference Number where one is known; always a string, never a number. */
export type PropertyId = Id<'property'>;
export type HouseholdId = Id<'household'>;
export type ResidentId = Id<'resident'>;
export type VerificationId = Id<'verification'>;
export type DeathNoticeId = Id<'death-notice'>;
export type AuthorityToActId = Id<'authority-to-act'>;
export type DuplicateId = Id<'duplicate'>;
export type MergeId = Id<'merge'>;
export type AccessId = Id<'access'>;
export type PromiseId = Id<'promise'>;
export type CouncillorId = Id<'councillor'>;
export type ArticleId = Id<'article'>;
export type ArticleVoteId = Id<'article-vote'>;
export type TicketId = Id<'ticket'>;
export type TransferId = Id<'transfer'>;
export type NeedId = Id<'need'>;
export type MarkerId = Id<'marker'>;
export type InterpretingId = Id<'interpreting'>;
export type LinkId = Id<'link'>;
export type LifeChangeId = Id<'life-change'>;
export type CaseId = Id<'case'>;
export type ContactId = Id<'contact'>;
export type DecisionId = Id<'decision'>;
export type AuthorityUseId = Id<'authority-use'>;
export type AuthorisationId = Id<'authorisation'>;
export type SubDelegationId = Id<'sub-delegation'>;
export type ApprovalCodeId = Id<'approval-code'>;
export type DeputyId = Id<'deputy'>;
export type EntitlementId = Id<'entitlement'>;
export type EscalationId = Id<'escalation'>;
export type PaymentId = Id<'payment'>;
export type TaskId = Id<'task'>;
export type MessageId = Id<'message'>;
export type CommandId = Id<'command'>;
export type DeviceId = Id<'device'>;

/** Marks a text that came from a trusted place (a store, a schema) as an id. */
export const asId = <T extends Id<string>>(text: string): T => text as T;

/**
 * The id of a row that follows from another (a decision's payment). Desk and centre run the same rule over the
 * same command and must arrive at the same id, so it is derived and never drawn.
 */
export const derivedId = <T extends Id<string>>(from: string, part: string): T => `${from}.${part}` as T;
