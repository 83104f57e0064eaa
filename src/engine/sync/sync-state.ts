/** How it stands with the centre, for the status line and for the rules that shrink offline. */
import type { SyncObstacle, SyncStatus } from '#contract/views/sync.ts';
import type { CacheMeta } from '../store/cache.ts';

type Barred = 'signed-out' | 'too-old' | 'too-new';

/** What the state of the connection knows; the desk adds the rest. */
export type ConnectionStatus = Pick<SyncStatus, 'key' | 'phase' | 'lastHeardAt' | 'offlineSince' | 'obstacle' | 'waiting' | 'sending' | 'needsAttention' | 'partial' | 'progress'>;

export interface SyncState {
  readonly connected: boolean;
  readonly phase: SyncStatus['phase'];
  status: (counts: { waiting: number; needsAttention: number }, copy: Pick<CacheMeta, 'lastHeardAt' | 'part'>) => ConnectionStatus;
  /** The centre answered this person. */
  reached: () => void;
  lost: (now: number, obstacle?: SyncObstacle | null) => void;
  /** A planned pause is in force: nothing is sent, and that nobody answers is as it should be. */
  paused: (now: number) => void;
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
  let obstacle: SyncObstacle | null = null;
  let bar: Barred | null = null;
  let resting = false;
  let sending = false;
  let fetch: { progress: SyncStatus['progress'] } | null = null;
  let behind: SyncStatus['progress'] = null;

  const phase = (): SyncStatus['phase'] => {
    if (bar !== null) return bar;
    if (resting) return 'paused';
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
    get phase() { return phase(); },
    status: ({ waiting, needsAttention }, { lastHeardAt, part }) => ({
      key: 'status', phase: phase(), lastHeardAt, offlineSince, obstacle, waiting, needsAttention, sending, partial: part === 'people', progress: fetch === null ? behind : fetch.progress,
    }),
    reached() {
      if (connected && bar === null && offlineSince === null) return;
      [offlineSince, obstacle, bar, resting] = [null, null, null, false];
      setConnected(true);
    },
    lost(now, why = null) {
      if (!connected && offlineSince !== null && !resting && obstacle === why) return;
      obstacle = why;
      offlineSince ??= now;
      resting = false;
      sending = false;
      setConnected(false);
    },
    paused(now) {
      if (resting && bar === null) return;
      offlineSince ??= now;
      [resting, bar, obstacle, sending] = [true, null, null, false];
      setConnected(false);
    },
    barred(why) {
      [bar, obstacle] = [why, null];
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
