import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { byStory, happenedWhileAway, lastSpoken, storiesOf } from './stories.ts';

const contact = (id: string, at: number, caseId: string | null, channel = 'phone-in', staffId = 'tom') =>
  ({ key: `contact:${id}`, at, pending: false, kind: 'contact', contact: { id, caseId, channel, staffId } }) as unknown as TimelineEntry;
const decision = (id: string, at: number, contactId: string | null) =>
  ({ key: `decision:${id}`, at, pending: false, kind: 'decision', decision: { id, contactId, requestedBy: 'tom' } }) as unknown as TimelineEntry;
const message = (id: string, at: number, decisionId: string | null) =>
  ({ key: `message:${id}`, at, pending: false, kind: 'message', message: { id, decisionId, escalationId: null } }) as unknown as TimelineEntry;

describe('stories', () => {
  it('put a case together with its contacts, their decisions and what these sent', () => {
    const entries = [message('m', 60, 'd'), decision('d', 50, 'c2'), contact('other', 40, null), contact('c2', 30, 'bin'), contact('c1', 10, 'bin')];
    const rows = byStory(entries, storiesOf(entries));
    expect(rows.map(({ key }) => key)).toEqual(['message:m', 'decision:d', 'contact:c2', 'contact:c1', 'contact:other']);
    expect(rows.map(({ opensStory }) => opensStory?.count ?? null)).toEqual([4, null, null, null, 1]);
    expect(rows[0]?.opensStory).toMatchObject({ caseId: 'bin' });
  });

  it('keep what belongs to one contact with it, and lose nothing', () => {
    const entries = [message('m', 60, 'd'), decision('alone', 55, null), decision('d', 50, 'c'), contact('c', 40, null)];
    const rows = byStory(entries, storiesOf(entries));
    expect(rows.map(({ key }) => key)).toEqual(['message:m', 'decision:d', 'contact:c', 'decision:alone']);
  });
});

describe('what is new', () => {
  it('stands above the last conversation', () => {
    expect(lastSpoken([message('m', 60, null), contact('web', 50, null, 'web'), contact('call', 40, null)])).toBe('contact:call');
    expect(lastSpoken([contact('call', 40, null), contact('older', 30, null)])).toBeNull();
    expect(lastSpoken([contact('web', 50, null, 'web')])).toBeNull();
  });

  it('is what others did while this desk was away', () => {
    const away = { from: 20, until: 50 };
    expect(happenedWhileAway(contact('c', 30, null, 'phone-in', 'amina'), away, 'tom')).toBe(true);
    expect(happenedWhileAway(contact('c', 30, null), away, 'tom')).toBe(false);
    expect(happenedWhileAway(contact('c', 60, null, 'phone-in', 'amina'), away, 'tom')).toBe(false);
    expect(happenedWhileAway(contact('c', 30, null, 'phone-in', 'amina'), null, 'tom')).toBe(false);
  });
});
