/** Every word of the screen, by feature; Welsh is another set of these (`welsh-words.ts`). */
import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatPence } from '#domain/money.ts';
import { en as rules } from '#domain/words/en.ts';
import { vocabularyEn as vocabulary } from '#domain/words/vocabulary-en.ts';
import { words as acting } from '../features/acting/words.ts';
import { words as authority } from '../features/authority/words.ts';
import { words as care } from '../features/care/words.ts';
import { words as caseWords } from '../features/case/words.ts';
import { words as contact } from '../features/contact/words.ts';
import { words as councillor } from '../features/councillor/words.ts';
import { words as duplicates } from '../features/duplicates/words.ts';
import { words as verify } from '../features/verify/words.ts';
import { words as governance } from '../features/governance/words.ts';
import { words as knowledge } from '../features/knowledge/words.ts';
import { words as lives } from '../features/lives/words.ts';
import { words as lock } from '../features/lock/words.ts';
import { words as presence } from '../features/presence/words.ts';
import { words as promises } from '../features/promises/words.ts';
import { words as queue } from '../features/queue/words.ts';
import { words as record } from '../features/record/words.ts';
import { words as resident } from '../features/resident/words.ts';
import { words as search } from '../features/search/words.ts';
import { words as sync } from '../features/sync/words.ts';
import { words as transfer } from '../features/transfer/words.ts';
import { words as worklist } from '../features/worklist/words.ts';
import { learnIdiom, phraseWords } from '../ui/idiom.ts';
import { chooseLanguage, keptLanguage, startLanguage, type Language } from '../ui/language.ts';
import { dateText, dateTimeText, momentText } from '../ui/time-text.ts';
import { sayWith } from '../engine-client/our-words.ts';
import { words as ui } from '../ui/words.ts';
import { sentenceTranslator } from './known-sentences.ts';
import { withEveryForm } from './plural-forms.ts';
import { words as app } from './words.ts';

export const catalogue = { app, ui, rules, vocabulary, lock, search, sync, resident, contact, duplicates, authority, case: caseWords, worklist, governance, verify, record, promises, acting, queue, transfer, presence, knowledge, care, lives, councillor };

/** Formats that a sentence may ask for, as in `{{since, dateTime}}`. Amounts are in pence, times are instants. */
const formats: Record<string, (value: number, language: string) => string> = {
  money: formatPence,
  dateTime: (at, language) => dateTimeText(at, Date.now(), language),
  moment: (at, language) => momentText(at, Date.now(), language),
  dateOnly: (at, language) => dateText(at, Date.now(), language),
};
export const formatNames = Object.keys(formats);

const FIRST = 'en-GB';
/** How a language says what came in English from beyond the screen. */
const sentences = new Map<string, (sentence: string) => string>();

export async function startWords(): Promise<void> {
  startLanguage(speak);
  const kept = keptLanguage();
  await i18next.use(initReactI18next).use(formatter).init({
    lng: FIRST, fallbackLng: FIRST, resources: { [FIRST]: catalogue }, ns: Object.keys(catalogue), defaultNS: 'app',
    // Keys hold full stops: `authority.may-decide` is one key.
    keySeparator: false,
    // React escapes already.
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
  });
  // Nobody waits for a language that did not come: English is here.
  if (kept !== FIRST) await chooseLanguage(kept).catch(() => undefined);
}

/** Every value of a sentence goes through it, with a format or without. */
const formatter: FormatterModule = { type: 'formatter', init: () => undefined, add: () => undefined, addCached: () => undefined, format: formatValue };

export function formatValue(value: unknown, name: string | undefined, language: string | undefined): string {
  const spoken = language ?? FIRST;
  const format = name === undefined ? undefined : formats[name];
  // What has been put into words already is left as it is: a sentence must never cost the screen.
  if (format !== undefined && typeof value === 'number') return format(value, spoken);
  return typeof value === 'string' ? phraseWords(value, spoken) : String(value);
}

async function speak(language: Language): Promise<void> {
  if (language === 'cy' && !i18next.hasResourceBundle('cy', 'app')) {
    const { welshCatalogue, idiom, pairs } = await import('./welsh-words.ts');
    learnIdiom('cy', idiom);
    sentences.set('cy', sentenceTranslator(pairs, idiom.phrase));
    for (const [namespace, words] of Object.entries(welshCatalogue)) i18next.addResourceBundle('cy', namespace, withEveryForm(words));
  }
  sayWith(sentences.get(language) ?? ((sentence) => sentence));
  await i18next.changeLanguage(language);
}
