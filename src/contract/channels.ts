/**
 * Every call from the screen, in one typed map: the arguments' schema, the answer's type, and who answers. Main checks
 * the sender and the arguments, then answers itself or passes the call to the engine. Who is asking is never an
 * argument: the session knows.
 */
import { z } from 'zod';
import { isCommandName } from '#domain/commands/names.ts';
import type { Evaluation } from '#domain/delegation/evaluate.ts';
import { channels as contactChannels } from '#domain/vocabulary.ts';
import { diagnosticsSchema, type Diagnostics } from './diagnostics.ts';
import type { Failure, Outcome } from './failures.ts';
import type { Reconciliation } from './restore.ts';
import type { ConsideredScheme, Hello } from './wire.ts';
import { liveQuerySchemas } from './views.ts';
import type { LiveEvent, LiveQueryName } from './views.ts';
import type { TriedDraft, UseOfAuthorityView } from './views/governance.ts';
import type { ArticleHit } from './views/knowledge.ts';
import { searchSchema, type SearchAnswer } from './views/search.ts';
import { subjectRefSchema } from './views/subject-ref.ts';
import type { DeskHoldings } from './views/sync.ts';
import type { CaseView, TimelineEntry } from './views/timeline.ts';
import type { CodeApprover, CodesAtHand } from './views/worklist.ts';

export interface SignedInPerson {
  staffId: string;
  name: string;
  post: string;
  role: string;
  siteId: string;
  siteName: string;
  councilName: string;
}

/** Something that stands between a person and their work, with its own screen and its own ways out. */
export interface Problem {
  kind: 'keychain-missing' | 'cache-damaged' | 'cache-newer' | 'outbox-damaged' | 'outbox-newer' | 'engine-stopped' | 'too-old' | 'too-new'
    | 'lease-over' | 'wiped';
  username: string | null;
  /** How much unsent work is safe on this desk; null where it can't be counted without the passphrase. */
  unsent: number | null;
  /** Where a damaged file was put aside, by name. */
  keptAs: string | null;
  /** When the desk was last in touch, where that is what stands in the way. */
  since?: number;
}

/** Somebody whose desk is kept on this computer, and how much of their work the centre does not have, where there is any. */
export interface KnownPerson { username: string; name: string; unsent?: number }

export type SessionState =
  | { phase: 'starting' }
  /** `hello` is null where no centre answers, or it is still being asked; people who used this desk before may sign in without it. */
  | { phase: 'sign-in'; hello: Hello | null; asking: boolean; knownPeople: KnownPerson[]; failure: Failure | null; lockedPerson: string | null }
  | { phase: 'opening'; name: string }
  | { phase: 'open'; person: SignedInPerson }
  | { phase: 'problem'; problem: Problem };

const none = z.undefined();
const define = <A extends z.ZodType>(answeredBy: 'main' | 'engine', args: A) => ({ answeredBy, args });
/** Read by the engine, which says what in a draft can’t be: half of one may stand on the screen. */
const draftOfScheme = z.unknown();
const draftKey = z.string().min(1).max(200);

