/** Whether words seem to say of whom they are: for what is kept about the app and its articles, which needs nobody’s name. */
export type PersonalKind = 'email' | 'phone' | 'postcode' | 'insurance-number' | 'name';

const forms: readonly (readonly [PersonalKind, RegExp])[] = [
  ['email', /[^\s@]+@[^\s@]+\.[a-z]{2,}/i],
  ['phone', /(?:\+|\b)(?:\d[\s().-]?){10,}/],
  ['postcode', /\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b/i],
  ['insurance-number', /\b[a-z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[a-d]\b/i],
];

/** `names`: of people on the screen, who are named in passing most easily. A guess that warns and never refuses. */
export function seemsPersonal(words: string, names: readonly string[] = []): PersonalKind[] {
  const found = forms.filter(([, form]) => form.test(words)).map(([kind]) => kind);
  const said = words.toLowerCase().split(/[^\p{L}’'-]+/u);
  const named = names.some((name) => name.toLowerCase().split(/\s+/).some((part) => part.length > 2 && said.includes(part)));
  return named ? [...found, 'name'] : found;
}
