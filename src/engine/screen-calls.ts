/** The screen's calls, each answered by the part of the engine it is about. Arguments have passed their schema. */
import type { ChannelAnswers, ChannelName, channels } from '#contract/channels.ts';
import { liveQuerySchemas } from '#contract/views.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { z } from 'zod';
import { makeBundle, type BundleSources } from './diagnostics/bundle.ts';
import { holdingsOf } from './diagnostics/holdings.ts';
import { codeApprovers, readOutCode, readyCodes, useCode } from './authority/approval-codes.ts';
import { correctWork, discardWork, giveCommand, resubmitWork, type Given } from './commands/give.ts';
import type { OpenDesk } from './open-desk.ts';
import { canonical } from '#contract/decision-record.ts';
import { recordKey, signWith } from './records/desk-records.ts';
import { readDraft, tryDraft, useInLast } from './queries/governance.ts';
import { evaluateAuthority } from './queries/authority.ts';
import { caseView } from './queries/case-view.ts';
import { findArticles } from './queries/knowledge.ts';
import { findSubjects } from './queries/search.ts';
import { timelineOf } from './queries/timeline.ts';

/** Main answers for the session; everything else comes here. */
type EngineChannel = Exclude<ChannelName, `session.${string}` | 'diagnostics.save'>;
type Args<C extends ChannelName> = z.output<(typeof channels)[C]['args']>;
type Answers = { [C in EngineChannel]: (open: OpenDesk, args: Args<C>, sources: BundleSources) => Outcome<ChannelAnswers[C]> | Promise<Outcome<ChannelAnswers[C]>> };

const done = succeed(null);
const noSubscription = (): Outcome<never> => fail('not-found', 'This view is no longer open. Open it again.');

const answers: Answers = {
  'search.find': ({ desk }, { text, limit }) => succeed(findSubjects(desk, text, limit)),
  'knowledge.find': ({ desk }, { text, limit }) => succeed({ hits: findArticles(desk, text, limit) }),
  'timeline.page': ({ desk }, { subject, before, beforeKey, limit }) =>
    succeed(timelineOf(desk, subject, { at: before, key: beforeKey }, limit)),
  'case.view': ({ desk }, { caseId }) => caseView(desk, caseId),
  'authority.evaluate': ({ desk }, asked) => evaluateAuthority(desk, asked),
  'scheme.try': ({ desk }, asked) => tryDraft(desk, asked),
  'scheme.consider': ({ desk }, { scheme }) => {
    const draft = readDraft(scheme);
    return draft.ok ? desk.session.authorised((token) => desk.client.considerScheme(token, draft.value)) : draft;
  },
  'scheme.publish': ({ desk }, { scheme }) => {
    const draft = readDraft(scheme);
    if (!draft.ok) return draft;
    const signed = { scheme: draft.value, recordKey: recordKey(desk.outbox), signature: signWith(desk.outbox, canonical(draft.value)) };
    return desk.session.authorised((token) => desk.client.publishScheme(token, signed));
  },
  'approval-codes.ready': (open) => readyCodes(open.desk, (given) => { tellAndSend(open, given); }),
  'approval-codes.read-out': (open, asked) => {
    const read = readOutCode(open.desk, asked);
    if (!read.ok) return read;
    if (read.value.given !== null) tellAndSend(open, read.value.given);
    return succeed({ code: read.value.code });
  },
  'approval-codes.approvers': ({ desk }, { escalationId }) => succeed(codeApprovers(desk, escalationId)),
  'approval-codes.use': async (open, asked) => toldAndSent(open, await useCode(open.desk, asked)),
  'authority.use': ({ desk }, { days }) => useInLast(desk, days),
  'command.give': (open, { name, args }) => toldAndSent(open, giveCommand(open.desk, name, args)),
  'draft.save': ({ desk }, { key, value }) => {
    desk.outbox.saveDraft(key, value, desk.now());
    return done;
  },
  'draft.load': ({ desk }, { key }) => succeed({ value: desk.outbox.loadDraft(key) }),
  'draft.list': ({ desk }, { prefix }) => succeed({ drafts: desk.outbox.listDrafts(prefix) }),
  'draft.discard': ({ desk }, { key }) => {
    desk.outbox.discardDraft(key);
    return done;
  },
  'attention.resubmit': (open, { commandId }) => toldAndSent(open, resubmitWork(open.desk, commandId)),
  'attention.correct': (open, { commandId, name, args }) => toldAndSent(open, correctWork(open.desk, commandId, name, args)),
  'attention.discard': ({ desk }, { commandId, reason }) => {
    const discarded = discardWork(desk, commandId, reason);
    desk.signal('outbox');
    return discarded;
  },
  'restore.seen': ({ desk, live }) => {
    desk.outbox.noteRestore({ seen: true });
    live.signal('outbox');
    return done;
  },
  'restore.report': ({ desk }) => desk.session.authorised((token) => desk.client.reconciliation(token)),
  'presence.here': ({ presence }, { subject, channel }) => {
    presence.here(subject, channel);
    return done;
  },
  'presence.desks': async ({ presence }) => succeed({ atDesk: await presence.atDesk() }),
  'sync.now': ({ follower }) => {
    follower.kick(true);
    return done;
  },
  'desk.holdings': (open) => holdingsOf(open),
  'diagnostics.make': (open, _args, sources) => makeBundle(open, sources),
  'diagnostics.send': ({ desk }, { bundle }) => desk.session.authorised((token) => desk.client.sendDiagnostics(token, bundle)),
  'live.subscribe': ({ live }, { query, args }) => {
    const parsed = liveQuerySchemas[query].safeParse(args ?? {});
    if (!parsed.success) return fail('bad-input', 'This view can’t be opened. Go back and open it again.');
    return succeed({ subscription: live.subscribe(query, parsed.data) });
  },
  'live.unsubscribe': ({ live }, { subscription }) => live.unsubscribe(subscription) ? done : noSubscription(),
  'live.resend': ({ live }, { subscription }) => live.resend(subscription) ? done : noSubscription(),
};

/** The screen is told once the work is safe, and the loop that sends it is woken. */
function toldAndSent(open: OpenDesk, given: ReturnType<typeof giveCommand>): Outcome<{ commandId: string }> {
  if (!given.ok) return given;
  tellAndSend(open, given.value);
  return succeed({ commandId: given.value.commandId });
}

function tellAndSend({ desk, follower }: OpenDesk, { touches }: Given): void {
  desk.committed(touches);
  desk.signal('outbox');
  follower.kick();
}

export function answerScreen(open: OpenDesk, channel: ChannelName, args: unknown, sources: BundleSources): Outcome<unknown> | Promise<Outcome<unknown>> {
  const answer = answers[channel as EngineChannel] as (open: OpenDesk, args: unknown, sources: BundleSources) => Outcome<unknown> | Promise<Outcome<unknown>>;
  return answer(open, args, sources);
}
