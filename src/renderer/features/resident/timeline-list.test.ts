import { describe, expect, it } from 'vitest';
import { plainTask } from '#domain/testing/fixtures.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { asId } from '#domain/ids.ts';
import type { Channel } from '#domain/vocabulary.ts';
import {
  addPage, choicesIn, dayOf, filterTimeline, isLong, keepPushedOut, mergeTimeline, movedRow, NO_FILTER, partnersOf, servicesIn, withDays,
} from './timeline-list.ts';

function contact(key: string, at: number, note = '', channel: Channel = 'phone-in'): TimelineEntry {
  return {
    kind: 'contact', key, at, pending: false, serviceName: 'Bulky waste', staffName: 'Amira Khan', siteName: null,
    caseReference: null, further: [], councillorName: null, interpreting: [],
    contact: {
      id: asId(key), residentId: null, propertyId: null, caseId: null, serviceId: null, channel, reason: 'report',
      outcome: 'logged', avoidable: null, furtherMatters: null, enquiry: null, note, staffId: null, siteId: null, startedAt: at, endedAt: null, externalReference: null,
    },
  };
}
const task = (key: string, at: number): TimelineEntry => ({
  kind: 'task', key, at, pending: false, serviceName: 'Containers',
  task: {
    ...plainTask, id: asId(key), decisionId: null, residentId: null, propertyId: null, serviceId: asId('533'), title: 'Deliver a bin',
    status: 'open', createdAt: at,
  },
});
const keys = (entries: readonly TimelineEntry[]): string[] => entries.map((entry) => entry.key);

describe('the timeline out of live entries and older pages', () => {
  it('is newest first, without repeats, and trusts the live entry', () => {
    const live = [contact('c', 30, 'fresh'), contact('b', 20)];
    const merged = mergeTimeline(live, [contact('c', 30, 'stale'), contact('a', 10)]);
    expect(keys(merged)).toEqual(['c', 'b', 'a']);
    expect(merged[0]).toBe(live[0]);
  });

  it('orders entries of one instant by key, as the engine pages them', () => {
    expect(keys(mergeTimeline([contact('a', 5), contact('c', 5), contact('b', 5)], []))).toEqual(['c', 'b', 'a']);
  });

  it('keeps an entry that a newer one pushed out of the live part', () => {
    const before = [contact('c', 30), contact('b', 20)];
    const now = [contact('d', 40), contact('c', 30)];
    const older = keepPushedOut([contact('a', 10)], before, now);
    expect(keys(mergeTimeline(now, older))).toEqual(['d', 'c', 'b', 'a']);
  });

  it('lets go of an entry that left the live part from its middle: it was taken back', () => {
    const before = [contact('c', 30), contact('b', 20), contact('a', 10)];
    const older: readonly TimelineEntry[] = [];
    expect(keepPushedOut(older, before, [contact('c', 30), contact('a', 10)])).toBe(older);
  });

  it('takes a page once, however often it arrives', () => {
    const once = addPage([], [contact('a', 10)]);
    expect(addPage(once, [contact('a', 10)])).toBe(once);
  });
});

