import { expect, it, vi } from 'vitest';
import type * as real from './kdf.ts';

it('guessing a passphrase costs what OWASP asks of scrypt', async () => {
  const { kdf } = await vi.importActual<typeof real>('./kdf.ts');
  expect(kdf).toEqual({ name: 'scrypt', N: 131_072, r: 8, p: 1 });
});
