import { expect, it } from 'vitest';
import { readable } from './readable.ts';

it('takes out what can’t be seen or kept, and nothing else', () => {
  expect(readable({ note: 'Rang\0 twice \ud83d, \u{1f600} after.', amount: 5, item: null, evidence: [{ detail: 'Log\0' }], yes: true }))
    .toEqual({ note: 'Rang twice , \u{1f600} after.', amount: 5, item: null, evidence: [{ detail: 'Log' }], yes: true });
});
