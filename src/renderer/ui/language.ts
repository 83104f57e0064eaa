/** The language of the screen: a person's taste like its look, kept in the browser's own storage and changed while they work. */
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

export const languages = ['en-GB', 'cy'] as const;
export type Language = (typeof languages)[number];
/** Each by its own name, so that whoever needs it can read it. */
export const languageNames: Record<Language, string> = { 'en-GB': 'English', cy: 'Cymraeg' };

const KEPT_AS = 'casefront-language';
const store = createStore<{ language: Language }>(() => ({ language: 'en-GB' }));
export const useLanguage = (): Language => useStore(store, ({ language }) => language);
export const keptLanguage = (): Language => languages.find((language) => language === localStorage.getItem(KEPT_AS)) ?? 'en-GB';

let bring: (language: Language) => Promise<void> = () => Promise.resolve();

/** `speak` brings the words of a language and has the screen say them; the page says which it is in to whoever reads it out. */
export function startLanguage(speak: (language: Language) => Promise<void>): void {
  bring = speak;
  store.subscribe(({ language }) => { document.documentElement.lang = language; });
}

/** The screen changes in place: nothing is closed and nothing typed is lost. */
export async function chooseLanguage(language: Language): Promise<void> {
  await bring(language);
  store.setState({ language });
  localStorage.setItem(KEPT_AS, language);
}