describe('filtering', () => {
  const entries = [contact('a', 40, 'Bin was\nNOT emptied'), contact('b', 30, 'rang again', 'email'), task('t', 20)];

  it('finds every word in any order and case, across lines', () => {
    expect(keys(filterTimeline(entries, { ...NO_FILTER, text: 'emptied  bin' }))).toEqual(['a']);
  });

  it('looks at names as well as notes', () => {
    expect(keys(filterTimeline(entries, { ...NO_FILTER, text: 'amira' }))).toEqual(['a', 'b']);
  });

  it('narrows by kind and by channel; what has no channel is not on one', () => {
    expect(keys(filterTimeline(entries, { ...NO_FILTER, kind: 'task' }))).toEqual(['t']);
    expect(keys(filterTimeline(entries, { ...NO_FILTER, channel: 'email' }))).toEqual(['b']);
  });

  it('narrows by service, that of a decision being its contact’s, and names those there are', () => {
    const about = (key: string, at: number, serviceId: string): TimelineEntry => {
      const entry = contact(key, at);
      return entry.kind === 'contact' ? { ...entry, contact: { ...entry.contact, serviceId: asId(serviceId) } } : entry;
    };
    const decided = { kind: 'decision', key: 'd', at: 35, pending: false, decision: { contactId: 'x', requestedBy: 'p-1', decidedBy: 'p-1' } } as unknown as TimelineEntry;
    const some = [about('x', 40, '528'), decided, about('y', 30, '57'), task('t', 20)];
    expect(keys(filterTimeline(some, { ...NO_FILTER, service: '528' }))).toEqual(['x', 'd']);
    expect(keys(filterTimeline(some, { ...NO_FILTER, service: '533' }))).toEqual(['t']);
    expect(servicesIn(some).map(({ id }) => id)).toEqual(['528', '57', '533']);
    expect(choicesIn({ ...NO_FILTER, service: '528', partner: 'depot', text: 'x' })).toBe(2);
  });

  it('narrows by partner: what its people wrote or decided, and what they have to do', () => {
    const partners = partnersOf({
      sites: [{ id: asId('depot'), name: 'Depot', kind: 'partner' }, { id: asId('hub'), name: 'Hub', kind: 'hub' }],
      staff: [{ id: asId('p-1'), name: 'Craig', post: 'partner-officer', role: 'partner', siteId: asId('depot'), teamId: 'waste', partnerCategory: 'waste' }],
      services: [{ id: asId('533'), name: 'Containers', category: 'waste', targetWorkingDays: 2, online: true, guidance: null }, { id: asId('57'), name: 'Council tax', category: 'revenues', targetWorkingDays: 2, online: true, guidance: null }],
    });
    expect(partners.map(({ siteId, staffIds, serviceIds }) => [siteId, [...staffIds], [...serviceIds]])).toEqual([['depot', ['p-1'], ['533']]]);
    const decided = { kind: 'decision', key: 'd', at: 35, pending: false, decision: { contactId: null, requestedBy: 'p-1', decidedBy: 'p-1' } } as unknown as TimelineEntry;
    expect(keys(filterTimeline([...entries, decided], { ...NO_FILTER, partner: 'depot' }, partners))).toEqual(['t', 'd']);
    expect(filterTimeline(entries, { ...NO_FILTER, partner: 'gone' }, partners)).toEqual([]);
  });

  it('gives the same list back where nothing is asked, so that nothing is drawn again', () => {
    expect(filterTimeline(entries, { ...NO_FILTER, text: '  ' })).toBe(entries);
  });
});

describe('days', () => {
  it('are the council’s: half past midnight in July is still the day before in UTC', () => {
    expect(dayOf(Date.UTC(2026, 6, 1, 23, 30))).toBe('2026-07-02');
    expect(dayOf(Date.UTC(2026, 11, 1, 23, 30))).toBe('2026-12-01');
  });

  it('are opened once, by their first entry', () => {
    const day = 24 * 3600_000;
    const rows = withDays([contact('c', 10 * day + 10), contact('b', 10 * day), contact('a', 9 * day)]);
    expect(rows.map((row) => row.opensDay)).toEqual([true, false, true]);
  });
});

describe('moving by keyboard', () => {
  it('steps, pages and jumps, held at both ends', () => {
    expect(movedRow(30, 1, 'ArrowDown')).toBe(2);
    expect(movedRow(30, 29, 'ArrowDown')).toBe(29);
    expect(movedRow(30, 0, 'ArrowUp')).toBe(0);
    expect(movedRow(30, 25, 'PageDown')).toBe(29);
    expect(movedRow(30, 5, 'PageUp')).toBe(0);
    expect(movedRow(30, 5, 'End')).toBe(29);
    expect(movedRow(30, 5, 'Home')).toBe(0);
  });

  it('leaves other keys, and an empty list, alone', () => {
    expect(movedRow(30, 5, 'a')).toBeNull();
    expect(movedRow(0, 0, 'ArrowDown')).toBeNull();
  });
});

describe('a long note', () => {
  it('is one of many characters or many lines', () => {
    expect(isLong('a short note')).toBe(false);
    expect(isLong('x'.repeat(421))).toBe(true);
    expect(isLong('1\n2\n3\n4\n5\n6\n7')).toBe(true);
  });
});