export const channels = {
  'session.state': define('main', none),
  'session.sign-in': define('main', z.object({ username: z.string().min(1).max(100), passphrase: z.string().min(1).max(500) })),
  /** Who else has a desk on this computer, and from one desk to another's with no sign-in screen between. */
  'session.people': define('main', none),
  'session.switch': define('main', z.object({ username: z.string().min(1).max(100), passphrase: z.string().min(1).max(500) })),
  /** The answer to `leaving`: what was typed is with the engine. */
  'session.flushed': define('main', none),
  /** Closes the cache and forgets the key; drafts and unsent work stay sealed on the desk. */
  'session.sign-out': define('main', none),
  'session.lock': define('main', none),
  /**
   * The way out of a problem. `recover-key`: sign in with the centre, which opens the sealed key again.
   * `rebuild-cache`: fetch the copy anew; unsent work stays. `set-outbox-aside`: keep a damaged file under another
   * name and begin a new one. `without-centre`: open the desk here, with a centre that turns this version away.
   * `back`: to the sign-in screen. `restart-engine`.
   */
  'session.resolve': define('main', z.object({
    way: z.enum(['recover-key', 'without-centre', 'rebuild-cache', 'set-outbox-aside', 'restart-engine', 'back']),
    passphrase: z.string().max(500).optional(),
  })),
  'search.find': define('engine', searchSchema),
  'knowledge.find': define('engine', z.object({ text: z.string().max(200), limit: z.int().min(1).max(50) })),
  'timeline.page': define('engine', z.object({ subject: subjectRefSchema, before: z.int(), beforeKey: z.string(), limit: z.int().min(1).max(500) })),
  'case.view': define('engine', z.object({ caseId: z.string() })),
  'authority.evaluate': define('engine', z.object({
    clauseId: z.string(), residentId: z.string(), amount: z.int().min(0).max(100_000_000).nullable(), item: z.string().nullable(),
    /** Answers to the clause’s form, where all of it can be read. */
    details: z.record(z.string().max(100), z.string().max(2000)).nullable(), interest: z.string().max(5000),
  })),
  /** Holds a draft of the scheme against the decisions of one of the last days; 0 is the oldest. */
  'scheme.try': define('engine', z.object({ scheme: draftOfScheme, days: z.int().min(1).max(366), day: z.int().min(0).max(365) })),
  /** What stands in a draft’s way, and what it changes; for governance, and only while connected. */
  'scheme.consider': define('engine', z.object({ scheme: draftOfScheme })),
  /** Signs a draft with this desk’s key and brings it into force at the centre. */
  'scheme.publish': define('engine', z.object({ scheme: draftOfScheme })),
  /** An approver’s codes to read out while the centre can’t be reached: made where any are missing, and counted. */
  'approval-codes.ready': define('engine', none),
  'approval-codes.read-out': define('engine', z.object({
    reference: z.string().trim().min(4).max(40), clauseId: z.string().max(100), amount: z.int().min(0).max(100_000_000), reasons: z.string().max(20_000),
  })),
  /** Whom to ring about a request. */
  'approval-codes.approvers': define('engine', z.object({ escalationId: z.string() })),
  /** A code as it was heard, for a request of this person’s own. */
  'approval-codes.use': define('engine', z.object({
    escalationId: z.string(), staffId: z.string(), code: z.string().max(100), amount: z.int().min(0).max(100_000_000),
  })),
  'authority.use': define('engine', z.object({ days: z.int().min(1).max(366) })),
  /** Gives a command. The engine checks `args` against the command's own schema. */
  'command.give': define('engine', z.object({ name: z.string().refine(isCommandName, 'no such command'), args: z.unknown() })),
  'draft.save': define('engine', z.object({ key: draftKey, value: z.string().max(500_000) })),
  'draft.load': define('engine', z.object({ key: draftKey })),
  'draft.list': define('engine', z.object({ prefix: z.string().max(200) })),
  'draft.discard': define('engine', z.object({ key: draftKey })),
  /** Sends refused work again as it was, under a new sequence number. */
  'attention.resubmit': define('engine', z.object({ commandId: z.string() })),
  /** Sends a corrected command in place of refused work, and says which it replaces. A decision may become a request. */
  'attention.correct': define('engine', z.object({
    commandId: z.string(), name: z.string().refine(isCommandName, 'no such command'), args: z.unknown(),
  })),
  /** Puts refused work away; what it was and why is kept in the desk's own record. */
  'attention.discard': define('engine', z.object({ commandId: z.string(), reason: z.string().min(1).max(2000) })),
  /** The person has read what happened when the centre was restored. */
  'restore.seen': define('engine', none),
  /** What came of a restore over all desks; for team leaders and governance, and only while connected. */
  'restore.report': define('engine', none),
  'sync.now': define('engine', none),
  /** Which record is on the screen, and on which channel this person is speaking about it; null where none is open. */
  'presence.here': define('engine', z.object({ subject: subjectRefSchema.nullable(), channel: z.enum(contactChannels).nullable() })),
  /** Who has a desk open now; null where the centre can’t be asked. */
  'presence.desks': define('engine', none),
  /** Counts what this desk holds, a little at a time. */
  'desk.holdings': define('engine', none),
  'diagnostics.make': define('engine', none),
  /** What was shown is what is sent or saved: the screen hands it back, and it must be nothing but that. */
  'diagnostics.send': define('engine', z.object({ bundle: diagnosticsSchema })),
  /** Asks where, with the system's own dialog. */
  'diagnostics.save': define('main', z.object({ bundle: diagnosticsSchema })),
  'live.subscribe': define('engine', z.object({ query: z.enum(Object.keys(liveQuerySchemas) as [LiveQueryName, ...LiveQueryName[]]), args: z.unknown() })),
  'live.unsubscribe': define('engine', z.object({ subscription: z.int() })),
  /** After a gap in revisions: the next event of the subscription is a snapshot. */
  'live.resend': define('engine', z.object({ subscription: z.int() })),
} as const;

