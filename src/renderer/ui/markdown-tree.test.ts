import { expect, test } from 'vitest';
import { evenHeadings, LINK_IN_APP, numberSteps, stepsIn } from './markdown-tree.ts';

interface Element { type: string; tagName: string; properties: Record<string, unknown>; children: Element[] }
const element = (tagName: string, ...children: Element[]): Element => ({ type: 'element', tagName, properties: {}, children });

test('headings begin below what they stand under and skip no level', () => {
  const tree = { type: 'root', children: [element('h2'), element('h4'), element('h2'), element('h3')] };
  evenHeadings(4)(tree);
  expect(tree.children.map(({ tagName }) => tagName)).toEqual(['h4', 'h5', 'h4', 'h5']);
  const deep = { type: 'root', children: [element('h1'), element('h2'), element('h3'), element('h4'), element('h5')] };
  evenHeadings(4)(deep);
  expect(deep.children.map(({ tagName }) => tagName)).toEqual(['h4', 'h5', 'h6', 'h6', 'h6']);
});

test('steps are numbered through the whole text, other items are not', () => {
  const task = (): Element => ({ ...element('li'), properties: { className: ['task-list-item'] } });
  const [first, plain, second] = [task(), element('li'), task()];
  numberSteps()({ type: 'root', children: [element('ul', first, plain), element('ul', second)] });
  expect([first.properties['dataStep'], plain.properties, second.properties['dataStep']]).toEqual([0, {}, 1]);
  expect(stepsIn('- [ ] One\n- two\n* [x] Three\n\n[ ] none')).toBe(2);
});

test('only a link to an article leads somewhere', () => {
  expect(LINK_IN_APP.exec('casefront:article/missed-bin')?.[1]).toBe('missed-bin');
  expect(LINK_IN_APP.test('https://example.org/casefront:article/x')).toBe(false);
  expect(LINK_IN_APP.test('javascript:alert(1)')).toBe(false);
});
