/**
 * Who sits at this desk: the states of `SessionState` and what leads from one to another. One change at a time; the
 * key is held here while the desk is open and zeroed when it is left.
 */
import type { KnownPerson, Problem, SessionState } from '#contract/channels.ts';
import { fail, succeed, type Failure, type Outcome } from '#contract/failures.ts';
import type { Hello } from '#contract/wire.ts';
import { deferred } from '../engine-host/deferred.ts';
import { factsOf } from '../lifecycle/log.ts';
import { unlockDesk, type Opening, type Unlocked, type UnlockTools } from './unlock.ts';
import { writeUnsent } from '../keyring/unsent-file.ts';
import { fileProblems, isOneOf, versionProblems, waysOut, type Way } from './problems.ts';
import type { Wiper, WipeOrder } from './wiper.ts';
import * as words from './words.ts';

export interface SessionOptions extends UnlockTools {
  publish: (state: SessionState) => void;
  /** Starts an engine that died too often once more. Resolves with whether it runs; `revive` is called then. */
  restartEngine: () => Promise<boolean>;
  wiper: Pick<Wiper, 'wipe' | 'due' | 'resume'>;
  helloEveryMs?: { absent: number; present: number };
}

const FIRST_HELLO_MS = 1500;

export class Session {
  readonly #options: SessionOptions;
  #state: SessionState = { phase: 'starting' };
  #hello: Hello | null = null;
  #unlocked: Unlocked | null = null;
  #changes: Promise<unknown> = Promise.resolve();
  #helloTimer: NodeJS.Timeout | null = null;
  /** It died too often and is not being started again. */
  #engineGone = false;
  #ended = false;
  #noting: Promise<void> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get state(): SessionState { return this.#state; }

  /** To the sign-in screen, which follows whether a centre answers. */
  start(): Promise<void> {
    return this.#one(async () => {
      // A moment's patience, so that nobody is told that no centre answers while it is being asked.
      const patience = deferred<null>();
      const timer = setTimeout(() => { patience.resolve(null); }, FIRST_HELLO_MS);
      const answer = await Promise.race([this.#options.call('hello', null), patience.promise]);
      clearTimeout(timer);
      if (answer?.ok) this.#hello = answer.value;
      await this.#options.wiper.resume();
      await this.#toSignIn(null, null);
    });
  }

  signIn(username: string, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      if (this.#state.phase !== 'sign-in') return words.someoneIsSignedIn();
      const { lockedPerson } = this.#state;
      const entered = await this.#enter(username.trim(), passphrase, false);
      if (!entered.ok && this.#unlocked === null && !this.#isIn('problem')) await this.#toSignIn(entered.failure, lockedPerson);
      return entered;
    });
  }

