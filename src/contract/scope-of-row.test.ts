import { expect, it } from 'vitest';
import { follows, scopeOrder } from './scope-of-row.ts';
import { tableNames } from './tables.ts';

it('every table is written, after those its rows follow', () => {
  expect(scopeOrder.toSorted()).toEqual(tableNames.toSorted());
  for (const [table, links] of Object.entries(follows)) {
    for (const [, followed] of links) expect(scopeOrder.indexOf(followed), `${table} after ${followed}`).toBeLessThan(scopeOrder.indexOf(table as never));
  }
});
