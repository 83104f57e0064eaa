import { expect, it } from 'vitest';
import { tableNames } from '#contract/tables.ts';
import { bytesText, kindsHeld, scopeWords } from './holdings-words.ts';

it('counts every row of every table in one kind', () => {
  const kinds = kindsHeld(tableNames.map((table) => ({ table, count: 1 })));
  expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(tableNames.length);
  expect(kindsHeld([{ table: 'resident', count: 0 }])).toEqual([]);
});

it('says sizes as file managers do', () => {
  expect([0, 999, 12_400, 4_180_000, 512_000_000, 1_240_000_000].map((bytes) => bytesText(bytes, 'en-GB')))
    .toEqual(['0 kB', '1 kB', '12 kB', '4.2 MB', '512 MB', '1.2 GB']);
});

it('has words for every scope there is, and names one it does not know', () => {
  expect(scopeWords('council')).toEqual({ key: 'scope-council', of: null });
  expect(scopeWords('service:waste')).toEqual({ key: 'scope-service', of: { kind: 'category', id: 'waste' } });
  expect(scopeWords('site:hub')).toEqual({ key: 'scope-site', of: { kind: 'site', id: 'hub' } });
  expect(scopeWords('moon')).toEqual({ key: 'scope-other', of: null });
});
