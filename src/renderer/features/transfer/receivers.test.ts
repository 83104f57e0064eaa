import { expect, test } from 'vitest';
import { receiversOf } from './receivers.ts';

const person = (id: string, teamId: string, partnerCategory: string | null = null) => ({ id, name: id, siteId: 'hub', teamId, role: partnerCategory === null ? 'operative' : 'partner', partnerCategory });
const people = { staff: [person('ann', 'hubs'), person('ben', 'phones'), person('cara', 'phones'), person('me', 'hubs'), person('crew', 'crew', 'waste')], sites: [{ id: 'hub', name: 'Hub' }], services: [] } as never;
const shown = (kind: 'colleague' | 'team' | 'partner', atDesk: ReadonlySet<string> | null) => receiversOf(kind, people, 'me', null, atDesk).map(({ id, there }) => [id, there]);

test('those who are at a desk come first; of a team and a partner how many are', () => {
  const there = new Set(['cara', 'me', 'crew']);
  expect(shown('colleague', there)).toEqual([['cara', 1], ['ann', 0], ['ben', 0]]);
  expect(shown('team', there)).toEqual([['phones', 1], ['hubs', 0]]);
  expect(shown('partner', there)).toEqual([['waste', 1]]);
});

test('where nobody can say, everybody is there as before', () => {
  expect(shown('colleague', null)).toEqual([['ann', null], ['ben', null], ['cara', null]]);
});
