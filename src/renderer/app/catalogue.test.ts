/** Every word the screen asks for is in the catalogue, every word in the catalogue is asked for, and Welsh says all of it. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, formatNames, formatValue } from './i18n.ts';
import { baseOf } from './plural-forms.ts';
import { welshCatalogue } from './welsh-words.ts';
import { gapsIn } from './welsh-gaps.ts';

const root = path.resolve(import.meta.dirname, '..');
type Namespace = keyof typeof catalogue;

interface Use { file: string; namespace: Namespace; key: RegExp }

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A key as it is written: parts in `${…}` may be anything. */
const patternOf = (written: string): RegExp => new RegExp(`^${written.split(/\$\{[^}]*\}/).map(escape).join('.+')}$`);

const sources = globSync('**/*.{ts,tsx}', { cwd: root }).filter((file) => !/\.test\.tsx?$|\/words(\.cy)?\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

/** The namespace a file's plain keys belong to: the first it names, or that of its feature. */
function defaultOf(file: string, text: string): Namespace {
  const named = /useTranslation\(\[?'([\w-]+)'/.exec(text)?.[1];
  const folder = /^features\/([\w-]+)\//.exec(file)?.[1] ?? file.split('/')[0];
  return (named ?? folder) as Namespace;
}

const strings = /'([^']*)'|`([^`]*)`/g;

/** The first argument of the call of `t` whose bracket opens before `from`. */
function firstArgument(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if ('({['.includes(sign)) depth += 1;
    if (')}]'.includes(sign)) depth -= 1;
    if (depth < 0 || (sign === ',' && depth === 0)) return text.slice(from, at);
  }
  return text.slice(from);
}

/** Strings in it, with both arms of a choice; what is compared with is no key. */
const keysIn = (argument: string): string[] =>
  [...argument.replaceAll(/[!=]==?\s*'[^']*'/g, '').matchAll(strings)].map((found) => found[1] ?? found[2] ?? '');

const uses: Use[] = sources.flatMap(({ file, text }) => [...text.matchAll(/\bt\(/g)].flatMap((call) => keysIn(firstArgument(text, call.index + 2)).map((written) => {
  const [, prefix, key = written] = /^([a-z]+):(.+)$/.exec(written) ?? [];
  return { file, namespace: (prefix ?? defaultOf(file, text)) as Namespace, key: patternOf(key) };
})));

const keysOf = (namespace: Namespace): string[] => [...new Set(Object.keys(catalogue[namespace]).map(baseOf))];

describe('the catalogue', () => {
  it('is asked for words in enough places for this test to mean something', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(uses.length).toBeGreaterThan(200);
  });

  it('has every word that is asked for', () => {
    const missing = uses.filter(({ namespace, key }) => !(namespace in catalogue) || !keysOf(namespace).some((known) => key.test(known)));
    expect(missing.map(({ file, namespace, key }) => `${file}: ${namespace}:${key.source}`)).toEqual([]);
  });

  it('has no word that nobody asks for', () => {
    const everything = sources.map(({ text }) => text).join('\n');
    const idle = (Object.keys(catalogue) as Namespace[]).filter((namespace) => namespace !== 'rules' && namespace !== 'vocabulary')
      .flatMap((namespace) => keysOf(namespace)
        .filter((key) => !uses.some((use) => use.namespace === namespace && use.key.test(key)))
        // Some keys are chosen elsewhere and passed on: they stand in the code as they are.
        .filter((key) => !everything.includes(`'${key}'`))
        .map((key) => `${namespace}:${key}`));
    expect(idle).toEqual([]);
  });

  it('counts in every form English has', () => {
    const halves = Object.entries(catalogue).flatMap(([namespace, words]) => Object.keys(words)
      .filter((key) => key.endsWith('_one') ? !(key.replace('_one', '_other') in words) : key.endsWith('_other') && !(key.replace('_other', '_one') in words))
      .map((key) => `${namespace}:${key}`));
    expect(halves).toEqual([]);
  });

  it('asks only for formats there are', () => {
    const asked = Object.values(catalogue).flatMap((words) => Object.values(words) as string[])
      .flatMap((text) => [...text.matchAll(/\{\{\w+, (\w+)\}\}/g)].map((found) => found[1] ?? ''));
    expect(asked.filter((format) => !formatNames.includes(format))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });
});

describe('Welsh', () => {
  const english: Record<string, Readonly<Record<string, string>>> = catalogue;

  it('says all that English says, with the same values, and leaves nothing in English by oversight', () => {
    expect(Object.keys(english).flatMap((namespace) => gapsIn(english[namespace] ?? {}, welshCatalogue[namespace] ?? {}).map((gap) => `${namespace}:${gap}`))).toEqual([]);
  });

  it('has the namespaces that English has', () => {
    expect(Object.keys(welshCatalogue).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('would be found wanting', () => {
    const words = { 'save': 'Save', 'kept': 'Kept at {{time, dateTime}}', 'left_one': '{{count}} left', 'left_other': '{{count}} left' };
    expect(gapsIn(words, { 'save': 'Cadw', 'kept': 'Cadwyd am {{time, dateTime}}', 'left_other': '{{count}} ar ôl' })).toEqual([]);
    expect(gapsIn(words, { 'save': 'Save', 'kept': 'Cadwyd', 'left_other': '', 'lost': 'Ar goll' }))
      .toEqual(['save: the same as English', 'kept: other values', 'left: empty', 'lost: not in English']);
    expect(gapsIn(words, { 'save': 'Cadw', 'left_one': '{{count}} ar ôl', 'left_other': '{{count}} ar ôl' })).toEqual(['kept: missing']);
  });
});

it('nobody but the idiom asks the window to write dates, numbers or lists: it knows no Welsh', () => {
  const asking = sources.filter(({ file, text }) => file !== 'ui/idiom.ts' && /new Intl\.(?!DateTimeFormat\('en-CA')|toLocale(Date|Time)?String\(/.test(text));
  expect(asking.map(({ file }) => file)).toEqual([]);
});

describe('a value in a sentence', () => {
  it('is put into words by its format, and left as it is where it is in words already', () => {
    expect(formatValue(1250, 'money', 'en-GB')).toBe('£12.50');
    for (const name of formatNames) expect(formatValue('10:42', name, 'en-GB')).toBe('10:42');
  });
});
