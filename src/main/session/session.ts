/**
 * Who sits at this desk: the states of `SessionState` and what leads from one to another, one change at a time. What is
 * shown is in `stage.ts`, the desk that is open in `seat.ts`, the way from a passphrase to a key in `unlock.ts`.
 */
import type { KnownPerson, SessionState } from '#contract/channels.ts';
import type { TroubleCode } from '#contract/engine-protocol.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { factsOf } from '../lifecycle/log.ts';
import { fileProblems, isOneOf, versionProblems, waysOut, type Way } from './problems.ts';
import { Seat } from './seat.ts';
import { Stage } from './stage.ts';
import { unlockDesk, type Opening, type Unlocked, type UnlockTools, type UnlockWay } from './unlock.ts';
import { LastWork, orderOnSignIn, standingOrders } from './wipe-orders.ts';
import type { Wiper, WipeOrder } from './wiper.ts';
import * as words from './words.ts';

export interface SessionOptions extends UnlockTools {
  publish: (state: SessionState) => void;
  /** Starts an engine that died too often once more. Resolves with whether it runs; `revive` is called then. */
  restartEngine: () => Promise<boolean>;
  wiper: Pick<Wiper, 'wipe' | 'due' | 'resume'>;
  helloEveryMs?: { absent: number; present: number };
  /** How long a desk that is to be wiped may be stuck with its unsent work. */
  stuckAfterMs?: number;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #stage: Stage;
  readonly #seat: Seat;
  readonly #lastWork: LastWork;
  #changes: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#stage = new Stage({ ...options, onCentre: () => this.#wipeStanding() });
    this.#seat = new Seat(options.call, options.log);
    this.#lastWork = new LastWork(() => { void this.#stuckBeforeWipe(); }, options.stuckAfterMs);
  }

  get state(): SessionState { return this.#stage.state; }

  /** To the sign-in screen, which follows whether a centre answers. */
  start(): Promise<void> {
    return this.#one(async () => {
      await this.#options.wiper.resume();
      await this.#stage.begin();
    });
  }

  signIn(username: string, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      const { state } = this;
      if (state.phase !== 'sign-in') return words.someoneIsSignedIn();
      const entered = await this.#enter(username.trim(), passphrase, 'usual', state.failure?.code === 'signed-out');
      if (!entered.ok && this.#seat.taken === null && !this.#stage.is('problem')) await this.#stage.toSignIn(entered.failure, state.lockedPerson);
      return entered;
    });
  }

  lock(): Promise<Outcome<null>> {
    return this.#one(async () => {
      const username = this.#seat.taken?.username ?? null;
      if (username === null) return succeed(null);
      await this.#leave();
      await this.#stage.toSignIn(null, username);
      return succeed(null);
    });
  }

  /** Who may be switched to. */
  async people(): Promise<Outcome<{ here: string; people: KnownPerson[] }>> {
    const here = this.#seat.taken?.username;
    if (here === undefined) return words.signInFirst();
    return succeed({ here, people: await this.#options.keyrings.knownPeople(this.#stage.centre.council) });
  }

  /** From one person's desk to another's. The first stays open until the second's passphrase has proved right. */
  switchTo(username: string, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      if (this.#seat.taken === null || this.state.phase !== 'open') return words.signInFirst();
      if (username.trim() === this.#seat.taken.username) return words.hereAlready();
      const began = performance.now();
      const opening = await this.#unlock(username.trim(), passphrase, 'usual', false);
      if (opening.ok === 'keychain-missing') return words.keychainElsewhere();
      if (!opening.ok) return opening;
      const unlocked = performance.now();
      this.#stage.show({ phase: 'opening', name: opening.value.name });
      await this.#leave();
      const left = performance.now();
      this.#seat.take(opening.value);
      const opened = await this.#open(opening.value, null);
      this.#options.log.info('from one person’s desk to another’s', {
        unlockMs: Math.round(unlocked - began), closeMs: Math.round(left - unlocked), openMs: Math.round(performance.now() - left),
      });
      return opened;
    });
  }

  /** The centre has the open desk wiped; `unsent` pieces of work could not be sent first. */
  wipe(token: string, unsent: number): Promise<void> {
    return this.#one(async () => {
      if (this.#seat.taken === null) return;
      const { folder, deviceId, username } = this.#seat.taken;
      await this.#leave();
      await this.#wipe({ folder, deviceId, token, unsent }, username);
    });
  }

  /** Told by the engine whenever it changes. */
  noteUnsent(count: number): void {
    this.#lastWork.moved();
    this.#seat.noteUnsent(count);
  }

  signOut(): Promise<Outcome<null>> {
    return this.#one(async () => {
      await this.#leave();
      await this.#stage.toSignIn(null, null);
      return succeed(null);
    });
  }

  resolve(way: Way, passphrase: string): Promise<Outcome<null>> {
    return this.#one(async () => {
      const { state } = this;
      if (state.phase !== 'problem') return words.noSuchWay();
      const { problem } = state;
      if (!waysOut[problem.kind].includes(way)) return words.noSuchWay();
      switch (way) {
        case 'back':
          await this.#leave();
          if (this.#stage.engineGone) void this.#startEngine();
          await this.#stage.toSignIn(null, null);
          return succeed(null);
        case 'restart-engine':
          return await this.#startEngine() ? succeed(null)
            : fail('engine-stopped', 'It stopped again. Start Casefront anew; if it still stops, tell your administrator.');
        case 'recover-key':
        case 'without-centre': {
          if (problem.username === null) return words.noSuchWay();
          const entered = await this.#enter(problem.username, passphrase, way, false);
          if (!entered.ok && this.#stage.is('opening') && this.#seat.taken === null) this.#stage.show(state);
          return entered;
        }
        case 'rebuild-cache':
        case 'set-outbox-aside':
          return this.#seat.taken === null ? words.signInFirst() : this.#open(this.#seat.taken, way);
      }
    });
  }

  /** A new engine runs in place of one that died: nobody should notice more than a pause. */
  revive(renewSubscriptions: () => Promise<void>): Promise<void> {
    return this.#one(async () => {
      const { state } = this;
      const stopped = state.phase === 'problem' && state.problem.kind === 'engine-stopped';
      if (this.#seat.taken === null) {
        if (stopped) await this.#stage.toSignIn(null, null);
        return;
      }
      if (state.phase === 'problem' && !stopped) return;
      const opened = await this.#open(this.#seat.taken, null);
      if (opened.ok) await renewSubscriptions();
      else this.#options.log.error('the session could not be opened again', { code: opened.failure.code });
    });
  }

  /** The engine died too often. The key stays here, so that starting it again needs no passphrase. */
  engineGaveUp(): void {
    this.#stage.engineGone = true;
    this.#stage.toProblem('engine-stopped', this.#seat.taken?.username ?? null);
  }

  /** The engine needs the person. Being too old or too new, or a full disk, it shows in the sync line: work goes on. */
  trouble(code: TroubleCode): Promise<void> {
    return this.#one(async () => {
      if (this.#seat.taken === null) return;
      const { username } = this.#seat.taken;
      if (code === 'signed-out') {
        await this.#leave();
        await this.#stage.toSignIn(fail('signed-out', 'Your sign-in has run out. Sign in again to go on; nothing is lost.').failure, username);
      } else if (code === 'cache-damaged') {
        await this.#options.call('close', null);
        this.#stage.toProblem(code, username);
      } else {
        this.#options.log.warn('the engine reports trouble', { code });
      }
    });
  }

  /** The open desk has been out of touch for longer than it may be open without the centre; `since` is an instant. */
  leaseOver(over: { since: number; unsent: number }): Promise<void> {
    return this.#one(async () => {
      if (this.#seat.taken === null) return;
      const { username } = this.#seat.taken;
      await this.#leave();
      this.#stage.toProblem('lease-over', username, { details: over });
    });
  }

  /** Before the app quits. The engine closes its files by itself. */
  end(): void {
    this.#stage.centre.end();
    this.#lastWork.end();
    this.#seat.forgetKey();
  }

  async #enter(username: string, passphrase: string, way: UnlockWay, patient: boolean): Promise<Outcome<null>> {
    this.#stage.toOpening(username);
    const opening = await this.#unlock(username, passphrase, way, patient);
    if (opening.ok === 'keychain-missing') {
      this.#stage.toProblem('keychain-missing', username);
      return fail('keychain-missing', 'This computer’s keychain no longer opens your desk. The centre can; nothing is lost.');
    }
    if (opening.ok) {
      this.#seat.take(opening.value);
      return this.#open(opening.value, null);
    }
    const { failure } = opening;
    if (isOneOf(versionProblems, failure.code)) {
      await this.#seat.settled();
      const unsent = await this.#options.keyrings.unsentOf(username, this.#stage.centre.council);
      this.#stage.toProblem(failure.code, username, unsent === null ? undefined : { details: { unsent } });
    }
    if (failure.code === 'wipe-ordered') {
      const order = await orderOnSignIn(this.#options.keyrings, username, this.#stage.centre.council ?? '', failure);
      if (order !== null) await this.#wipe(order, username);
    }
    return opening;
  }

  async #unlock(username: string, passphrase: string, way: UnlockWay, patient: boolean): Promise<Opening> {
    try {
      return await unlockDesk(this.#options, { username, passphrase, way, council: this.#stage.centre.council, patient });
    } catch (error) {
      this.#options.log.error('signing in failed', factsOf(error));
      return fail('unexpected', 'Signing in did not work because of a fault in Casefront. Try again; if it happens again, tell your administrator.');
    }
  }

  /** Opens the desk's files in the engine. Where that does not work this is a problem with its own screen, or back to sign-in. */
  async #open(unlocked: Unlocked, way: 'rebuild-cache' | 'set-outbox-aside' | null): Promise<Outcome<null>> {
    const { deviceId, username, signIn } = unlocked;
    this.#lastWork.heard(deviceId, signIn === null ? null : signIn.wipe !== undefined);
    if (!this.#stage.is('open')) this.#stage.show({ phase: 'opening', name: unlocked.name });
    const opened = await this.#seat.open(unlocked, way);
    if (opened.ok) {
      this.#stage.centre.rest();
      // A desk that is to be wiped sends its work unseen.
      if (this.#lastWork.isOrdered(deviceId)) this.#lastWork.begin();
      else this.#stage.show({ phase: 'open', person: opened.value });
      return succeed(null);
    }
    const { failure } = opened;
    if (isOneOf(fileProblems, failure.code)) this.#stage.toProblem(failure.code, username, failure);
    else if (failure.code === 'lease-over') {
      await this.#leave();
      this.#stage.toProblem(failure.code, username, failure);
    } else if (failure.code === 'engine-stopped') {
      // It comes back by itself, and `revive` opens the desk then; or it gives up, which has its own screen.
    } else {
      await this.#leave();
      await this.#stage.toSignIn(failure, username);
    }
    return opened;
  }

  #leave(): Promise<void> {
    this.#lastWork.end();
    return this.#seat.leave();
  }

  #startEngine(): Promise<boolean> {
    this.#stage.engineGone = false;
    return this.#options.restartEngine();
  }

  async #wipe(order: WipeOrder, username: string): Promise<void> {
    await this.#seat.settled();
    await this.#options.wiper.wipe(order);
    this.#options.log.warn('a desk was wiped by order of the centre');
    this.#stage.toProblem('wiped', username);
  }

  /** Also a desk at which nobody signs in. */
  async #wipeStanding(): Promise<void> {
    const due = await standingOrders(this.#options.wiper, this.#options.keyrings, this.#stage.centre.council);
    if (due.length === 0) return;
    await this.#one(async () => {
      if (!this.#stage.is('sign-in')) return;
      for (const { username, ...order } of due) await this.#wipe(order, username);
    });
  }

  /** The last work of a desk that is to be wiped can't be sent: it is kept, and nobody is left before a screen that only waits. */
  #stuckBeforeWipe(): Promise<void> {
    return this.#one(async () => {
      if (this.#seat.taken === null || !this.#stage.is('opening')) return;
      const { username } = this.#seat.taken;
      await this.#leave();
      await this.#stage.toSignIn(words.lineBrokeBeforeWipe().failure, username);
    });
  }

  /** One change after another, whoever asks. */
  #one<T>(change: () => Promise<T>): Promise<T> {
    const result = this.#changes.then(change);
    this.#changes = result.catch(() => undefined);
    return result;
  }
}
