/**
 * A desk seals its data key to the centre against a lost keychain. What is sealed names the person and the device, and
 * the centre opens it for those two together and for nobody else.
 */
import { constants, createPublicKey, generateKeyPair as generateKeyPairWithCallback, privateDecrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { CentralStore } from '../pg/central-store.ts';
import { secretNamed } from './secrets.ts';

const generateKeyPair = promisify(generateKeyPairWithCallback);
const sealedSchema = z.object({ key: z.string(), deviceId: z.string(), staffId: z.string() });

export interface Escrow {
  /** SPKI PEM. */
  publicKey: string;
  open: (sealed: string, holder: { staffId: string; deviceId: string }) => Outcome<{ key: string }>;
}

async function makePrivateKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('rsa', {
    modulusLength: 3072, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey;
}

export async function openEscrow(store: CentralStore): Promise<Escrow> {
  const privateKey = await secretNamed(store, 'escrow-private-key', makePrivateKey);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  // One answer for all that can be wrong: which of them it was is nobody's business.
  const refusal = fail('not-allowed', 'The centre can’t open this key for you on this desk. Sign in as the person whose desk this is, or set the desk up anew.');
  return {
    publicKey,
    open: (sealed, holder) => {
      let text: string;
      try {
        text = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, Buffer.from(sealed, 'base64')).toString('utf8');
      } catch {
        return refusal;
      }
      const parsed = sealedSchema.safeParse(parseJson(text));
      const theirs = parsed.success && parsed.data.deviceId === holder.deviceId && parsed.data.staffId === holder.staffId;
      return theirs ? succeed({ key: parsed.data.key }) : refusal;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
