import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '#contract/views/sync.ts';
import { moodOf, partOf, syncSentences } from './sync-words.ts';

const status = (part: Partial<SyncStatus>): SyncStatus => ({
  key: 'status', phase: 'online', lastHeardAt: 1_000, offlineSince: null, obstacle: null, waiting: 0, sending: false, needsAttention: 0, partial: false, progress: null,
  lastGoodSyncAt: 1_000, clockOffset: 0, pausedUntil: null, readiness: null, ...part,
});
const keys = (part: Partial<SyncStatus>): string[] => syncSentences(status(part)).map(({ key }) => key);

describe('the one plain line', () => {
  it('says that all is saved only when the centre has everything', () => {
    expect(keys({})).toEqual(['saved']);
    expect(keys({ needsAttention: 1 })).toEqual(['saved-rest']);
    expect(keys({ waiting: 2 })).toEqual(['waiting']);
    expect(keys({ waiting: 2, sending: true })).toEqual(['sending']);
    expect(moodOf(status({ waiting: 1 }))).toBe('busy');
    expect(moodOf(status({}))).toBe('online');
  });

  it('says offline since when, how much waits, and how old the data is', () => {
    expect(syncSentences(status({ phase: 'offline', offlineSince: 2_000, waiting: 3 }))).toEqual([
      { key: 'offline', values: { count: 3, since: 2_000 } }, { key: 'as-of', values: { time: 1_000 } },
    ]);
    expect(keys({ phase: 'offline', offlineSince: 2_000, obstacle: 'disk-full' })).toEqual(['obstacle-disk-full', 'offline-none', 'as-of']);
    expect(moodOf(status({ phase: 'offline', obstacle: 'reset-again' }))).toBe('stuck');
    expect(keys({ phase: 'offline', offlineSince: 2_000 })).toEqual(['offline-none', 'as-of']);
    expect(keys({ phase: 'offline', lastHeardAt: null })).toEqual(['offline-now-none', 'as-of-never']);
  });

  it('names what a person must do something about', () => {
    for (const phase of ['signed-out', 'too-old', 'too-new'] as const) {
      expect(keys({ phase })[0]).toBe(phase);
      expect(moodOf(status({ phase }))).toBe('stuck');
    }
  });

  it('calls a planned pause a pause, with its end, and not a fault', () => {
    expect(keys({ phase: 'paused', pausedUntil: 9_000, waiting: 2 })).toEqual(['paused-until', 'as-of']);
    expect(keys({ phase: 'paused' })).toEqual(['paused-none', 'as-of']);
    expect(moodOf(status({ phase: 'paused' }))).toBe('paused');
  });

  it('counts the first fetch, and claims nothing before it knows how much there is', () => {
    expect(partOf(null)).toBeNull();
    expect(partOf({ table: 'contact', done: 0, total: 0 })).toBeNull();
    expect(partOf({ table: 'contact', done: 30, total: 120 })).toBe(0.25);
    expect(syncSentences(status({ phase: 'first-fetch', progress: { table: 'contact', done: 999, total: 1000 } })))
      .toEqual([{ key: 'first-fetch-part', values: { percent: 99 } }]);
  });
});
