/** What stands before the person: the sign-in screen, which follows the centre, a problem, or their desk. */
import type { KnownPerson, Problem, SessionState } from '#contract/channels.ts';
import type { Failure } from '#contract/failures.ts';
import type { Keyrings } from '../keyring/keyrings.ts';
import type { CallEngine } from './call-engine.ts';
import { CentreWatch } from './centre-watch.ts';
import { problemState } from './problems.ts';

export interface StageOptions {
  call: CallEngine;
  keyrings: Keyrings;
  publish: (state: SessionState) => void;
  helloEveryMs?: { absent: number; present: number } | undefined;
  /** A centre answers while the sign-in screen is shown. */
  onCentre: () => Promise<void>;
}

export class Stage {
  readonly centre: CentreWatch;
  /** The engine died too often and is not being started again: nothing else can be shown. */
  engineGone = false;
  readonly #options: StageOptions;
  #state: SessionState = { phase: 'starting' };

  constructor(options: StageOptions) {
    this.#options = options;
    this.centre = new CentreWatch({
      call: options.call, everyMs: options.helloEveryMs,
      onChange: (isCurrent) => this.#showCentre(isCurrent),
      onAnswer: async () => { if (this.is('sign-in')) await options.onCentre(); },
    });
  }

  get state(): SessionState { return this.#state; }
  /** Asked anew after a wait, where the compiler would believe what held before. */
  is(phase: SessionState['phase']): boolean { return this.#state.phase === phase; }

  show(state: SessionState): void {
    this.#state = state;
    this.#options.publish(state);
  }

  /** `failure` is what led there, or what else is to be told of it. */
  toProblem(kind: Problem['kind'], username: string | null, failure?: Pick<Failure, 'details'>): void {
    this.centre.rest();
    this.show(problemState(kind, username, failure));
  }

  /** Whoever was here before can begin while the centre is still being asked; anybody else needs it. */
  async begin(): Promise<void> {
    const knownPeople = await this.#options.keyrings.knownPeople(null);
    if (knownPeople.length > 0) {
      this.#showSignIn(knownPeople, null, null);
      return;
    }
    await this.centre.ask();
    await this.toSignIn(null, null);
  }

  async toSignIn(failure: Failure | null, lockedPerson: string | null): Promise<void> {
    this.#showSignIn(await this.#options.keyrings.knownPeople(this.centre.council), failure, lockedPerson);
  }

  #showSignIn(knownPeople: KnownPerson[], failure: Failure | null, lockedPerson: string | null): void {
    if (this.engineGone) {
      this.toProblem('engine-stopped', lockedPerson);
      return;
    }
    this.show({ phase: 'sign-in', hello: this.centre.hello, asking: this.centre.asking, knownPeople, failure, lockedPerson });
    this.centre.follow();
  }

  toOpening(username: string): void {
    this.show({ phase: 'opening', name: this.#nameOf(username) });
  }

  #nameOf(username: string): string {
    if (this.#state.phase !== 'sign-in') return username;
    const { hello, knownPeople } = this.#state;
    return [...knownPeople, ...hello?.demoPeople ?? []].find((person) => person.username === username)?.name ?? username;
  }

  async #showCentre(isCurrent: () => boolean): Promise<void> {
    if (this.#state.phase !== 'sign-in') return;
    const knownPeople = await this.#options.keyrings.knownPeople(this.centre.council);
    // Anything may have happened while the disk was read.
    if (isCurrent() && this.is('sign-in')) this.show({ ...this.#state, hello: this.centre.hello, asking: false, knownPeople });
  }
}