  lock(): Promise<Outcome<null>> {
    return this.#one(async () => {
      const username = this.#unlocked?.username ?? null;
      if (username === null) return succeed(null);
      await this.#leave();
      await this.#toSignIn(null, username);
      return succeed(null);
    });
  }

  /** Who may be switched to. */
  async people(): Promise<Outcome<{ here: string; people: KnownPerson[] }>> {
    const here = this.#unlocked?.username;
    if (here === undefined) return words.signInFirst();
    return succeed({ here, people: await this.#options.keyrings.knownPeople(this.#hello?.council.id ?? null) });
  }

  /** From one person's desk to another's. The first stays open until the second's passphrase has proved right. */
  switchTo(username: string, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      if (this.#unlocked === null || this.#state.phase !== 'open') return words.signInFirst();
      if (username.trim() === this.#unlocked.username) return words.hereAlready();
      const opening = await this.#unlock(username.trim(), passphrase, false);
      if (opening.ok === 'keychain-missing') return words.keychainElsewhere();
      if (!opening.ok) return opening;
      this.#show({ phase: 'opening', name: opening.value.name });
      await this.#leave();
      this.#unlocked = opening.value;
      return this.#open(opening.value, null);
    });
  }

  /** The centre has the open desk wiped; `unsent` pieces of work could not be sent first. */
  wipe(token: string, unsent: number): Promise<void> {
    return this.#one(async () => {
      if (this.#unlocked === null) return;
      const { folder, deviceId, username } = this.#unlocked;
      await this.#leave();
      await this.#wipe({ folder, deviceId, token, unsent }, username);
    });
  }

  /** Told by the engine whenever it changes. */
  noteUnsent(count: number): void {
    const folder = this.#unlocked?.folder;
    if (folder === undefined) return;
    const { log } = this.#options;
    this.#noting = this.#noting.then(() => writeUnsent(folder, count)).catch((error: unknown) => {
      // Somewhere else a person sees it; and a desk that was wiped meanwhile has no folder any more.
      log.warn('the number of unsent pieces of work could not be kept', factsOf(error));
    });
  }

  signOut(): Promise<Outcome<null>> {
    return this.#one(async () => {
      await this.#leave();
      await this.#toSignIn(null, null);
      return succeed(null);
    });
  }

  resolve(way: Way, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      if (this.#state.phase !== 'problem') return words.noSuchWay();
      const { problem } = this.#state;
      if (!waysOut[problem.kind].includes(way)) return words.noSuchWay();
      switch (way) {
        case 'back':
          await this.#leave();
          if (this.#engineGone) void this.#startEngine();
          await this.#toSignIn(null, null);
          return succeed(null);
        case 'restart-engine':
          return await this.#startEngine() ? succeed(null)
            : fail('engine-stopped', 'It stopped again. Start Casefront anew; if it still stops, tell your administrator.');
        case 'recover-key': {
          if (problem.username === null) return words.noSuchWay();
          const entered = await this.#enter(problem.username, passphrase, true);
          if (!entered.ok && this.#isIn('opening') && this.#unlocked === null) this.#show({ phase: 'problem', problem });
          return entered;
        }
        case 'rebuild-cache':
        case 'set-outbox-aside':
          return this.#unlocked === null ? words.signInFirst() : this.#open(this.#unlocked, way);
      }
    });
  }

  /** A new engine runs in place of one that died: nobody should notice more than a pause. */
  revive(renewSubscriptions: () => Promise<void>): Promise<void> {
    return this.#one(async () => {
      const unlocked = this.#unlocked;
      if (unlocked === null) {
        if (this.#state.phase === 'problem' && this.#state.problem.kind === 'engine-stopped') await this.#toSignIn(null, null);
        return;
      }
      if (this.#state.phase === 'problem' && this.#state.problem.kind !== 'engine-stopped') return;
      const opened = await this.#open(unlocked, null);
      if (opened.ok) await renewSubscriptions();
      else this.#options.log.error('the session could not be opened again', { code: opened.failure.code });
    });
  }

  /** The engine died too often. The key stays here, so that starting it again needs no passphrase. */
  engineGaveUp(): void {
    this.#engineGone = true;
    this.#toProblem('engine-stopped', this.#unlocked?.username ?? null, undefined);
  }

  /** The engine needs the person. Being too old or too new, or a full disk, it shows in the sync line: work goes on. */
  trouble(code: 'signed-out' | 'too-old' | 'too-new' | 'cache-damaged' | 'disk-full' | 'reset-again'): Promise<void> {
    return this.#one(async () => {
      if (this.#unlocked === null) return;
      if (code === 'signed-out') {
        const { username } = this.#unlocked;
        await this.#leave();
        await this.#toSignIn(fail('signed-out', 'Your sign-in has run out. Sign in again to go on; nothing is lost.').failure, username);
      } else if (code === 'cache-damaged') {
        await this.#options.call('close', null);
        this.#toProblem(code, this.#unlocked.username, undefined);
      } else {
        this.#options.log.warn('the engine reports trouble', { code });
      }
    });
  }

  /** Before the app quits. The engine closes its files by itself. */
  end(): void {
    this.#ended = true;
    this.#stopHello();
    this.#forgetKey();
  }

  async #enter(username: string, passphrase: string, recover: boolean): Promise<Outcome<null>> {
    this.#show({ phase: 'opening', name: this.#nameOf(username) });
    const opening = await this.#unlock(username, passphrase, recover);
    if (opening.ok === 'keychain-missing') {
      this.#toProblem('keychain-missing', username, undefined);
      return fail('keychain-missing', 'This computer’s keychain no longer opens your desk. The centre can; nothing is lost.');
    }
    if (opening.ok) {
      this.#forgetKey();
      this.#unlocked = opening.value;
      return this.#open(opening.value, null);
    }
    if (isOneOf(versionProblems, opening.failure.code)) this.#toProblem(opening.failure.code, username, opening.failure);
    if (opening.failure.code === 'wipe-ordered') await this.#wipeUnopened(username, opening.failure);
    return opening;
  }

  async #unlock(username: string, passphrase: string, recover: boolean): Promise<Opening> {
    try {
      return await unlockDesk(this.#options, username, passphrase, recover);
    } catch (error) {
      this.#options.log.error('signing in failed', factsOf(error));
      return fail('unexpected', 'Signing in did not work because of a fault in Casefront. Try again; if it happens again, tell your administrator.');
    }
  }

  /** The person may no longer sign in: nothing can be sent under their name, and the order stands. */
  async #wipeUnopened(username: string, failure: Failure): Promise<void> {
    const { folder, read } = await this.#options.keyrings.at(username, this.#hello?.council.id ?? '');
    if (read.kind !== 'keyring') return;
    await this.#wipe({ folder, deviceId: read.keyring.deviceId, token: String(failure.details?.['wipe'] ?? ''), unsent: null }, username);
  }

  async #wipe(order: WipeOrder, username: string): Promise<void> {
    await this.#noting;
    await this.#options.wiper.wipe(order);
    this.#options.log.warn('a desk was wiped by order of the centre');
    this.#toProblem('wiped', username, words.wiped().failure);
  }

  /** A desk at which nobody signs in is wiped too, where that was ordered. */
  async #standing(): Promise<void> {
    const { wiper, keyrings } = this.#options;
    const council = this.#hello?.council.id ?? null;
    const due = council === null ? [] : await wiper.due(await keyrings.desks(council));
    if (due.length === 0) return;
    await this.#one(async () => {
      if (this.#state.phase !== 'sign-in') return;
      for (const { username, ...order } of due) await this.#wipe(order, username);
    });
  }

  /** Opens the desk's files in the engine. Where that does not work this is a problem with its own screen, or back to sign-in. */
  async #open(unlocked: Unlocked, way: 'rebuild-cache' | 'set-outbox-aside' | null): Promise<Outcome<null>> {
    const { folder, deviceId, signIn } = unlocked;
    if (this.#state.phase !== 'open') this.#show({ phase: 'opening', name: unlocked.name });
    // A copy with memory of its own: a buffer may share its memory, and all of that would travel.
    const key = Uint8Array.from(unlocked.key);
    const opened = await this.#options.call('open', {
      folder, key, deviceId, signIn, rebuildCache: way === 'rebuild-cache', setOutboxAside: way === 'set-outbox-aside',
    });
    key.fill(0);
    if (opened.ok) {
      this.#stopHello();
      // From now on the engine keeps newer tokens than this answer holds.
      this.#unlocked = { ...unlocked, signIn: null };
      // A desk that is to be wiped sends its work unseen.
      if (signIn?.wipe === undefined) this.#show({ phase: 'open', person: opened.value });
      return succeed(null);
    }
    const { failure } = opened;
    if (isOneOf(fileProblems, failure.code)) this.#toProblem(failure.code, unlocked.username, failure);
    else if (failure.code === 'lease-over') {
      await this.#leave();
      this.#toProblem(failure.code, unlocked.username, failure);
    } else if (failure.code === 'engine-stopped') {
      // It comes back by itself, and `revive` opens the desk then; or it gives up, which has its own screen.
    } else {
      await this.#leave();
      await this.#toSignIn(failure, unlocked.username);
    }
    return opened;
  }

  async #leave(): Promise<void> {
    if (this.#unlocked === null) return;
    // Before the engine closes: from here on the screen is told to sign in, not that something failed.
    const closing = this.#options.call('close', null);
    this.#forgetKey();
    await closing;
  }

  #forgetKey(): void {
    this.#unlocked?.key.fill(0);
    this.#unlocked = null;
  }

  #startEngine(): Promise<boolean> {
    this.#engineGone = false;
    return this.#options.restartEngine();
  }

  #toProblem(kind: Problem['kind'], username: string | null, failure: Failure | undefined): void {
    this.#stopHello();
    const { unsent, keptAs, since } = failure?.details ?? {};
    this.#show({
      phase: 'problem',
      problem: { kind, username, unsent: typeof unsent === 'number' ? unsent : null, keptAs: typeof keptAs === 'string' ? keptAs : null,
        ...typeof since === 'number' ? { since } : {} },
    });
  }

  async #toSignIn(failure: Failure | null, lockedPerson: string | null): Promise<void> {
    if (this.#engineGone) {
      this.#toProblem('engine-stopped', lockedPerson, undefined);
      return;
    }
    const knownPeople = await this.#options.keyrings.knownPeople(this.#hello?.council.id ?? null);
    this.#show({ phase: 'sign-in', hello: this.#hello, knownPeople, failure, lockedPerson });
    this.#followHello();
  }

  #followHello(): void {
    if (this.#helloTimer !== null || this.#ended) return;
    const { absent, present } = this.#options.helloEveryMs ?? { absent: 2000, present: 10_000 };
    const ask = async (): Promise<void> => {
      const answer = await this.#options.call('hello', null);
      if (timer !== this.#helloTimer) return;
      const hello = answer.ok ? answer.value : null;
      const changed = JSON.stringify(hello) !== JSON.stringify(this.#hello);
      this.#hello = hello;
      if (changed && this.#state.phase === 'sign-in') {
        const knownPeople = await this.#options.keyrings.knownPeople(hello?.council.id ?? null);
        // Anything may have happened while the disk was read.
        if (this.#helloTimer === timer && this.#state.phase === 'sign-in') this.#show({ ...this.#state, hello, knownPeople });
      }
      if (hello !== null && this.#state.phase === 'sign-in') await this.#standing();
      if (this.#helloTimer === timer) timer = this.#helloTimer = setTimeout(() => void ask(), hello === null ? absent : present);
    };
    let timer = this.#helloTimer = setTimeout(() => void ask(), 0);
  }

  #stopHello(): void {
    if (this.#helloTimer !== null) clearTimeout(this.#helloTimer);
    this.#helloTimer = null;
  }

  #nameOf(username: string): string {
    if (this.#state.phase !== 'sign-in') return username;
    const { hello, knownPeople } = this.#state;
    return [...knownPeople, ...hello?.demoPeople ?? []].find((person) => person.username === username)?.name ?? username;
  }

  /** Asked anew after a wait, where the compiler would believe what held before. */
  #isIn(phase: SessionState['phase']): boolean { return this.#state.phase === phase; }

  #show(state: SessionState): void {
    this.#state = state;
    this.#options.publish(state);
  }

  /** One change after another, whoever asks. */
  #one<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#changes.then(change);
    this.#changes = result.catch(() => undefined);
    return result;
  }
}
