import { describe, expect, it } from 'vitest';
import { agoText, dateTimeText, fullText, relativeText } from './time-text.ts';

const at = (text: string): number => Date.parse(text);
const now = at('2026-07-14T09:42:00Z'); // 10:42 in London

describe('an instant in words', () => {
  it('is on the council’s clock, summer and winter', () => {
    expect(dateTimeText(at('2026-07-14T08:05:00Z'), now, 'en-GB')).toBe('09:05');
    expect(dateTimeText(at('2026-01-14T08:05:00Z'), now, 'en-GB')).toBe('14 Jan, 08:05');
    expect(dateTimeText(at('2025-12-31T23:59:00Z'), now, 'en-GB')).toBe('31 Dec 2025, 23:59');
    expect(fullText(now, 'en-GB')).toMatch(/^Tuesday,? 14 July 2026, 10:42$/);
  });

  it('is told by the minute, then by the clock, then by the day', () => {
    const ago = (ms: number): string => relativeText(now - ms, now, 'en-GB');
    expect(ago(10_000)).toBe('this minute');
    expect(ago(5 * 60_000)).toBe('5 minutes ago');
    expect(ago(2 * 3_600_000)).toBe('08:42');
    expect(ago(12 * 3_600_000)).toBe('yesterday, 22:42');
    expect(ago(4 * 24 * 3_600_000)).toBe('10 Jul');
    expect(ago(400 * 24 * 3_600_000)).toBe('9 Jun 2025');
  });

  it('looks ahead too', () => {
    expect(relativeText(now + 30 * 60_000, now, 'en-GB')).toBe('in 30 minutes');
    expect(relativeText(now + 24 * 3_600_000, now, 'en-GB')).toBe('tomorrow, 10:42');
  });

  it('tells the age of data in the unit that fits', () => {
    expect(agoText(now - 12 * 60_000, now, 'en-GB')).toBe('12 minutes ago');
    expect(agoText(now - 3 * 3_600_000, now, 'en-GB')).toBe('3 hours ago');
    expect(agoText(now - 72 * 3_600_000, now, 'en-GB')).toBe('3 days ago');
    expect(agoText(now + 5_000, now, 'en-GB')).toBe('this minute');
  });
});
