/**
 * One search box being typed in. Every change asks at once; an answer to anything but the last question is dropped, so
 * that what is shown always answers what is typed.
 */
import { createStore } from 'zustand/vanilla';
import type { SearchAnswer, SearchHit } from '#contract/views/search.ts';
import type { Outcome } from '#contract/failures.ts';

export interface SearchState {
  text: string;
  /** Null until the first answer, and while nothing is typed. */
  answer: SearchAnswer | null;
  /** Why the last question has no answer. */
  failure: string | null;
  /** Which text `answer` belongs to. */
  answered: string;
  /** The result the keys are at; -1 where it is no longer found. */
  active: number;
  open: boolean;
}

/** Enter opens; Ctrl+Enter begins what the result can begin, as a councillor’s enquiry. */
export type Choosing = 'open' | 'begin';
export type OnOpen = (hit: SearchHit, since: number, how: Choosing) => void;

export const NOT_SEARCHING: SearchState = { text: '', answer: null, failure: null, answered: '', active: 0, open: false };

/** Who was there before is the same object: with each letter most of a list stays, and need not be drawn again. */
function sameHits(before: readonly SearchHit[], now: readonly SearchHit[]): SearchHit[] {
  const known = new Map(before.map((hit) => [hit.key, hit]));
  return now.map((hit) => {
    const one = known.get(hit.key);
    return one !== undefined && JSON.stringify(one) === JSON.stringify(hit) ? one : hit;
  });
}

/** Whoever is still found keeps their place, so that nobody else comes under the finger; whoever is new comes below them. */
function inPlace(before: readonly SearchHit[], now: readonly SearchHit[]): SearchHit[] {
  const found = new Map(now.map((hit) => [hit.key, hit]));
  const stayed = before.map(({ key }) => found.get(key)).filter((hit) => hit !== undefined);
  const known = new Set(before.map(({ key }) => key));
  return [...stayed, ...now.filter(({ key }) => !known.has(key))];
}

export class SearchSession {
  readonly store = createStore<SearchState>(() => NOT_SEARCHING);
  readonly #find: (text: string) => Promise<Outcome<SearchAnswer>>;
  #onOpen: OnOpen | null = null;
  /** When the first letter was typed. */
  #since = 0;
  readonly #clock: () => number;
  #asked = 0;
  /** Enter was pressed before the answer came. */
  #openWhenAnswered: Choosing | null = null;

  constructor(find: (text: string) => Promise<Outcome<SearchAnswer>>, clock: () => number = Date.now) {
    this.#find = find;
    this.#clock = clock;
  }

  /** Who opens what is chosen; one at a time. Told since when it was searched for: whoever rang has been waiting since then. */
  onOpen(listener: OnOpen): () => void {
    this.#onOpen = listener;
    return () => { if (this.#onOpen === listener) this.#onOpen = null; };
  }

  type(text: string): void {
    this.#openWhenAnswered = null;
    if (text.trim() === '') {
      this.#asked += 1;
      this.store.setState({ ...NOT_SEARCHING, text });
      return;
    }
    if (this.store.getState().text.trim() === '') this.#since = this.#clock();
    this.store.setState({ text, open: true });
    void this.#ask(text);
  }

  again(): void {
    const { text } = this.store.getState();
    if (text.trim() !== '') void this.#ask(text);
  }

  /** What answers `text` has changed since: somebody moved, hid, or was recorded at another desk. */
  changed(text: string, now: SearchAnswer): void {
    const { answer, answered, active } = this.store.getState();
    if (answered !== text || answer === null) return;
    const hits = sameHits(answer.hits, inPlace(answer.hits, now.hits));
    if (hits.length === answer.hits.length && hits.every((hit, n) => hit === answer.hits[n]) && now.more === answer.more) return;
    const at = answer.hits[active]?.key;
    this.store.setState({ answer: { hits, more: now.more }, active: at === undefined ? 0 : hits.findIndex(({ key }) => key === at) });
  }

  /** Held at both ends: running round would lose one's place. */
  move(by: number): void {
    const { answer, active, text } = this.store.getState();
    const last = (answer?.hits.length ?? 0) - 1;
    if (text.trim() !== '') this.store.setState({ open: true, active: Math.max(0, Math.min(last, active + by)) });
  }

  moveTo(active: number): void {
    this.store.setState({ active });
  }

  /** Opens the result the keys are at; where the answer is still on its way, its first. */
  enter(how: Choosing = 'open'): void {
    const { answer, answered, text, active, open } = this.store.getState();
    if (!open || text.trim() === '') return;
    if (answered !== text) {
      this.#openWhenAnswered = how;
      return;
    }
    const hit = answer?.hits[active];
    if (hit !== undefined) this.choose(hit, how);
  }

  choose(hit: SearchHit, how: Choosing = 'open'): void {
    this.#asked += 1;
    this.store.setState(NOT_SEARCHING);
    this.#onOpen?.(hit, this.#since, how);
  }

  close(): void {
    this.store.setState({ open: false });
  }

  reopen(): void {
    if (this.store.getState().text.trim() !== '') this.store.setState({ open: true });
  }

  async #ask(text: string): Promise<void> {
    const mine = this.#asked += 1;
    const outcome = await this.#find(text);
    if (mine !== this.#asked) return;
    if (outcome.ok) this.store.setState(({ answer }) => ({ answer: { ...outcome.value, hits: sameHits(answer?.hits ?? [], outcome.value.hits) }, failure: null, answered: text, active: 0 }));
    else this.store.setState({ answer: null, failure: outcome.failure.sentence, answered: text, active: 0 });
    const first = outcome.ok ? outcome.value.hits[0] : undefined;
    if (this.#openWhenAnswered !== null && first !== undefined) this.choose(first, this.#openWhenAnswered);
    this.#openWhenAnswered = null;
  }
}
