/** The forms a count may need: Welsh has all six of them. */
export const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const COUNTED = /^(.+)_(zero|one|two|few|many|other)$/;
export const baseOf = (key: string): string => COUNTED.exec(key)?.[1] ?? key;

/** Words write down the forms that differ; the others are said as `other` is. */
export function withEveryForm(words: Readonly<Record<string, string>>): Record<string, string> {
  const all: Record<string, string> = { ...words };
  for (const [key, text] of Object.entries(words)) {
    if (!key.endsWith('_other')) continue;
    for (const form of pluralForms) all[`${baseOf(key)}_${form}`] ??= text;
  }
  return all;
}
