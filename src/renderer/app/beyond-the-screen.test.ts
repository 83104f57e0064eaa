/** Whatever beyond the screen answers a person with is known in Welsh. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { en } from '#domain/words/en.ts';
import { beyondTheScreen } from './beyond-the-screen.cy.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** Answers nobody reads on this screen: the command line, another program, a step of the fetch that goes on by itself. */
const unread = /^central\/(admin|demo|import|pg|records)\/|^central\/(cli|serve)\.ts|wipes\.ts|granted-scopes\.ts|settings\.ts|prepared\.ts|operations\.ts|routes\/(pauses|diagnostics-read)\.ts|pauses\/pauses\.ts|holidays\/holidays\.ts|\.test\.ts$|testing\//;
const files = globSync('{main,engine,central,contract,renderer/engine-client}/**/*.ts', { cwd: root }).filter((file) => !unread.test(file));

/** With its values left open, as a template of ours has them. */
const open = (text: string): string => text.replaceAll(/\$?\{\{?[^}]*\}+/g, '…');
const known = new Set([...Object.keys(beyondTheScreen), ...Object.values(en)].map(open));

const answered = files.flatMap((file) => {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/\b(?:fail\('[a-z-]+',|badInput\(|wrong\(|sentence: )\s*(?:'([^']+)'|`([^`]+)`)/g)]
    .map(([, plain, filled]) => ({ file, sentence: plain ?? filled ?? '' }))
    .filter(({ sentence }) => /^[A-Z].*[.?]$/.test(sentence));
});

it('looks at enough answers to mean something', () => {
  expect(answered.length).toBeGreaterThan(70);
});

it('has Welsh for every sentence of main, the engine and the centre', () => {
  expect(answered.filter(({ sentence }) => !known.has(open(sentence))).map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
});

it('keeps the values of each', () => {
  const values = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([value]) => value).toSorted();
  expect(Object.entries(beyondTheScreen).filter(([english, welsh]) => String(values(english)) !== String(values(welsh)))).toEqual([]);
});
