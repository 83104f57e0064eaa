import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { containedPath } from './contained-path.ts';

const folder = path.resolve('/srv/out/renderer');

test('the files of the folder are found, and the root is its first page', () => {
  expect(containedPath(folder, '/')).toBe(path.join(folder, 'index.html'));
  expect(containedPath(folder, '/assets/index-abc.js')).toBe(path.join(folder, 'assets', 'index-abc.js'));
  expect(containedPath(folder, '/a%20b.png')).toBe(path.join(folder, 'a b.png'));
});

test.each([
  '/../secret', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/../../x', '/..%5c..%5cx', '/C:/x', '/a%00.html', '/%', '/./x',
])('%s is nowhere', (pathname) => {
  expect(containedPath(folder, pathname)).toBeNull();
});

test('whatever the address, the file lies inside or there is none', () => {
  const piece = fc.constantFrom('..', '.', '%2e', '%2E%2e', '%2f', '%5c', '\\', '/', '//', 'a', 'C:', '%00', '%', '~', 'index.html');
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
    const file = containedPath(folder, `/${pieces.join('')}`);
    expect(file === null || file.startsWith(folder + path.sep)).toBe(true);
  }));
});
