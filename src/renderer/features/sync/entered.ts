/** What was entered in work that came back refused, field by field, so that nothing of it has to be remembered. */
import type { AttentionItem } from '#contract/views/sync.ts';
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { ClauseRequest } from '#domain/delegation/make-decision.ts';
import { detailsText } from '#domain/delegation/outcome.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { changeableFields, type ChangeableField, type Changes } from '#domain/residents/change-resident.ts';
import { fullName } from '#domain/residents/names.ts';
import type { Clause } from '#domain/delegation/scheme.ts';

/** `text` as it is; `word` a key of the vocabulary or of this feature. */
export type EnteredValue = { text: string } | { word: string };
export interface Entered {
  field: Exclude<ChangeableField, 'propertyId'> | 'name' | 'action' | 'amount' | 'answer' | 'channel' | 'clause' | 'date' | 'evidence' | 'item' | 'note' | 'outcome' | 'reason' | 'reasons' | 'reference';
  value: EnteredValue;
}

/** The engine kept the arguments as they were given, so the name says their shape. */
export function enteredIn({ name, args }: Pick<AttentionItem, 'name' | 'args'>, clauses: readonly Clause[]): Entered[] {
  const entered = readers[name](args as never, clauses);
  return entered.filter(({ value }) => !('text' in value) || value.text !== '');
}

type Reader<N extends CommandName> = (args: CommandArgs<N>, clauses: readonly Clause[]) => Entered[];
const answers = { approve: 'answer-approve', decline: 'answer-decline', refer: 'answer-refer' } as const;
const text = (value: string): EnteredValue => ({ text: value });

const readers: { [N in CommandName]: Reader<N> } = {
  'log-contact': (args) => [
    { field: 'channel', value: { word: `vocabulary:channel.${args.channel}` } },
    { field: 'reason', value: { word: `vocabulary:reason.${args.reason}` } },
    { field: 'outcome', value: { word: `vocabulary:outcome.${args.outcome}` } },
    { field: 'note', value: text([args.note, args.next?.words ?? ''].filter((part) => part !== '').join('\n')) },
  ],
  'make-decision': (args, clauses) => requested(args, clauses),
  'request-approval': (args, clauses) => requested(args, clauses),
  'pass-on': (args, clauses) => requested(args, clauses),
  'answer-escalation': (args) => [
    { field: 'answer', value: { word: answers[args.answer] } },
    { field: 'reasons', value: text(args.reasons) },
  ],
  'discuss-escalation': (args) => [{ field: 'note', value: text(args.words) }],
  'end-entitlement': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'grant-authorisation': (args) => [{ field: 'item', value: text(args.code) }, { field: 'date', value: text(args.trainedOn) }],
  'withdraw-authorisation': () => [],
  'sign-sub-delegation': (args, clauses) => {
    const clause = clauses.find((one) => one.id === args.clauseId);
    return [
      { field: 'reference', value: text(args.reference) }, { field: 'clause', value: text(clause?.title ?? args.clauseId) },
      { field: 'amount', value: text(clause === undefined ? String(args.perDecision) : amountText(args.perDecision, clause.measure)) },
    ];
  },
  'end-sub-delegation': () => [],
  'set-deputy': (args) => [{ field: 'date', value: text(`${args.fromDate} – ${args.toDate}`) }],
  'end-deputy': () => [],
  'issue-approval-codes': () => [],
  'give-approval-code': (args, clauses) => {
    const clause = clauses.find((one) => one.id === args.clauseId);
    return [
      { field: 'reference', value: text(args.reference) }, { field: 'clause', value: text(clause?.title ?? args.clauseId) },
      { field: 'amount', value: text(clause === undefined ? String(args.amount) : amountText(args.amount, clause.measure)) }, { field: 'reasons', value: text(args.reasons) },
    ];
  },
  'approve-by-code': () => [],
  'verify-identity': () => [],
  'record-resident': (args) => [{ field: 'name', value: text(fullName(args)) }, { field: 'date', value: text(args.dateOfBirth ?? '') }],
  'change-resident': (args) => changed(args.after),
  'record-authority': (args) => [{ field: 'name', value: text(args.name) }, { field: 'note', value: text(args.scope) }, { field: 'evidence', value: text(args.evidence) }],
  'revoke-authority': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'note-death': (args) => [{ field: 'date', value: text(args.diedOn) }, { field: 'note', value: text(args.words) }],
  'withdraw-death': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'open-record': (args) => [{ field: 'reasons', value: text(args.reason) }],
  'answer-duplicate': (args) => [{ field: 'answer', value: { word: args.answer === 'later' ? 'answer-later' : 'answer-not-the-same' } }, { field: 'reasons', value: text(args.reasons) }],
  'propose-merge': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'answer-merge': (args) => [{ field: 'answer', value: { word: answers[args.answer] } }, { field: 'reasons', value: text(args.reasons) }],
  'part-residents': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'make-promise': (args) => [{ field: 'note', value: text(args.words) }],
  'note-promise': (args) => [{ field: 'outcome', value: { word: `vocabulary:promise-outcome.${args.outcome}` } }, { field: 'note', value: text(args.words) }],
  'place-marker': (args) => [
    { field: 'item', value: { word: `vocabulary:marker.${args.category}` } }, { field: 'date', value: text(args.incidentOn) }, { field: 'note', value: text(args.narrative) },
    { field: 'action', value: text(args.control) },
  ],
  'answer-marker': (args) => [{ field: 'answer', value: { word: answers[args.answer] } }, { field: 'reasons', value: text(args.words) }],
  'review-marker': (args) => [{ field: 'action', value: text(args.control) }, { field: 'date', value: text(args.keep ? args.reviewBy : '') }, { field: 'reasons', value: text(args.words) }],
  'record-need': (args) => [{ field: 'item', value: { word: `vocabulary:need.${args.kind}` } }, { field: 'action', value: text(args.action) }],
  'change-need': ({ after }) => [{ field: 'action', value: text(after.action) }, { field: 'date', value: text(after.reviewBy ?? '') }],
  'end-need': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'book-need': (args) => [{ field: 'date', value: text(`${args.on}, ${args.time}`) }, { field: 'note', value: text(args.place) }],
  'confirm-booking': (args) => [{ field: 'reference', value: text(args.reference) }],
  'cancel-booking': () => [],
  'note-interpreter': (args) => [{ field: 'item', value: { word: `vocabulary:interpreting.${args.kind}` } }, { field: 'reference', value: text(args.reference) }],
  'record-link': (args) => [{ field: 'item', value: { word: `vocabulary:link.${args.kind}` } }, { field: 'note', value: text(args.words) }],
  'end-link': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'move-resident': (args) => [{ field: 'date', value: text(args.movedOn) }, { field: 'reasons', value: text(args.reason) }],
  'release-balance': () => [],
  'write-article': (args) => [{ field: 'name', value: text(args.title) }, { field: 'note', value: text(args.body) }],
  'publish-article': () => [],
  'retire-article': (args) => [{ field: 'reasons', value: text(args.reasons) }],
  'vote-on-article': (args) => [{ field: 'note', value: text(args.words) }],
  'settle-article-vote': (args) => [{ field: 'note', value: text(args.answer) }],
  'take-ticket': (args) => [{ field: 'reference', value: text(args.number) }, { field: 'name', value: text(args.calledName) }, { field: 'note', value: text(args.note) }],
  'call-ticket': () => [],
  'note-ticket': (args) => [{ field: 'outcome', value: { word: `vocabulary:ticket-note.${args.what}` } }, { field: 'note', value: text(args.words) }],
  'send-ticket': (args) => [{ field: 'note', value: text(args.words) }],
  'send-transfer': (args) => [{ field: 'name', value: text(args.calledName) }, { field: 'note', value: text(args.handedOver.note) }, { field: 'reasons', value: text(args.words) }],
  'answer-transfer': (args) => [{ field: 'note', value: text(args.words) }],
  'answer-enquiry': (args) => [{ field: 'date', value: text(args.on) }, { field: 'note', value: text(args.words) }],
};

