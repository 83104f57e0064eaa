/** From a username and a passphrase to an unlocked desk: with the centre where it answers, without it where it does not. */
import { randomUUID } from 'node:crypto';
import type { Hello, SignInAnswer } from '#contract/wire.ts';
import { succeed, type Outcome } from '#contract/failures.ts';
import type { Keyring } from '../keyring/keyring-file.ts';
import type { DeskFolder, Keyrings, Owner } from '../keyring/keyrings.ts';
import type { Log } from '../lifecycle/log.ts';
import type { CallEngine } from './call-engine.ts';
import { HELLO_PATIENCE_MS, inTime } from './centre-watch.ts';
import { EarlyKey } from './early-key.ts';
import { forgetTries, noteWrong, secondsToWait } from './tries.ts';
import * as words from './words.ts';

/** A person at their desk, with the key in memory: zero it when they leave. */
export interface Unlocked {
  folder: string;
  key: Buffer;
  deviceId: string;
  username: string;
  name: string;
  /** Null where the centre was not asked or did not answer. */
  signIn: SignInAnswer | null;
}
export type Opening = Outcome<Unlocked> | { ok: 'keychain-missing' };

export interface UnlockTools {
  call: CallEngine;
  keyrings: Keyrings;
  log: Log;
  now: () => number;
}

const ownerOf = (answer: SignInAnswer, username: string, deviceId: string): Owner =>
  ({ council: answer.council.id, username, name: answer.staff.name, staffId: answer.staff.id, deviceId });

const keyringOf = (desk: DeskFolder | null): Keyring | null => desk?.read.kind === 'keyring' ? desk.read.keyring : null;

/**
 * `recover-key`: where the keychain no longer opens the key, have the centre open it, which a person has to ask for.
 * `without-centre`: it would turn this version away, so it is not asked.
 */
export type UnlockWay = 'usual' | 'recover-key' | 'without-centre';

export interface Attempt {
  username: string;
  passphrase: string;
  way: UnlockWay;
  /** Of the centre that was heard last: whose desks to look among. Null where none was; then it is whichever was used here last. */
  council: string | null;
  /** Whether only the centre will do, because it has signed this person out. */
  patient: boolean;
}

export async function unlockDesk(tools: UnlockTools, attempt: Attempt): Promise<Opening> {
  const { call, keyrings } = tools;
  const { username, passphrase, way, council } = attempt;
  const likely = await (council === null ? keyrings.lastUsed(username) : keyrings.at(username, council));
  if (way === 'without-centre') return likely?.read.kind === 'newer' ? words.newerKeyring() : withoutCentre(tools, likely, passphrase, null);
  const asked = call('hello', null);
  // Not while there is a wait after wrong ones: how long it takes would tell right from wrong.
  const mayTry = way === 'usual' && likely !== null && await secondsToWait(likely.folder, tools.now()) === 0;
  const early = mayTry ? EarlyKey.of(keyrings, likely, passphrase) : null;
  try {
    const hello = await heard(asked, attempt.patient ? null : early);
    const desk = hello === null || hello.id === council ? likely : await keyrings.at(username, hello.id);
    if (desk?.read.kind === 'newer') return words.newerKeyring();
    const keyring = keyringOf(desk);
    if (keyring !== null && way === 'usual' && !keyrings.keychainOpens(keyring)) return { ok: 'keychain-missing' };
    if (hello === null || desk === null) return way === 'recover-key' ? words.recoveryNeedsCentre() : await withoutCentre(tools, desk, passphrase, early);

    const deviceId = keyring?.deviceId ?? randomUUID();
    const answer = await call('central-sign-in', { username, passphrase, deviceId });
    if (answer.ok) return await withCentre(tools, desk, answer.value, { ...attempt, council: hello.id, deviceId }, early);
    if (answer.failure.code !== 'centre-unreachable') return answer;
    return way === 'recover-key' ? words.recoveryNeedsCentre() : await withoutCentre(tools, desk, passphrase, early);
  } finally {
    early?.forget();
  }
}

