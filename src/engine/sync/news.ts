/** Waits for the centre's head to move: told as it happens where a stream reaches this desk, by a question held open where none does. */
import { succeed, type Outcome } from '#contract/failures.ts';
import type { Head } from '#contract/wire.ts';
import { HEAD_WAIT_SECONDS, PROBE_MS } from './central-client.ts';
import { startLive, type LiveNews } from './live-news.ts';
import type { SyncDesk } from './sync-desk.ts';

type Word = 'moved' | 'still';

export interface News {
  /** Fails where the centre does not answer; answers `still` at the latest after two seconds, so that a loss shows in time. */
  next: (known: { epoch: string | null; version: number }, signal: AbortSignal) => Promise<Outcome<Word>>;
  /** What changed since a place, where it came with the news. */
  page: LiveNews['page'];
  /** The centre answered: a stream is worth trying now. */
  connected: () => void;
  stop: () => Promise<void>;
}

export function createNews(desk: SyncDesk): News {
  const live = startLive((onNews, signal) => desk.session.authorised((token) => desk.client.live(token, (news) => {
    if (news.present !== undefined) desk.heardPresent(news.present);
    onNews(news);
  }, signal)));

  async function ask(known: { epoch: string | null; version: number }, signal: AbortSignal, lately: boolean): Promise<Outcome<Word>> {
    // A stream that has just fallen silent has used up half of the time in which a loss must show.
    const within = lately ? AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]) : signal;
    const head = await desk.session.authorised((token) => desk.client.head(token, known.version, lately ? 0 : HEAD_WAIT_SECONDS, within));
    return head.ok ? succeed(isOther(head.value, known) ? 'moved' : 'still') : head;
  }

  return {
    async next(known, signal) {
      if (!live.alive) return ask(known, signal, false);
      const told = await live.next(known, HEAD_WAIT_SECONDS * 1000, signal);
      return told === 'lost' ? ask(known, signal, true) : succeed(told === 'news' ? 'moved' : 'still');
    },
    page: live.page,
    connected: live.hurry,
    stop: live.stop,
  };
}

const isOther = (head: Head, known: { epoch: string | null; version: number }): boolean => head.epoch !== known.epoch || head.version !== known.version;
