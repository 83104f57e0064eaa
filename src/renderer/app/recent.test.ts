import { describe, expect, it } from 'vitest';
import { withRecent, type Recent } from './recent.ts';

const opened = (id: string, name = id): Recent => ({ subject: { kind: 'resident', id }, name, detail: '' });

describe('whom one has opened', () => {
  it('lists each once, the newest first and under the newest name', () => {
    const list = [opened('a'), opened('b'), opened('a', 'A. Jones')].reduce(withRecent, [] as readonly Recent[]);
    expect(list.map(({ name }) => name)).toEqual(['A. Jones', 'b']);
  });

  it('keeps a resident and an address of one id apart, and no more than eight', () => {
    const property: Recent = { subject: { kind: 'property', id: 'a' }, name: 'Mill Lane', detail: '' };
    expect(withRecent([opened('a')], property)).toHaveLength(2);
    const many = Array.from({ length: 20 }, (_, index) => opened(String(index)));
    expect(many.reduce(withRecent, [] as readonly Recent[])).toHaveLength(8);
  });
});
