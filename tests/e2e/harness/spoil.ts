/** Does to a desk's files what life does: a reset keychain, a newer version that was used in between. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Keyrings } from '../../../src/main/keyring/keyrings.ts';
import { openSealed, type SealedDatabase } from '../../../src/engine/store/sealed-database.ts';
import { demoPassphrase } from './desk.ts';

const noKeychain = { available: () => false, encrypt: (plain: Buffer) => plain, decrypt: () => null };

interface KeyringFile { username: string; council: string; keychain: boolean; wrapped: string }

/** Makes the keyring look as it does on a computer whose keychain sealed it and was then reset. */
export async function sealForLostKeychain(folder: string): Promise<void> {
  for (const name of ['keyring.json', 'keyring.backup.json']) {
    const file = path.join(folder, name);
    let keyring: KeyringFile;
    try {
      keyring = JSON.parse(await readFile(file, 'utf8')) as KeyringFile;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      throw error;
    }
    await writeFile(file, JSON.stringify({ ...keyring, keychain: true, wrapped: randomBytes(120).toString('base64') }));
  }
}

/** Opens one of a person's files as they would, with their passphrase, while the app is closed. */
async function inFile(folder: string, file: string, work: (database: SealedDatabase) => void): Promise<void> {
  const keyring = JSON.parse(await readFile(path.join(folder, 'keyring.json'), 'utf8')) as KeyringFile;
  const keyrings = new Keyrings(path.dirname(path.dirname(folder)), noKeychain);
  const { read } = await keyrings.at(keyring.username, keyring.council);
  if (read.kind !== 'keyring') throw new Error('No keyring to open the file with.');
  const unlocked = await keyrings.unlock(read.keyring, await demoPassphrase());
  if (unlocked.kind !== 'key') throw new Error('The keyring did not open.');
  const opened = openSealed(path.join(folder, file), unlocked.key, { synchronous: 'NORMAL', thorough: false });
  if (!opened.ok) throw new Error('The file did not open.');
  work(opened.value);
  opened.value.close();
}

/** Marks the cache as one of a later schema, as a newer Casefront would leave it. */
export const withNewerCache = (folder: string): Promise<void> =>
  inFile(folder, 'cache.db', (database) => { database.pragma('user_version = 1000000'); });

/** Has the desk last in touch at an instant. */
export const lastInTouch = (folder: string, at: number): Promise<void> => inFile(folder, 'outbox.db', (database) => {
  database.prepare(`UPDATE meta SET value = json_set(value, '$.lastContactAt', ?) WHERE name = 'lease'`).run(at);
});
