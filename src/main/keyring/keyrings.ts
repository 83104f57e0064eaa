/**
 * The desks kept on this computer: one folder a person, `<desks>/<council>/<hash of the username>/`, with the keyring
 * beside the person's cache and outbox. The key itself is only ever in memory; who is given it zeroes it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { KnownPerson } from '#contract/channels.ts';
import type { Keychain } from './keychain.ts';
import { keyringFiles, readKeyring, writeKeyring, type Keyring, type KeyringRead } from './keyring-file.ts';
import { readUnsent } from './unsent-file.ts';
import { kdf } from './kdf.ts';
import { checkOf, escrowKeyId, isKeyOf, KEY_BYTES, SALT_BYTES, sealToCentre, unwrapKey, wrapKey } from './wrap.ts';

export interface DeskFolder {
  folder: string;
  read: KeyringRead;
}

/** What a keyring says about its owner, as the centre last told it. */
export interface Owner {
  council: string;
  username: string;
  name: string;
  staffId: string;
  deviceId: string;
}

export type Unlocked = { kind: 'key'; key: Buffer } | { kind: 'wrong-passphrase' } | { kind: 'keychain-missing' };

/** What the centre or a person calls something is not a path until it is made one. */
const folderName = (text: string): string =>
  /^[a-z0-9][a-z0-9-]{0,59}$/.test(text) ? text : createHash('sha256').update(text).digest('hex').slice(0, 16);
const personFolder = (username: string): string =>
  createHash('sha256').update(username.trim().toLowerCase()).digest('hex').slice(0, 16);
const belongsTo = (owner: Owner): string => `casefront keyring 1\n${owner.council}\n${owner.staffId}\n${owner.deviceId}`;

