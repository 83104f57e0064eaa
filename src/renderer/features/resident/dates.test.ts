import { describe, expect, it } from 'vitest';
import { ageAt, dateText } from './dates.ts';

describe('dates of a record', () => {
  it('are written out, whatever zone the machine stands in', () => {
    expect(dateText('1961-03-04', 'en-GB')).toBe('4 March 1961');
  });

  it('give the age on the council’s day', () => {
    const eveOfBirthday = Date.UTC(2026, 6, 9, 22, 30);
    expect(ageAt('1980-07-10', eveOfBirthday)).toBe(45);
    // Half an hour later it is the tenth in London and still the ninth in UTC.
    expect(ageAt('1980-07-10', eveOfBirthday + 60 * 60_000)).toBe(46);
    expect(ageAt('2004-02-29', Date.UTC(2025, 1, 28, 12))).toBe(20);
    expect(ageAt('2004-02-29', Date.UTC(2025, 2, 1, 12))).toBe(21);
  });
});
