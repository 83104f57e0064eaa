import { expect, test } from 'vitest';
import { isTableKnownTo, rowKnownTo, type SchemaHistory } from './schema-history.ts';

/** As if two versions had changed the tables. */
const history: SchemaHistory = {
  2: { tables: ['pause'], added: { resident: ['pronouns'] } },
  3: { added: { resident: ['photo'], caseFile: ['priority'] }, removed: { resident: { language: 'en' } } },
};
const now = JSON.stringify({ id: 'r-1', preferredName: 'Ann', pronouns: 'she', photo: null });
const asKnownTo = (schema: number, table: string, row: string | null) => rowKnownTo(schema, table, row, history, 3);

test('a row goes as it is to a desk of the same schema', () => {
  expect(asKnownTo(3, 'resident', now)).toBe(now);
});

test('a desk of the version before gets its own columns: new ones left out, those that are gone filled in', () => {
  expect(JSON.parse(asKnownTo(2, 'resident', now) ?? '')).toEqual({ id: 'r-1', preferredName: 'Ann', pronouns: 'she', language: 'en' });
  expect(JSON.parse(asKnownTo(1, 'resident', now) ?? '')).toEqual({ id: 'r-1', preferredName: 'Ann', language: 'en' });
});

test('a row of a table that did not change is the same text', () => {
  const site = JSON.stringify({ id: 's-1' });
  expect(asKnownTo(1, 'site', site)).toBe(site);
});

test('a row that left stays a row that left, and a new table is not heard of', () => {
  expect(asKnownTo(2, 'resident', null)).toBeNull();
  expect(asKnownTo(1, 'pause', JSON.stringify({ id: 'p-1' }))).toBeUndefined();
  expect(asKnownTo(1, 'pause', null)).toBeUndefined();
  expect(asKnownTo(2, 'pause', JSON.stringify({ id: 'p-1' }))).toBe(JSON.stringify({ id: 'p-1' }));
  expect([isTableKnownTo(1, 'pause', history, 3), isTableKnownTo(2, 'pause', history, 3)]).toEqual([false, true]);
});
