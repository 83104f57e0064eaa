/** Every word of the screen in Welsh: brought in when somebody asks for it. A namespace that is not here yet is said in English. */
import { welsh } from '../ui/welsh.ts';
import { phraseInWelsh } from './welsh-phrases.ts';

/** By namespace, as in the English catalogue. */
export const welshCatalogue: Record<string, Readonly<Record<string, string>>> = {
};
/** English sentences from beyond the screen and what Welsh says for them. */
export const pairs: readonly (readonly [string, string])[] = [];
export const idiom = welsh;
export const phrase = phraseInWelsh;
