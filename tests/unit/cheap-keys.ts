/** Deriving a key is slow on purpose. Tests of everything else derive a cheap one; windows and `kdf.test.ts` have the real. */
import { vi } from 'vitest';

vi.mock('../../src/main/keyring/kdf.ts', () => ({ kdf: { name: 'scrypt', N: 2 ** 10, r: 8, p: 1 } }));
