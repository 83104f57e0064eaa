/** Whether a centre answers, and whose it is: followed while somebody stands at the sign-in screen. */
import type { Hello } from '#contract/wire.ts';
import { deferred } from '../engine-host/deferred.ts';
import type { CallEngine } from './call-engine.ts';

export interface CentreWatchOptions {
  call: CallEngine;
  everyMs?: { absent: number; present: number } | undefined;
  /** It came, went, or says something else. `isCurrent` tells after a wait whether anybody still follows. */
  onChange: (isCurrent: () => boolean) => Promise<void>;
  /** It answered. */
  onAnswer: () => Promise<void>;
}

/** Nobody should be told that no centre answers while it is being asked, nor wait long for one that is silent. */
export const HELLO_PATIENCE_MS = 1500;
const EVERY_MS = { absent: 2000, present: 10_000 };

export class CentreWatch {
  readonly #options: CentreWatchOptions;
  #hello: Hello | null = null;
  #asking = true;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(options: CentreWatchOptions) {
    this.#options = options;
  }

  /** What it last said; null where it did not answer. */
  get hello(): Hello | null { return this.#hello; }
  /** Not one question has been answered, nor gone unanswered for long enough. */
  get asking(): boolean { return this.#asking; }
  get council(): string | null { return this.#hello?.council.id ?? null; }

  /** Asks once, where nothing can be shown before. */
  async ask(): Promise<void> {
    this.#hello = await this.#answer();
    this.#asking = false;
  }

  /** Null where none answers: the first time that is found soon, since somebody waits to be told. */
  async #answer(): Promise<Hello | null> {
    const asked = this.#options.call('hello', null);
    const answer = await (this.#asking ? inTime(asked, HELLO_PATIENCE_MS) : asked);
    return answer?.ok ? answer.value : null;
  }

  follow(): void {
    if (this.#timer !== null || this.#ended) return;
    const { onChange, onAnswer, everyMs = EVERY_MS } = this.#options;
    const ask = async (): Promise<void> => {
      const hello = await this.#answer();
      if (timer !== this.#timer) return;
      const changed = this.#asking || JSON.stringify(hello) !== JSON.stringify(this.#hello);
      this.#asking = false;
      this.#hello = hello;
      if (changed) await onChange(() => this.#timer === timer);
      if (hello !== null) await onAnswer();
      if (this.#timer === timer) timer = this.#timer = setTimeout(() => void ask(), hello === null ? everyMs.absent : everyMs.present);
    };
    let timer = this.#timer = setTimeout(() => void ask(), 0);
  }

  rest(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  end(): void {
    this.#ended = true;
    this.rest();
  }
}

/** The answer, or null where it takes longer than that. */
export async function inTime<T>(answer: Promise<T>, ms: number): Promise<T | null> {
  const patience = deferred<null>();
  const timer = setTimeout(() => { patience.resolve(null); }, ms);
  try {
    return await Promise.race([answer, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
