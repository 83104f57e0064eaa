import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { escrowPair, FakeKeychain, noKeychain } from '../testing/fakes.ts';
import type { Keychain } from './keychain.ts';
import { readKeyring, type Keyring } from './keyring-file.ts';
import { Keyrings, type Owner } from './keyrings.ts';

const centre = escrowPair();
const passphrase = 'river otter lantern';
const amina: Owner = { council: 'harrowmere', username: 'amina', name: 'Amina Khan', staffId: 'staff-1', deviceId: '0b5f7b1e-6f0e-4a44-9c1b-3b2a52a1f1aa' };

let desks = '';
beforeEach(async () => { desks = await mkdtemp(path.join(os.tmpdir(), 'casefront-keyring-')); });
afterEach(async () => { await rm(desks, { recursive: true, force: true }); });

async function deskOf(keychain: Keychain): Promise<{ keyrings: Keyrings; folder: string; key: Buffer; keyring: Keyring }> {
  const keyrings = new Keyrings(desks, keychain);
  const { folder } = await keyrings.at(amina.username, amina.council);
  return { keyrings, folder, ...await keyrings.create(folder, amina, passphrase, centre.pem) };
}

async function stored(folder: string): Promise<Keyring> {
  const read = await readKeyring(folder);
  if (read.kind !== 'keyring') throw new Error(`The keyring is ${read.kind}`);
  return read.keyring;
}

const change = async (file: string, edit: (content: Keyring) => object): Promise<void> => {
  await writeFile(file, JSON.stringify(edit(JSON.parse(await readFile(file, 'utf8')) as Keyring)));
};

test('the passphrase gives back the key after a restart, and another passphrase does not', async () => {
  const { folder, key } = await deskOf(noKeychain);
  expect(key).toHaveLength(32);
  const later = new Keyrings(desks, noKeychain);
  expect(await later.unlock(await stored(folder), passphrase)).toEqual({ kind: 'key', key });
  expect(await later.unlock(await stored(folder), 'river otter lamp')).toEqual({ kind: 'wrong-passphrase' });
});

test.each([['with a keychain', new FakeKeychain()], ['without one', noKeychain]])('no file holds the key unwrapped, %s', async (_how, keychain) => {
  const { folder, key } = await deskOf(keychain);
  expect(await readdir(folder)).toEqual(['keyring.backup.json', 'keyring.json']);
  for (const name of await readdir(folder)) {
    const content = await readFile(path.join(folder, name));
    for (const form of [key, key.toString('base64'), key.toString('hex')]) expect(content.includes(form)).toBe(false);
  }
});

test('with a keychain both are needed: passphrase and keychain', async () => {
  const keychain = new FakeKeychain();
  const { keyrings, key, keyring } = await deskOf(keychain);
  expect(keyring.keychain).toBe(true);
  expect(await keyrings.unlock(keyring, passphrase)).toEqual({ kind: 'key', key });
  expect(await keyrings.unlock(keyring, 'wrong')).toEqual({ kind: 'wrong-passphrase' });
  keychain.lose();
  expect(keyrings.keychainOpens(keyring)).toBe(false);
  expect(await keyrings.unlock(keyring, passphrase)).toEqual({ kind: 'keychain-missing' });
  keychain.remove();
  expect(await keyrings.unlock(keyring, passphrase)).toEqual({ kind: 'keychain-missing' });
});

test('after the keychain is lost the centre’s copy is taken back, wrapped anew, and opens from then on', async () => {
  const keychain = new FakeKeychain();
  const { keyrings, folder, key, keyring } = await deskOf(keychain);
  keychain.lose();
  const opened = centre.open(keyring.escrow.sealed);
  expect(opened).toMatchObject({ deviceId: amina.deviceId, staffId: amina.staffId });
  const recovered = await keyrings.recover(folder, keyring, Buffer.from(opened.key, 'base64'), amina, 'new passphrase', centre.pem);
  expect(recovered).not.toBeNull();
  expect(await keyrings.unlock(await stored(folder), 'new passphrase')).toEqual({ kind: 'key', key });
  expect(await keyrings.unlock(await stored(folder), passphrase)).toEqual({ kind: 'wrong-passphrase' });
});

test('a key of another desk is not taken for this one’s, and the keyring stays as it was', async () => {
  const { keyrings, folder, keyring } = await deskOf(noKeychain);
  const before = await stored(folder);
  expect(await keyrings.recover(folder, keyring, Buffer.alloc(32, 7), amina, passphrase, centre.pem)).toBeNull();
  expect(await keyrings.recover(folder, keyring, Buffer.alloc(16), amina, passphrase, centre.pem)).toBeNull();
  expect(await stored(folder)).toEqual(before);
});

