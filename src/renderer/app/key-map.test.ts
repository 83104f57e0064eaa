/** The list of keys is complete: what any screen gives a key to is in it. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrangeKeys, keyParts, type KeyGroup } from '../ui/key-map.ts';
import { mappedKeys } from './key-map.ts';

const root = path.resolve(import.meta.dirname, '..');

describe('the map of the keys', () => {
  it('has every key that a screen takes', () => {
    const taken = globSync('**/*.{ts,tsx}', { cwd: root }).flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/useShortcut\(\{\s*keys: ([^,]+),/g)].map(([, keys = '']) => ({ file, keys })));
    expect(taken.length).toBeGreaterThan(20);
    // A digit is a clause of the list: told as 1 to 9.
    const missing = taken.filter(({ keys }) => keys !== 'String(digit)').filter(({ keys }) => !mappedKeys.includes(keys.replaceAll(`'`, '').toLowerCase()));
    expect(missing).toEqual([]);
  });

  const map: KeyGroup[] = [
    { title: 'Record', keys: [{ keys: 'v', label: 'Check identity' }, { keys: 'Alt+ArrowLeft', label: 'Back' }] }, { title: 'Requests', keys: [{ keys: 'a', label: 'Approve' }] },
  ];
  const name = (keys: string): string => keyParts(keys).join('+');

  it('tells first what works here, and of the rest by screen what does not', () => {
    const { here, elsewhere } = arrangeKeys(map, [{ keys: 'V', label: 'Check identity' }, { keys: '1', label: 'Goodwill' }], '', name);
    expect(here.map(({ keys }) => keys)).toEqual(['V', '1']);
    expect(elsewhere).toEqual([{ title: 'Record', keys: [{ keys: 'Alt+ArrowLeft', label: 'Back' }] }, { title: 'Requests', keys: [{ keys: 'a', label: 'Approve' }] }]);
  });

  it('is searched by what a key is called and by what it does', () => {
    expect(arrangeKeys(map, [], 'alt ←', name).elsewhere).toEqual([{ title: 'Record', keys: [{ keys: 'Alt+ArrowLeft', label: 'Back' }] }]);
    expect(arrangeKeys(map, [], 'appr', name).elsewhere.map(({ title }) => title)).toEqual(['Requests']);
    expect(arrangeKeys(map, [{ keys: '1', label: 'Goodwill' }], 'goodw', name)).toEqual({ here: [{ keys: '1', label: 'Goodwill' }], elsewhere: [] });
  });
});
