/** Every command's name, for whoever only passes commands on: no rule and no schema comes with it. */
export const commandNames = [
  'log-contact', 'make-decision', 'request-approval', 'answer-escalation', 'discuss-escalation', 'pass-on', 'end-entitlement', 'grant-authorisation',
  'withdraw-authorisation', 'sign-sub-delegation', 'end-sub-delegation', 'set-deputy', 'end-deputy', 'issue-approval-codes', 'give-approval-code',
  'approve-by-code', 'verify-identity', 'record-resident', 'change-resident', 'record-authority', 'revoke-authority', 'note-death', 'withdraw-death',
  'open-record', 'answer-duplicate', 'propose-merge', 'answer-merge', 'part-residents', 'make-promise', 'place-marker', 'answer-marker',
  'review-marker', 'record-need', 'change-need', 'end-need', 'book-need', 'confirm-booking', 'cancel-booking', 'note-interpreter', 'record-link',
  'end-link', 'move-resident', 'release-balance', 'note-promise', 'write-article', 'publish-article', 'retire-article', 'vote-on-article',
  'settle-article-vote', 'take-ticket', 'call-ticket', 'note-ticket', 'send-ticket', 'send-transfer', 'answer-transfer', 'answer-enquiry',
] as const;
export type CommandName = (typeof commandNames)[number];

const known: ReadonlySet<string> = new Set(commandNames);
export const isCommandName = (name: string): name is CommandName => known.has(name);