export type ChannelName = keyof typeof channels;
export type ChannelArgs<C extends ChannelName> = z.input<(typeof channels)[C]['args']>;

export interface ChannelAnswers {
  'session.state': SessionState;
  'session.sign-in': null;
  'session.people': { here: string; people: KnownPerson[] };
  'session.switch': null;
  'session.flushed': null;
  'session.sign-out': null;
  'session.lock': null;
  'session.resolve': null;
  'approval-codes.ready': CodesAtHand;
  'approval-codes.read-out': { code: string };
  'approval-codes.approvers': CodeApprover[];
  'approval-codes.use': { commandId: string };
  'search.find': SearchAnswer;
  'knowledge.find': { hits: ArticleHit[] };
  'timeline.page': { entries: TimelineEntry[]; more: boolean };
  'case.view': CaseView;
  'authority.evaluate': Evaluation;
  'scheme.try': TriedDraft;
  'scheme.consider': ConsideredScheme;
  'scheme.publish': ConsideredScheme;
  'authority.use': UseOfAuthorityView;
  'command.give': { commandId: string };
  'draft.save': null;
  'draft.load': { value: string | null };
  'draft.list': { drafts: { key: string; savedAt: number }[] };
  'draft.discard': null;
  'attention.resubmit': { commandId: string };
  'attention.correct': { commandId: string };
  'attention.discard': null;
  'restore.seen': null;
  'restore.report': Reconciliation;
  'sync.now': null;
  'presence.here': null;
  'presence.desks': { atDesk: string[] | null };
  'desk.holdings': DeskHoldings;
  'diagnostics.make': { bundle: Diagnostics };
  /** The number under which the centre keeps it. */
  'diagnostics.send': { number: number };
  'diagnostics.save': { saved: boolean };
  'live.subscribe': { subscription: number };
  'live.unsubscribe': null;
  'live.resend': null;
}

/** Pushed to the screen without being asked. */
export interface PushedEvents {
  session: SessionState;
  live: LiveEvent;
  /** The desk is about to be locked, though nobody asked: whatever was typed is to be handed over now. */
  leaving: null;
}

/** What the preload puts on `window.casefront`: two functions, nothing generic behind them. */
export interface Bridge {
  invoke: <C extends ChannelName>(channel: C, args: ChannelArgs<C>) => Promise<Outcome<ChannelAnswers[C]>>;
  /** Returns the function that stops listening. */
  on: <E extends keyof PushedEvents>(event: E, listener: (payload: PushedEvents[E]) => void) => () => void;
}