/** What was to become of each field. An address is told by what stands beside it, then and now. */
function changed(after: Changes): Entered[] {
  return changeableFields.flatMap((field): Entered[] => {
    const value = after[field];
    if (value === undefined || field === 'propertyId') return [];
    if (typeof value === 'boolean') return [{ field, value: { word: value ? 'entered-yes' : 'entered-no' } }];
    if (field === 'organisationKind' && value !== null) return [{ field, value: { word: `vocabulary:organisation.${value as string}` } }];
    if (Array.isArray(value)) return [{ field, value: text(value.map((point) => point.value).join(', ')) }];
    return [{ field, value: text(typeof value === 'string' ? value : value?.words ?? '') }];
  });
}

function requested(args: ClauseRequest, clauses: readonly Clause[]): Entered[] {
  const clause = clauses.find((one) => one.id === args.clauseId);
  return [
    { field: 'reference', value: text(args.reference) },
    { field: 'clause', value: text(clause?.title ?? args.clauseId) },
    { field: 'amount', value: text(clause === undefined ? String(args.amount) : amountText(args.amount, clause.measure)) },
    { field: 'item', value: text(clause?.items.find((one) => one.code === args.item)?.words ?? args.item ?? '') },
    { field: 'reason', value: text(clause?.reasons.find((one) => one.code === args.reasonCode)?.words ?? args.reasonCode) },
    { field: 'reasons', value: text(args.reasons) },
    { field: 'evidence', value: text(args.evidence.map(({ detail }) => detail).join('; ')) },
    { field: 'note', value: text(clause === undefined ? '' : detailsText(clause, args.details)) },
  ];
}
