/** What main and the engine process say to each other. Main alone starts sessions; the screen never reaches this. */
import type { ChannelName, SignedInPerson } from './channels.ts';
import type { Outcome } from './failures.ts';
import type { LiveEvent } from './views.ts';
import type { SyncObstacle } from './views/sync.ts';
import type { Hello, SignInAnswer, Standing, WipedReport } from './wire.ts';

/** Calls that main makes on its own account, beside passing on the screen's. */
export interface EngineCalls {
  /** Where the centre is. Sent once, first. */
  configure: { args: { centralUrl: string; appVersion: string }; answer: null };
  hello: { args: null; answer: Hello };
  /** Signs in with the centre. `centre-unreachable` is an ordinary answer: sign-in goes on offline. */
  'central-sign-in': { args: { username: string; passphrase: string; deviceId: string }; answer: SignInAnswer };
  'central-recover-key': { args: { token: string; deviceId: string; sealed: string }; answer: { key: string } };
  /** Which of the desks on this computer are to be wiped though nobody is signed in; and the report once one is. */
  'central-standing': { args: { desks: { deviceId: string; staffId: string }[] }; answer: Standing };
  'central-wiped': { args: WipedReport; answer: null };
  /**
   * Opens (or makes) this person's cache and outbox in a folder with a 32-byte key, rebuilds the overlay from the
   * outbox and starts to sync. `signIn` is null offline: the person kept in the outbox is who they are.
   */
  open: {
    args: { folder: string; key: Uint8Array; deviceId: string; signIn: SignInAnswer | null; rebuildCache: boolean; setOutboxAside: boolean };
    answer: SignedInPerson;
  };
  /** Closes both files and forgets key and tokens. */
  close: { args: null; answer: null };
}
export type EngineCallName = keyof EngineCalls;

export type ToEngine =
  | { kind: 'call'; id: number; name: EngineCallName; args: unknown }
  | { kind: 'screen'; id: number; channel: ChannelName; args: unknown };

/** For what the engine needs the person. */
export type TroubleCode = 'signed-out' | 'too-old' | 'too-new' | 'cache-damaged' | SyncObstacle;

export type FromEngine =
  | { kind: 'answer'; id: number; outcome: Outcome<unknown> }
  | { kind: 'live'; event: LiveEvent }
  /** The engine needs the person: signed out by the centre, version too old or new, file damaged while open. */
  | { kind: 'trouble'; code: TroubleCode }
  /** The open desk has been out of touch since then, for longer than it may be open; `unsent` pieces of work wait in it. */
  | { kind: 'lease-over'; since: number; unsent: number }
  /** The centre has this desk wiped; what could be sent has been. Main destroys key and files and reports with the token. */
  | { kind: 'wipe'; token: string; unsent: number }
  /** How much of this person's work the centre does not have: what a sign-in screen may say without their key. */
  | { kind: 'unsent'; count: number }
  | { kind: 'ready' };
