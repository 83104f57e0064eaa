import { describe, expect, it } from 'vitest';
import { lookOf } from './theme.ts';

describe('the look', () => {
  it('follows the computer until a person chooses', () => {
    expect(lookOf('system', { dark: false, moreContrast: false })).toBe('light');
    expect(lookOf('system', { dark: true, moreContrast: false })).toBe('dark');
    expect(lookOf('light', { dark: true, moreContrast: true })).toBe('light');
  });

  it('puts contrast before darkness', () => {
    expect(lookOf('system', { dark: true, moreContrast: true })).toBe('contrast');
  });
});
