import { describe, expect, it } from 'vitest';
import { parsePence, parseWhole, penceText } from './amount-text.ts';

describe('amounts as they are typed', () => {
  it.each([['12', 1200], ['12.5', 1250], ['12.50', 1250], ['£1,012.05', 101_205], [' 7 ', 700], ['.5', 50], ['3.', 300], ['0', 0]])('%s is %d pence', (text, pence) => {
    expect(parsePence(text)).toBe(pence);
  });

  it.each(['12.505', 'ten', '-5', '.', '1.2.3', '12345678'])('%s is no amount of pounds', (text) => {
    expect(parsePence(text)).toBeUndefined();
  });

  it('nothing is not zero', () => {
    expect(parsePence('')).toBeNull();
    expect(parsePence(' £')).toBeNull();
    expect(parseWhole(' ')).toBeNull();
  });

  it('goes into the field as it would be read out of it', () => {
    for (const pence of [0, 5, 50, 100, 1250, 101_205]) expect(parsePence(penceText(pence))).toBe(pence);
    expect(penceText(1200)).toBe('12');
    expect(penceText(1250)).toBe('12.50');
  });

  it('counts only in whole numbers', () => {
    expect(parseWhole('14')).toBe(14);
    expect(parseWhole('1,200')).toBe(1200);
    for (const text of ['1.5', '-1', 'two']) expect(parseWhole(text)).toBeUndefined();
  });
});
