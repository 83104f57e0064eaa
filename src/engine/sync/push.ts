/** Sends what waits, in order. A number once given to a command is kept, so that the centre can tell a repeat. */
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CommandResult, Envelope, PushAnswer } from '#contract/wire.ts';
import { recordKey } from '../records/desk-records.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';
import { overlayFrom } from '../outbox/replay.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Few enough that a slow centre answers before a request is given up; a quick one is sent more after it has shown that it is. */
const FIRST = 20;
/** As many as a request may hold. */
const MOST = 200;
const GROWTH = 4;
/** What a request should take, well below what it is given up after. */
const ANSWERED_IN_MS = 1000;

/** How many to send next, by how long the centre took for the last. A clock that was put back says nothing. */
export function nextSize(size: number, tookMs: number): number {
  const fitting = tookMs <= 0 ? size * GROWTH : Math.floor(size * ANSWERED_IN_MS / tookMs);
  return Math.min(MOST, size * GROWTH, Math.max(FIRST, fitting));
}

/** Then the feed is read: a person who gives more than the centre takes must still see what others do. */
const BEFORE_READING = 2000;

const envelopeOf = (
  { commandId, seq, name, version, args, madeAt, connection, policyVersion, policyAsOf, offerEpoch, replaces, record }: OutboxCommand, epoch: string,
): Envelope => ({
  commandId, seq: seq ?? 0, name, version, args, madeAt, connection, policyVersion, policyAsOf,
  ...offerEpoch === epoch ? { reoffered: true } : {}, ...replaces === null ? {} : { replaces },
  ...record === null ? {} : { record },
});

/** Sends up to `most`, and answers once that or everything is sent. */
export async function pushAll(desk: SyncDesk, signal: AbortSignal, most = BEFORE_READING): Promise<Outcome<null>> {
  try {
    return await pushBatches(desk, signal, most);
  } finally {
    desk.state.sending(false);
  }
}

async function pushBatches(desk: SyncDesk, signal: AbortSignal, most: number): Promise<Outcome<null>> {
  const { epoch } = desk.cache.meta();
  if (epoch === null) return succeed(null);
  let gaps = 0;
  let sent = 0;
  let size = FIRST;
  while (sent < most) {
    const batch = desk.outbox.takeForSending(Math.min(size, most - sent), desk.now());
    if (batch.length === 0) break;
    sent += batch.length;
    desk.state.sending(true);
    const commands = batch.map((command) => envelopeOf(command, epoch));
    const sentAt = desk.now();
    const answer = await desk.session.authorised((token) => desk.client.push(token, {
      epoch, deviceId: desk.deviceId, staffId: desk.actor.staffId, centreClockOffset: desk.session.clockOffset(), recordKey: recordKey(desk.outbox), commands,
    }, signal));
    const expected = answer.ok ? answer.value.expectedSeq : expectedOf(answer.failure);
    if (!answer.ok && expected === null) return answer;
    const reused = answer.ok ? answer.value.results.find((result) => !isAnswer(result))?.seq ?? null : null;
    if (answer.ok) {
      desk.session.measured(sentAt, desk.now(), answer.value.centreTime);
      if (batch.length === size) size = nextSize(size, desk.now() - sentAt);
      settle(desk, answer.value);
      if (answer.value.results.some(isAnswer)) gaps = 0;
      if (answer.value.results.length >= batch.length && reused === null) continue;
    }
    gaps += 1;
    // Numbered anew twice and still not what the centre expects: nothing that repeating would mend.
    if (gaps > 2) return fail('unexpected', 'The centre doesn’t take this desk’s work. It is kept here; tell your administrator.');
    desk.outbox.renumber(expected ?? 1, reused ?? undefined);
  }
  return succeed(null);
}

/** A number that stands for other work at the centre: this desk's files were put back to an earlier day. */
const isAnswer = (result: CommandResult): boolean => result.status !== 'refused' || result.code !== 'sequence-reused';

function expectedOf(failure: { code: string; details?: Record<string, string | number | boolean> | undefined }): number | null {
  const expected = failure.code === 'sequence-gap' ? failure.details?.['expectedSeq'] : undefined;
  return typeof expected === 'number' ? expected : null;
}

/** A refusal leaves the overlay now; accepted work leaves it with the page of the feed that carries its rows. */
function settle(desk: SyncDesk, answer: PushAnswer): void {
  const { cursor } = desk.cache.meta();
  const results = answer.results.filter(isAnswer);
  desk.outbox.recordResults(results, desk.now(), answer.centreTime);
  desk.outbox.reached(cursor);
  desk.outbox.letGo(answer.centreTime);
  if (results.some((result) => result.status !== 'accepted' || result.version <= cursor)) {
    desk.committed(overlayFrom(desk, desk.cache, cursor));
  }
  desk.signal('outbox');
}
