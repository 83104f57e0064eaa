/** Ids drawn at the desk, and references made to be read out over a telephone. */
import { v7 } from 'uuid';

export const newId = (): string => v7();

// Crockford's base 32: no I, L, O or U, so that nothing sounds or looks like a digit.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `CF-7K3M-92QX`: 40 random bits. It is for people; the id beside it is what tells records apart. */
export function humanReference(): string {
  const letters = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => alphabet[byte % 32]).join('');
  return `CF-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
