/** Every word of the screen, by feature; another language is another set of these. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { formatPence } from '#domain/money.ts';
import { en as rules } from '#domain/words/en.ts';
import { vocabularyEn as vocabulary } from '#domain/words/vocabulary-en.ts';
import { words as acting } from '../features/acting/words.ts';
import { words as authority } from '../features/authority/words.ts';
import { words as caseWords } from '../features/case/words.ts';
import { words as contact } from '../features/contact/words.ts';
import { words as verify } from '../features/verify/words.ts';
import { words as governance } from '../features/governance/words.ts';
import { words as lock } from '../features/lock/words.ts';
import { words as promises } from '../features/promises/words.ts';
import { words as record } from '../features/record/words.ts';
import { words as resident } from '../features/resident/words.ts';
import { words as search } from '../features/search/words.ts';
import { words as sync } from '../features/sync/words.ts';
import { words as worklist } from '../features/worklist/words.ts';
import { dateText, dateTimeText, momentText, relativeText } from '../ui/time-text.ts';
import { words as ui } from '../ui/words.ts';
import { words as app } from './words.ts';

export const LANGUAGE = 'en-GB';

export const catalogue = { app, ui, rules, vocabulary, lock, search, sync, resident, contact, authority, case: caseWords, worklist, governance, verify, record, promises, acting };

/** Formats that a sentence may ask for, as in `{{since, dateTime}}`. Amounts are in pence, times are instants. */
const formats: Record<string, (value: number, language: string) => string> = {
  money: formatPence,
  dateTime: (at, language) => dateTimeText(at, Date.now(), language),
  moment: (at, language) => momentText(at, Date.now(), language),
  dateOnly: (at, language) => dateText(at, Date.now(), language),
  relativeTime: (at, language) => relativeText(at, Date.now(), language),
};
export const formatNames = Object.keys(formats);

export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: LANGUAGE, fallbackLng: LANGUAGE, resources: { [LANGUAGE]: catalogue }, ns: Object.keys(catalogue), defaultNS: 'app',
    // Keys hold full stops: `authority.may-decide` is one key.
    keySeparator: false,
    // React escapes already.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  for (const [name, format] of Object.entries(formats)) {
    i18next.services.formatter?.add(name, (value: unknown, language) => format(Number(value), language ?? LANGUAGE));
  }
}
