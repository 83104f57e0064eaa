/** Stand-ins for the operating system's keychain and the log, for tests that run without Electron. */
import { createCipheriv, createDecipheriv, generateKeyPairSync, privateDecrypt, constants, randomBytes } from 'node:crypto';
import type { Keychain } from '../keyring/keychain.ts';
import type { Facts, Log } from '../lifecycle/log.ts';

/** A keychain with a secret of its own; `lose` makes it another one, `remove` takes it away. */
export class FakeKeychain implements Keychain {
  #secret: Buffer | null = randomBytes(32);

  available = (): boolean => this.#secret !== null;
  encrypt = (plain: Buffer): Buffer => {
    if (this.#secret === null) throw new Error('There is no keychain');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#secret, iv);
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  decrypt = (sealed: Buffer): Buffer | null => {
    if (this.#secret === null) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.#secret, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(12, 28));
    const plain = decipher.update(sealed.subarray(28));
    try { decipher.final(); return plain; } catch { return null; }
  };
  lose(): void { this.#secret = randomBytes(32); }
  remove(): void { this.#secret = null; }
}

export const noKeychain: Keychain = {
  available: () => false,
  encrypt: () => { throw new Error('There is no keychain'); },
  decrypt: () => null,
};

/** A centre's escrow key: its public half as the desk gets it, and what the centre does to open what was sealed. */
export function escrowPair(): { pem: string; open: (sealed: string) => { key: string; deviceId: string; staffId: string } } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    open: (sealed) => JSON.parse(privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(sealed, 'base64')).toString()) as
      { key: string; deviceId: string; staffId: string },
  };
}

export interface LogLine { level: 'info' | 'warn' | 'error'; message: string; facts: Facts | undefined }

export function memoryLog(): Log & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const add = (level: LogLine['level']) => (message: string, facts?: Facts): void => { lines.push({ level, message, facts }); };
  return { lines, info: add('info'), warn: add('warn'), error: add('error') };
}
