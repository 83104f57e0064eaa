import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '#contract/views.ts';
import { applyEvent, type LiveState } from './live-state.ts';

interface Row { key: string; words: string }
const row = (key: string, words = key): Row => ({ key, words });
const snapshot = (revision: number, items: Row[]): LiveEvent => ({ subscription: 1, kind: 'snapshot', revision, collections: { items, others: [row('o')] } });
const patch = (revision: number, put: Row[], order: string[] | null): LiveEvent =>
  ({ subscription: 1, kind: 'patch', revision, collections: { items: { put, order } } });
const begun = applyEvent(null, snapshot(4, [row('a'), row('b'), row('c')])) as LiveState;

describe('an event of a live query', () => {
  it('replaces what changed and leaves every other item and collection the very same', () => {
    const after = applyEvent(begun, patch(5, [row('b', 'new')], null));
    expect(after?.collections['items']).toEqual([row('a'), row('b', 'new'), row('c')]);
    expect(after?.collections['items']?.[0]).toBe(begun.collections['items']?.[0]);
    expect(after?.collections['others']).toBe(begun.collections['others']);
    expect(begun.collections['items']?.[1]).toEqual(row('b'));
  });

  it('reorders, adds and removes by the order it gives', () => {
    const after = applyEvent(begun, patch(5, [row('d')], ['d', 'c', 'a']));
    expect(after?.collections['items']?.map(({ key }) => key)).toEqual(['d', 'c', 'a']);
    expect(after?.collections['items']?.[2]).toBe(begun.collections['items']?.[0]);
  });

  it('fits only right after the one before it', () => {
    expect(applyEvent(begun, patch(6, [], null))).toBeNull();
    expect(applyEvent(begun, patch(4, [], null))).toBeNull();
    expect(applyEvent(null, patch(1, [], null))).toBeNull();
  });

  it('does not fit where it names an item that never came', () => {
    expect(applyEvent(begun, patch(5, [], ['a', 'b', 'c', 'd']))).toBeNull();
  });

  it('starts over with a snapshot, whatever its revision', () => {
    expect(applyEvent(begun, snapshot(1, [row('z')]))).toMatchObject({ revision: 1, collections: { items: [row('z')] } });
  });
});
