import { describe, expect, it } from 'vitest';
import { capital } from '../../ui/capital.ts';
import { givenWords } from './limit-words.ts';

const bins = { measure: 'count' as const, items: [{ code: 'grey', words: 'rubbish bin, 180 litres' }] };

describe('what is given, in words', () => {
  it('is an amount, or the thing itself where there is one of it', () => {
    expect(givenWords({ measure: 'money', items: [] }, 1050, null)).toBe('£10.50');
    expect(givenWords({ measure: 'days', items: [] }, 14, null)).toBe('14 days');
    expect(givenWords(bins, 1, 'grey')).toBe('rubbish bin, 180 litres');
    expect(givenWords(bins, 2, 'grey')).toBe('2 × rubbish bin, 180 litres');
    expect(givenWords(bins, 1, null)).toBe('1');
  });

  it('begins a line with a capital and leaves the rest as the scheme writes it', () => {
    expect(capital('proof of BSL need')).toBe('Proof of BSL need');
    expect(capital('')).toBe('');
  });
});
