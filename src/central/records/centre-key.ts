import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { CentralStore } from '../pg/central-store.ts';
import { secretNamed } from '../identity/secrets.ts';

export interface CentreKey {
  /** SPKI, base64. */
  publicKey: string;
  sign: (text: string) => string;
}

/** The centre’s own key (Ed25519) for the end of an export. */
export async function centreKey(store: CentralStore): Promise<CentreKey> {
  const kept = await secretNamed(store, 'record-private-key', () =>
    Promise.resolve(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  const privateKey = createPrivateKey(kept);
  return {
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
  };
}
