/** The one plain line: how it stands, what waits, and how old the data is. */
import type { SyncStatus } from '#contract/views/sync.ts';

export interface SyncSentence {
  key: string;
  values: Record<string, string | number>;
}

/** `online` is well, `busy` is on its way there, `paused` rests as announced, `offline` works on its own, `stuck` needs a person. */
export type SyncMood = 'online' | 'busy' | 'paused' | 'offline' | 'stuck';

export function moodOf(status: SyncStatus): SyncMood {
  switch (status.phase) {
    case 'starting':
    case 'first-fetch': return 'busy';
    case 'online': return status.waiting > 0 ? 'busy' : 'online';
    case 'offline': return status.obstacle === null ? 'offline' : 'stuck';
    case 'paused': return 'paused';
    case 'signed-out':
    case 'too-old':
    case 'too-new': return 'stuck';
  }
}

const obstacleWords: Record<NonNullable<SyncStatus['obstacle']>, string> = {
  'disk-full': 'obstacle-disk-full', 'disk-unwritable': 'obstacle-disk-unwritable', 'reset-again': 'obstacle-reset-again',
};

/** In the order in which they are said. */
export function syncSentences(status: SyncStatus): SyncSentence[] {
  const { phase, waiting: count, offlineSince, lastHeardAt, progress } = status;
  const asOf: SyncSentence = lastHeardAt === null ? { key: 'as-of-never', values: {} } : { key: 'as-of', values: { time: lastHeardAt } };
  switch (phase) {
    case 'starting': return [{ key: 'starting', values: {} }];
    case 'first-fetch': {
      const part = partOf(progress);
      return [part === null ? { key: 'first-fetch', values: {} } : { key: 'first-fetch-part', values: { percent: Math.floor(part * 100) } }];
    }
    case 'online':
      return [
        count === 0 ? { key: status.needsAttention === 0 ? 'saved' : 'saved-rest', values: {} } : status.sending ? { key: 'sending', values: { count } } : { key: 'waiting', values: { count } },
        ...status.partial ? [arrivingSentence(progress)] : [],
      ];
    case 'offline': {
      const none = count === 0;
      const obstacle = status.obstacle === null ? [] : [{ key: obstacleWords[status.obstacle], values: {} }];
      return [...obstacle, offlineSince === null
        ? { key: none ? 'offline-now-none' : 'offline-now', values: { count } }
        : { key: none ? 'offline-none' : 'offline', values: { count, since: offlineSince } }, asOf];
    }
    case 'paused': {
      const none = count === 0;
      return [status.pausedUntil === null
        ? { key: none ? 'paused-none' : 'paused', values: { count } }
        : { key: none ? 'paused-until-none' : 'paused-until', values: { count, until: status.pausedUntil } }, asOf];
    }
    case 'signed-out':
    case 'too-old':
    case 'too-new': return [{ key: phase, values: { count } }, asOf];
  }
}

function arrivingSentence(progress: SyncStatus['progress']): SyncSentence {
  const part = partOf(progress);
  return part === null ? { key: 'arriving', values: {} } : { key: 'arriving-part', values: { percent: Math.floor(part * 100) } };
}

/** How far the first fetch is, 0 to 1; null while nobody knows how much there is. */
export const partOf = (progress: SyncStatus['progress']): number | null =>
  progress === null || progress.total <= 0 ? null : Math.min(1, progress.done / progress.total);
