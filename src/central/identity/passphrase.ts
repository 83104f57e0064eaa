/** Passphrases as they are stored: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, base64 without padding. */
import { randomBytes, scrypt as scryptWithCallback, timingSafeEqual } from 'node:crypto';

/** `ln` is log2 of scrypt's N. */
export interface ScryptCost { ln: number; r: number; p: number }

/** OWASP's figures for scrypt (Password Storage Cheat Sheet), in the form that takes 32 MB, so that a morning's sign-ins fit in memory. */
export const SCRYPT_COST: ScryptCost = { ln: 15, r: 8, p: 3 };

export type PassphraseHash = string & { readonly passphraseHash: unique symbol };

const HASH_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY = 512 * 1024 * 1024;

function scrypt(passphrase: string, salt: Buffer, { ln, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same characters typed on another keyboard may arrive composed differently.
    scryptWithCallback(passphrase.normalize('NFKC'), salt, HASH_BYTES, { N: 2 ** ln, r, p, maxmem: MAX_MEMORY }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

export async function hashPassphrase(passphrase: string, cost: ScryptCost = SCRYPT_COST): Promise<PassphraseHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await scrypt(passphrase, salt, cost);
  return `$scrypt$ln=${String(cost.ln)},r=${String(cost.r)},p=${String(cost.p)}$${base64(salt)}$${base64(hash)}` as PassphraseHash;
}

/** Takes as long whether or not it is right. Throws where the stored text is no hash of ours. */
export async function passphraseMatches(passphrase: string, stored: PassphraseHash): Promise<boolean> {
  const found = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (found === null) throw new Error('a stored passphrase hash cannot be read');
  const [, ln, r, p, salt, hash] = found;
  const expected = Buffer.from(hash ?? '', 'base64');
  const given = await scrypt(passphrase, Buffer.from(salt ?? '', 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) });
  return expected.length === given.length && timingSafeEqual(expected, given);
}