async function foldersIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export class Keyrings {
  readonly #desks: string;
  readonly #keychain: Keychain;
  readonly #now: () => number;

  constructor(desksFolder: string, keychain: Keychain, now: () => number = Date.now) {
    this.#desks = desksFolder;
    this.#keychain = keychain;
    this.#now = now;
  }

  /** Where a person's desk with a council is, or would be. */
  async at(username: string, council: string): Promise<DeskFolder> {
    const folder = path.join(this.#desks, folderName(council), personFolder(username));
    return { folder, read: await readKeyring(folder) };
  }

  /** The desk a person used last, whichever council's: what there is to go by while no centre answers. */
  async lastUsed(username: string): Promise<DeskFolder | null> {
    const desks = await Promise.all((await foldersIn(this.#desks)).map((council) => this.at(username, council)));
    const usedAt = (desk: DeskFolder): number => desk.read.kind === 'keyring' ? desk.read.keyring.lastUsedAt : -1;
    return desks.filter((desk) => desk.read.kind !== 'none').sort((a, b) => usedAt(b) - usedAt(a))[0] ?? null;
  }

  /** Who used this computer before, the latest first; of one council where one answers. */
  async knownPeople(council: string | null): Promise<KnownPerson[]> {
    const desks = (await this.desks(council)).sort((one, other) => other.keyring.lastUsedAt - one.keyring.lastUsedAt);
    const people = await Promise.all(desks.map(async ({ folder, keyring: { username, name } }): Promise<KnownPerson> => {
      const unsent = await readUnsent(folder);
      return { username, name, ...unsent === 0 ? {} : { unsent } };
    }));
    return [...new Map(people.map((person) => [person.username, person])).values()];
  }

  /** How much unsent work waits in somebody's desk here, told without their key; null where they have none. */
  async unsentOf(username: string, council: string | null): Promise<number | null> {
    const desk = council === null ? await this.lastUsed(username) : await this.at(username, council);
    return desk?.read.kind === 'keyring' ? readUnsent(desk.folder) : null;
  }

  /** Every desk on this computer whose keyring can be read. */
  async desks(council: string | null): Promise<{ folder: string; keyring: Keyring }[]> {
    const councils = council === null ? await foldersIn(this.#desks) : [folderName(council)];
    const folders = (await Promise.all(councils.map(async (name) =>
      (await foldersIn(path.join(this.#desks, name))).filter((person) => /^[0-9a-f]{16}$/.test(person))
        .map((person) => path.join(this.#desks, name, person))))).flat();
    const read = await Promise.all(folders.map(async (folder) => ({ folder, read: await readKeyring(folder) })));
    return read.flatMap(({ folder, read: found }) => found.kind === 'keyring' ? [{ folder, keyring: found.keyring }] : []);
  }

  /** Draws a new key for a person who has none here, and keeps it wrapped. */
  async create(folder: string, owner: Owner, passphrase: string, escrowPem: string): Promise<{ key: Buffer; keyring: Keyring }> {
    const key = randomBytes(KEY_BYTES);
    return { key, keyring: await this.#keep(folder, owner, key, passphrase, escrowPem) };
  }

  /** Whether this computer's keychain still opens what it sealed. Costs nothing, and needs no passphrase. */
  keychainOpens(keyring: Keyring): boolean {
    return !keyring.keychain || this.#keychain.decrypt(Buffer.from(keyring.wrapped, 'base64')) !== null;
  }

  async unlock(keyring: Keyring, passphrase: string): Promise<Unlocked> {
    const stored = Buffer.from(keyring.wrapped, 'base64');
    const wrapped = keyring.keychain ? this.#keychain.decrypt(stored) : stored;
    if (wrapped === null) return { kind: 'keychain-missing' };
    const key = await unwrapKey(wrapped, passphrase, Buffer.from(keyring.kdf.salt, 'base64'), belongsTo(keyring));
    if (key === null) return { kind: 'wrong-passphrase' };
    return isKeyOf(key, keyring.check) ? { kind: 'key', key } : { kind: 'wrong-passphrase' };
  }

  /** Takes back a key that the centre opened, under the passphrase of today. Null where it is not this desk's key. */
  async recover(folder: string, keyring: Keyring, key: Buffer, owner: Owner, passphrase: string, escrowPem: string): Promise<Keyring | null> {
    if (key.length !== KEY_BYTES || !isKeyOf(key, keyring.check)) return null;
    return this.#keep(folder, owner, key, passphrase, escrowPem);
  }

  /** After a sign-in: who this is may be called something else by now, and the centre's or this computer's lock may be new. */
  async renew(folder: string, keyring: Keyring, key: Buffer, name: string, passphrase: string, escrowPem: string | null): Promise<Keyring> {
    if (escrowPem !== null && (keyring.keychain !== this.#keychain.available() || keyring.escrow.keyId !== escrowKeyId(escrowPem))) {
      return this.#keep(folder, { ...keyring, name }, key, passphrase, escrowPem);
    }
    const renewed = { ...keyring, name, lastUsedAt: this.#now() };
    await writeKeyring(folder, renewed);
    return renewed;
  }

  /** Puts a folder that belongs to somebody else out of the way, whole. Returns its new name. */
  async setFolderAside(folder: string): Promise<string> {
    const name = `${path.basename(folder)}.former-${String(this.#now())}`;
    await rename(folder, path.join(path.dirname(folder), name));
    return name;
  }

  /** Keeps a keyring that can't be read under another name, so that a new one can be made beside the person's files. */
  async setDamagedAside(folder: string): Promise<void> {
    for (const name of keyringFiles) {
      await rename(path.join(folder, name), path.join(folder, `${name}.damaged-${String(this.#now())}`)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      });
    }
  }

  async #keep(folder: string, owner: Owner, key: Buffer, passphrase: string, escrowPem: string): Promise<Keyring> {
    const salt = randomBytes(SALT_BYTES);
    const wrapped = await wrapKey(key, passphrase, salt, belongsTo(owner));
    const keychain = this.#keychain.available();
    const { council, username, name, staffId, deviceId } = owner;
    const keyring: Keyring = {
      version: 1, council, username, name, staffId, deviceId,
      kdf: { ...kdf, salt: salt.toString('base64') },
      keychain, wrapped: (keychain ? this.#keychain.encrypt(wrapped) : wrapped).toString('base64'),
      check: checkOf(key),
      escrow: { keyId: escrowKeyId(escrowPem), sealed: sealToCentre(key, { deviceId, staffId }, escrowPem) },
      lastUsedAt: this.#now(),
    };
    await writeKeyring(folder, keyring);
    return keyring;
  }
}