/** The council whose centre answers. A line that is only silent keeps nobody from a desk that their passphrase opens. */
async function heard(asked: Promise<Outcome<Hello>>, early: EarlyKey | null): Promise<Hello['council'] | null> {
  const soon = early === null ? await asked : await inTime(asked, HELLO_PATIENCE_MS);
  const answer = soon ?? (await early?.opens() === true ? null : await asked);
  return answer?.ok === true ? answer.value.council : null;
}

async function withoutCentre({ keyrings, now }: UnlockTools, desk: DeskFolder | null, passphrase: string, early: EarlyKey | null): Promise<Opening> {
  const keyring = keyringOf(desk);
  if (desk === null || desk.read.kind === 'none') return words.firstTimeNeedsCentre();
  if (keyring === null) return words.damagedNeedsCentre();
  const { folder } = desk;
  const seconds = await secondsToWait(folder, now());
  if (seconds > 0) return words.waitFirst(seconds);
  const unlocked = await (early?.takeFor(folder) ?? keyrings.unlock(keyring, passphrase));
  switch (unlocked.kind) {
    case 'keychain-missing': return { ok: 'keychain-missing' };
    case 'wrong-passphrase': {
      const tries = await noteWrong(folder, now());
      return words.wrongPassphrase(tries.left, tries.seconds);
    }
    case 'key': {
      await forgetTries(folder);
      const { deviceId, username, name } = await keyrings.renew(folder, keyring, unlocked.key, keyring.name, passphrase, null);
      return succeed({ folder, key: unlocked.key, deviceId, username, name, signIn: null });
    }
  }
}

/** The centre knows the passphrase: whatever the keyring says, this person's desk is theirs to open. */
async function withCentre(
  tools: UnlockTools, place: DeskFolder, signIn: SignInAnswer, attempt: Attempt & { deviceId: string }, early: EarlyKey | null,
): Promise<Opening> {
  const { keyrings, log } = tools;
  const { username, passphrase, deviceId } = attempt;
  const { folder } = place;
  const owner = ownerOf(signIn, username, deviceId);
  const keyring = keyringOf(place);
  if (place.read.kind === 'damaged') {
    log.warn('a keyring could not be read and was kept under another name');
    await keyrings.setDamagedAside(folder);
  }
  if (keyring !== null && keyring.staffId !== owner.staffId) {
    log.warn('a username has passed to another person; the former one’s desk was kept under another name');
    await keyrings.setFolderAside(folder);
    // Anew, because the device signed in just now is the former person's.
    return unlockDesk(tools, { ...attempt, way: 'usual' });
  }
  const opened = (key: Buffer): Opening => succeed({ folder, key, deviceId, username, name: owner.name, signIn });
  if (keyring === null) return opened((await keyrings.create(folder, owner, passphrase, signIn.escrowKey)).key);

  const unlocked = await (early?.takeFor(folder) ?? keyrings.unlock(keyring, passphrase));
  await forgetTries(folder);
  if (unlocked.kind === 'key') {
    await keyrings.renew(folder, keyring, unlocked.key, owner.name, passphrase, signIn.escrowKey);
    return opened(unlocked.key);
  }
  // The passphrase was changed at the centre, or the keychain is another: the centre opens what was sealed to it.
  const answer = await tools.call('central-recover-key', { token: signIn.token, deviceId, sealed: keyring.escrow.sealed });
  if (!answer.ok) return answer;
  const key = Buffer.from(answer.value.key, 'base64');
  if (await keyrings.recover(folder, keyring, key, owner, passphrase, signIn.escrowKey) === null) {
    key.fill(0);
    return words.notYourKey();
  }
  log.info('a desk’s key was opened by the centre', { reason: unlocked.kind });
  return opened(key);
}
