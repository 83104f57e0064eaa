import { expect, it } from 'vitest';
import type { CaseItem } from '#contract/views/subject.ts';
import { asId } from '#domain/ids.ts';
import { arrangeCases } from './arrange-cases.ts';

const item = (key: string, changes: Partial<CaseItem>): CaseItem => ({
  key, id: asId(key), reference: key, residentId: null, propertyId: null, serviceId: asId('524'), title: key, status: 'open', openedAt: 0,
  dueAt: null, closedAt: null, ownerTeam: '', channel: 'web', externalReference: null, serviceName: 'Refuse', ...changes,
});

it('puts the soonest due of the open cases first and the last closed of the closed', () => {
  const { open, closed } = arrangeCases([
    item('no-date', { openedAt: 9 }), item('closed-early', { status: 'closed', closedAt: 3 }), item('late', { dueAt: 20, status: 'in-progress' }),
    item('soon', { dueAt: 10, status: 'waiting-on-resident' }), item('cancelled', { status: 'cancelled', closedAt: 5 }), item('no-date-older', { openedAt: 1 }),
  ]);
  expect(open.map((one) => one.key)).toEqual(['soon', 'late', 'no-date', 'no-date-older']);
  expect(closed.map((one) => one.key)).toEqual(['cancelled', 'closed-early']);
});
