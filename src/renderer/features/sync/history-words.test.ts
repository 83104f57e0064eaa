import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syncEventKinds } from '#contract/diagnostics.ts';
import type { SyncEventItem } from '#contract/views/sync.ts';
import { stretchesOf, stripOf } from './history-words.ts';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const event = (kind: SyncEventItem['kind'], hoursAgo: number): SyncEventItem => ({ key: `${kind} ${String(hoursAgo)}`, kind, at: NOW - hoursAgo * HOUR });

describe('how the desk stood', () => {
  it('is told in stretches, of which the newest goes on', () => {
    const stretches = stretchesOf([event('online', 1), event('offline', 3), event('reset', 4), event('online', 9)]);
    expect(stretches.map(({ kind, from, to }) => [kind, (NOW - from) / HOUR, to === null ? null : (NOW - to) / HOUR]))
      .toEqual([['online', 1, null], ['offline', 3, 1], ['reset', 4, 4], ['online', 9, 3]]);
  });

  it('is drawn as a strip whose parts make the whole', () => {
    const { empty, segments } = stripOf(stretchesOf([event('online', 1), event('offline', 3), event('online', 30)]), NOW, 24 * HOUR);
    expect(empty).toBeCloseTo(0);
    expect(segments.map(({ kind, part }) => [kind, Math.round(part * 24)])).toEqual([['online', 21], ['offline', 2], ['online', 1]]);
    const events = fc.array(fc.record({ kind: fc.constantFrom(...syncEventKinds), ago: fc.integer({ min: 0, max: 60 * HOUR }) }), { maxLength: 20 });
    fc.assert(fc.property(events, (drawn) => {
      const newestFirst = drawn.sort((a, b) => a.ago - b.ago).map(({ kind, ago }, n) => ({ key: String(n), kind, at: NOW - ago }));
      const strip = stripOf(stretchesOf(newestFirst), NOW, 24 * HOUR);
      const sum = strip.empty + strip.segments.reduce((all, { part }) => all + part, 0);
      expect(sum).toBeCloseTo(1, 6);
    }));
  });
});
