/**
 * What main, the engine and the centre answer is in English, whatever their version: the screen knows each sentence by
 * its English words, as gettext does, and says it in the language it speaks. What it does not know it says as it came.
 */
import type { Outcome } from '#contract/failures.ts';

type Translate = (sentence: string) => string;
let translate: Translate = (sentence) => sentence;
export const sayWith = (next: Translate): void => { translate = next; };

export const inOurWords = (sentence: string): string => translate(sentence);

export function outcomeInOurWords<T>(outcome: Outcome<T>): Outcome<T> {
  return outcome.ok ? outcome : { ok: false, failure: { ...outcome.failure, sentence: inOurWords(outcome.failure.sentence) } };
}
