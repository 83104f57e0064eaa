/** How it stands with the centre, for the status line and for the rules that shrink offline. */
import type { SyncStatus } from '#contract/views.ts';
import type { CacheMeta } from '../store/cache.ts';

type Barred = 'signed-out' | 'too-old' | 'too-new';

export interface SyncState {
  readonly connected: boolean;
  status: (counts: { waiting: number; needsAttention: number }, copy: Pick<CacheMeta, 'lastHeardAt' | 'part'>) => SyncStatus;
  /** The centre answered this person. */
  reached: () => void;
  lost: (now: number) => void;
  barred: (why: Barred) => void;
  sending: (sending: boolean) => void;
  fetching: (progress: SyncStatus['progress'] | 'begun' | 'over') => void;
  /** How far the rest has come that arrives behind the part that is in use; null once it is all here. */
  arriving: (progress: SyncStatus['progress']) => void;
}

/** `changed` is told after each change, and whether it is one of the connection. */
export function createSyncState(changed: (connection: boolean) => void): SyncState {
  let connected = false;
  let offlineSince: number | null = null;
  let bar: Barred | null = null;
  let sending = false;
  let fetch: { progress: SyncStatus['progress'] } | null = null;
  let behind: SyncStatus['progress'] = null;

  const phase = (): SyncStatus['phase'] => {
    if (bar !== null) return bar;
    if (offlineSince !== null) return 'offline';
    if (fetch !== null) return 'first-fetch';
    return connected ? 'online' : 'starting';
  };
  const setConnected = (next: boolean): void => {
    const was = connected;
    connected = next;
    changed(was !== next);
  };
  return {
    get connected() { return connected; },
    status: ({ waiting, needsAttention }, { lastHeardAt, part }) => ({
      key: 'status', phase: phase(), lastHeardAt, offlineSince, waiting, needsAttention, sending, partial: part === 'people', progress: fetch === null ? behind : fetch.progress,
    }),
    reached() {
      if (connected && bar === null && offlineSince === null) return;
      [offlineSince, bar] = [null, null];
      setConnected(true);
    },
    lost(now) {
      if (!connected && offlineSince !== null) return;
      offlineSince ??= now;
      sending = false;
      setConnected(false);
    },
    barred(why) {
      bar = why;
      sending = false;
      setConnected(false);
    },
    sending(next) {
      if (next === sending) return;
      sending = next;
      changed(false);
    },
    fetching(next) {
      fetch = next === 'over' ? null : { progress: next === 'begun' ? null : next };
      changed(false);
    },
    arriving(next) {
      behind = next;
      changed(false);
    },
  };
}