test('a tampered wrapping, salt, owner or check does not open', async () => {
  const { keyrings, keyring } = await deskOf(noKeychain);
  const flipped = Buffer.from(keyring.wrapped, 'base64');
  flipped[40] = flipped[40]! ^ 1;
  const tampered: Keyring[] = [
    { ...keyring, wrapped: flipped.toString('base64') },
    { ...keyring, wrapped: flipped.subarray(0, 30).toString('base64') },
    { ...keyring, kdf: { ...keyring.kdf, salt: Buffer.alloc(16).toString('base64') } },
    { ...keyring, staffId: 'staff-2' },
    { ...keyring, deviceId: '7d0f2f10-8e8a-4b6a-8f43-0f6f2a7c9d11' },
    { ...keyring, check: Buffer.alloc(32).toString('base64') },
  ];
  for (const one of tampered) expect(await keyrings.unlock(one, passphrase)).toEqual({ kind: 'wrong-passphrase' });
});

test('a file torn by a crash is read from its backup; both torn are damage, and weaker settings are damage too', async () => {
  const { folder, keyring } = await deskOf(noKeychain);
  const [file, backup] = [path.join(folder, 'keyring.json'), path.join(folder, 'keyring.backup.json')];
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, 100));
  expect(await stored(folder)).toEqual(keyring);
  await writeFile(backup, '');
  expect(await readKeyring(folder)).toEqual({ kind: 'damaged' });
  await rm(file);
  expect(await readKeyring(folder)).toEqual({ kind: 'damaged' });
  await rm(backup);
  expect(await readKeyring(folder)).toEqual({ kind: 'none' });

  const again = await deskOf(noKeychain);
  for (const name of ['keyring.json', 'keyring.backup.json']) {
    await change(path.join(folder, name), (content) => ({ ...content, kdf: { ...content.kdf, N: 2 } }));
  }
  expect(await readKeyring(again.folder)).toEqual({ kind: 'damaged' });
});

test('a keyring of a newer app is neither used nor called damaged', async () => {
  const { folder } = await deskOf(noKeychain);
  await change(path.join(folder, 'keyring.json'), (content) => ({ ...content, version: 2 }));
  expect(await readKeyring(folder)).toEqual({ kind: 'newer' });
});

test('files are the owner’s alone, and no half-written one is left', async () => {
  const { folder, keyrings, keyring, key } = await deskOf(noKeychain);
  await keyrings.renew(folder, keyring, key, 'Amina Khan-Reed', passphrase, null);
  expect((await stored(folder)).name).toBe('Amina Khan-Reed');
  expect(await readdir(folder)).toEqual(['keyring.backup.json', 'keyring.json']);
  if (process.platform !== 'win32') expect((await stat(path.join(folder, 'keyring.json'))).mode & 0o077).toBe(0);
});

test('a centre with a new escrow key gets the desk’s key sealed to it, and a keychain that appears is used', async () => {
  const { folder, key, keyring } = await deskOf(noKeychain);
  const newCentre = escrowPair();
  const withKeychain = new Keyrings(desks, new FakeKeychain());
  const renewed = await withKeychain.renew(folder, keyring, key, amina.name, passphrase, newCentre.pem);
  expect(newCentre.open(renewed.escrow.sealed).key).toBe(key.toString('base64'));
  expect(renewed.keychain).toBe(true);
  expect(await withKeychain.unlock(await stored(folder), passphrase)).toEqual({ kind: 'key', key });
});

test('people are told apart by council and name, the last to sit here first, and names are no paths', async () => {
  let now = 0;
  const keyrings = new Keyrings(desks, noKeychain, () => now += 1);
  const people: Owner[] = [
    amina, { ...amina, username: 'bo', name: 'Bo Reed', staffId: 'staff-2' },
    { ...amina, council: '../../elsewhere', username: '../up', name: 'Up', staffId: 'staff-3' },
  ];
  for (const person of people) {
    const { folder } = await keyrings.at(person.username, person.council);
    expect(path.relative(desks, folder).startsWith('..')).toBe(false);
    await keyrings.create(folder, person, passphrase, centre.pem);
  }
  expect((await keyrings.knownPeople('harrowmere')).map((one) => one.username)).toEqual(['bo', 'amina']);
  expect((await keyrings.knownPeople(null)).map((one) => one.username)).toEqual(['../up', 'bo', 'amina']);
  expect((await keyrings.lastUsed(' AMINA '))?.read).toMatchObject({ kind: 'keyring', keyring: { staffId: 'staff-1' } });
  expect(await keyrings.lastUsed('nobody')).toBeNull();
});
