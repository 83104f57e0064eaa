import { en } from './en.ts';
import { fill, type Sentence } from './sentence.ts';

/** A sentence in English, for records and for readers without a screen. */
export const say = (sentence: Sentence): string => fill(en[sentence.code], sentence.values).replaceAll(/\s+/g, ' ');
