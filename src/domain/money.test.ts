import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPence } from './money.ts';

test('writes whole pounds without pence and the rest with two digits', () => {
  expect(formatPence(2500)).toBe('£25');
  expect(formatPence(2550)).toBe('£25.50');
  expect(formatPence(5)).toBe('£0.05');
  expect(formatPence(0)).toBe('£0');
  expect(formatPence(-150)).toBe('-£1.50');
  expect(formatPence(123_456_789)).toBe('£1,234,567.89');
});

test('reads back as the pence it was given', () => {
  fc.assert(fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (pence) => {
    const read = Number(formatPence(pence).replaceAll(/[£,]/g, ''));
    expect(Math.round(read * 100)).toBe(pence);
  }));
});
