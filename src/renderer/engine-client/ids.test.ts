import { describe, expect, it } from 'vitest';
import { humanReference, newId } from './ids.ts';

describe('ids drawn at the desk', () => {
  it('sort by the time they were drawn', () => {
    const drawn = Array.from({ length: 50 }, newId);
    expect(drawn.toSorted()).toEqual(drawn);
    expect(new Set(drawn).size).toBe(50);
  });

  it('come with a reference that can be read out: no letter that looks or sounds like a digit', () => {
    const references = Array.from({ length: 200 }, humanReference);
    for (const reference of references) expect(reference).toMatch(/^CF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(references).size).toBe(200);
  });
});
