/** Wrapping a desk's data key: by the person's passphrase, and sealed to the centre against the day that is lost. */
import {
  constants, createCipheriv, createDecipheriv, createHash, createHmac, publicEncrypt, randomBytes, scrypt, timingSafeEqual,
} from 'node:crypto';
import { kdf } from './kdf.ts';

export const KEY_BYTES = 32;
export const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One person's accents may be composed differently by another keyboard.
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 256 * 1024 * 1024 },
      (error, derived) => { if (error === null) resolve(derived); else reject(error); });
  });
}

/** `belongsTo` is bound in: a wrapped key moved to another desk's file does not open. Answers iv, tag and ciphertext. */
export async function wrapKey(key: Buffer, passphrase: string, salt: Buffer, belongsTo: string): Promise<Buffer> {
  const wrappingKey = await derive(passphrase, salt);
  try {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', wrappingKey, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(belongsTo));
    const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  } finally {
    wrappingKey.fill(0);
  }
}

/** Null where the passphrase is another, or the file was tampered with: the two look alike, by design. */
export async function unwrapKey(wrapped: Buffer, passphrase: string, salt: Buffer, belongsTo: string): Promise<Buffer | null> {
  if (wrapped.length !== IV_BYTES + TAG_BYTES + KEY_BYTES) return null;
  const wrappingKey = await derive(passphrase, salt);
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(belongsTo)).setAuthTag(wrapped.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const key = decipher.update(wrapped.subarray(IV_BYTES + TAG_BYTES));
    try {
      decipher.final();
      return key;
    } catch {
      key.fill(0);
      return null;
    }
  } finally {
    wrappingKey.fill(0);
  }
}

/** Tells the right key from another without saying anything about it. */
export const checkOf = (key: Buffer): string => createHmac('sha256', key).update('casefront desk key').digest('base64');

export function isKeyOf(key: Buffer, check: string): boolean {
  const expected = Buffer.from(check, 'base64');
  const actual = Buffer.from(checkOf(key), 'base64');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Which of the centre's public keys something is sealed to. */
export const escrowKeyId = (pem: string): string => createHash('sha256').update(pem.trim()).digest('hex').slice(0, 32);

/** Seals the key to the centre (RSA-OAEP-256, base64) together with whom and what it belongs to, which the centre checks. */
export function sealToCentre(key: Buffer, owner: { deviceId: string; staffId: string }, pem: string): string {
  const plain = Buffer.from(JSON.stringify({ key: key.toString('base64'), ...owner }));
  try {
    return publicEncrypt({ key: pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, plain).toString('base64');
  } finally {
    plain.fill(0);
  }
}
