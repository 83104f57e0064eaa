/** `keyring.json`: one person's wrapped key on this desk, kept twice because the unsent work hangs on it. */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../lifecycle/replace-file.ts';
import { kdf } from './kdf.ts';

const VERSION = 1;

const keyringSchema = z.object({
  version: z.literal(VERSION),
  council: z.string().min(1),
  username: z.string().min(1),
  name: z.string(),
  staffId: z.string().min(1),
  deviceId: z.uuid(),
  // Literals: a tampered file must not be able to weaken the wrapping or ask for all the memory there is.
  kdf: z.object({ name: z.literal(kdf.name), N: z.literal(kdf.N), r: z.literal(kdf.r), p: z.literal(kdf.p), salt: z.base64() }),
  /** True where `wrapped` is sealed once more by the operating system's keychain. */
  keychain: z.boolean(),
  wrapped: z.base64(),
  check: z.base64(),
  escrow: z.object({ keyId: z.string(), sealed: z.base64() }),
  lastUsedAt: z.int(),
});
export type Keyring = z.infer<typeof keyringSchema>;
const versionSchema = z.object({ version: z.int() });

export type KeyringRead = { kind: 'none' } | { kind: 'damaged' } | { kind: 'newer' } | { kind: 'keyring'; keyring: Keyring };

const FILE = 'keyring.json';
const BACKUP = 'keyring.backup.json';
export const keyringFiles = [FILE, BACKUP] as const;

async function readOne(file: string): Promise<KeyringRead> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? { kind: 'none' } : { kind: 'damaged' };
  }
  let content: unknown;
  try { content = JSON.parse(text); } catch { return { kind: 'damaged' }; }
  const parsed = keyringSchema.safeParse(content);
  if (parsed.success) return { kind: 'keyring', keyring: parsed.data };
  const version = versionSchema.safeParse(content);
  return { kind: version.success && version.data.version > VERSION ? 'newer' : 'damaged' };
}

/** The file, or its backup where the file can't be used. */
export async function readKeyring(folder: string): Promise<KeyringRead> {
  const first = await readOne(path.join(folder, FILE));
  if (first.kind === 'keyring' || first.kind === 'newer') return first;
  const second = await readOne(path.join(folder, BACKUP));
  return second.kind === 'none' ? first : second;
}

/** Each file is whole at every moment, and the backup is only touched once the first is safe on disk. */
export async function writeKeyring(folder: string, keyring: Keyring): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(keyring, null, 2)}\n`;
  for (const name of keyringFiles) await replaceFile(path.join(folder, name), text);
}
