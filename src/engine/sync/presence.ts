/**
 * Who else has the record of this screen open. Told to the centre when it changes and every ten seconds; heard on the stream as
 * it happens, and with each answer where no stream reaches this desk. Nothing stale is shown: offline, or after half a minute
 * without a word, it is nobody. A desk without a record open says so more rarely: colleagues see that somebody is there.
 */
import { PRESENCE_EVERY_MS, PRESENCE_TTL_MS, type Present, type PresentAt } from '#contract/wire.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Channel } from '#domain/vocabulary.ts';
import type { SyncDesk } from './sync-desk.ts';

export interface DeskPresence {
  /** What the screen has open, and on which channel this person is speaking about it. */
  here: (subject: SubjectRef | null, channel: Channel | null) => void;
  heard: (told: PresentAt) => void;
  others: (subject: SubjectRef) => Present[];
  /** Ids of those who have a desk open, asked of the centre; null where nobody can say. */
  atDesk: () => Promise<string[] | null>;
  /** Ends it, and tells the centre where it answers: colleagues need not wait until nothing was heard for so long. */
  leave: () => Promise<void>;
}

type Asking = Pick<SyncDesk, 'session' | 'client' | 'connection'>;

/** Of those every ten seconds; a word every twenty is heard well before a desk counts as gone. */
const IDLE_BEATS = 2;
/** Longer nobody waits who locks or closes a desk. */
const LEAVE_MS = 1000;

const placeOf = ({ kind, id }: SubjectRef): string => `${kind}:${id}`;

export function createPresence(desk: Asking, changed: () => void): DeskPresence {
  const stopping = new AbortController();
  let subject: SubjectRef | null = null;
  let channel: Channel | null = null;
  let others: Present[] = [];
  let silence: NodeJS.Timeout | undefined;
  /** Of two answers that overtake each other the later question's counts. */
  let asked = 0;
  let telling: Promise<unknown> = Promise.resolve();

  function set(next: Present[]): void {
    clearTimeout(silence);
    silence = setTimeout(() => { set([]); }, PRESENCE_TTL_MS);
    silence.unref();
    if (JSON.stringify(next) === JSON.stringify(others)) return;
    others = next;
    changed();
  }

  async function tell(): Promise<void> {
    if (desk.connection === 'offline' || stopping.signal.aborted) return;
    const turn = asked += 1;
    const answer = await desk.session.authorised((token) => desk.client.presence(token, { at: subject, channel }, stopping.signal)).catch(() => null);
    // A centre that does not know this, or does not answer, tells nothing; nobody's work waits for it.
    if (answer?.ok === true && turn === asked) set(answer.value.others);
  }
  const say = (): void => { telling = Promise.all([telling, tell()]); };
  let beat = 0;
  const again = setInterval(() => {
    beat += 1;
    if (subject !== null || beat % IDLE_BEATS === 0) say();
  }, PRESENCE_EVERY_MS);
  again.unref();

  return {
    here(next, speaking) {
      const same = next !== null && subject !== null && placeOf(next) === placeOf(subject);
      if ((same || next === subject) && speaking === channel) return;
      [subject, channel] = [next, speaking];
      if (!same) set([]);
      say();
    },
    heard({ at, others: next }) {
      if (subject !== null && at === placeOf(subject)) set(next);
    },
    others: (asking) => subject !== null && placeOf(asking) === placeOf(subject) && desk.connection === 'online' ? others : [],
    async atDesk() {
      if (desk.connection === 'offline' || stopping.signal.aborted) return null;
      const answer = await desk.session.authorised((token) => desk.client.presence(token, { at: subject, channel, everybody: true }, stopping.signal)).catch(() => null);
      return answer?.ok === true ? answer.value.atDesk ?? null : null;
    },
    async leave() {
      clearInterval(again);
      clearTimeout(silence);
      asked += 1;
      const token = desk.connection === 'online' ? desk.session.inHand() : null;
      if (token !== null) {
        const patience = setTimeout(() => { stopping.abort(); }, LEAVE_MS);
        // Where this desk was last must not reach the centre after this.
        await telling;
        await desk.client.presence(token, { at: null, channel: null, leaving: true }, stopping.signal);
        clearTimeout(patience);
      }
      stopping.abort();
    },
  };
}
