import { describe, expect, it, vi } from 'vitest';
import { KeyRegistry } from './key-registry.ts';

const press = (key: string, ctrlKey = false) => ({ key, code: '', ctrlKey, altKey: false, metaKey: false, shiftKey: false });
const plain = { typing: false, dialogOpen: false };
const shortcut = (keys: string, label: string, anywhere?: boolean) => ({ keys, label, run: () => undefined, anywhere });

describe('the shortcuts in force', () => {
  it('give a key to whoever asked for it last, and back when that one goes', () => {
    const keys = new KeyRegistry();
    keys.add(shortcut('c', 'below'));
    const remove = keys.add(shortcut('c', 'above'));
    expect(keys.find(press('c'), plain)?.label).toBe('above');
    expect(keys.list.map(({ label }) => label)).toEqual(['above']);
    remove();
    expect(keys.find(press('c'), plain)?.label).toBe('below');
  });

  it('leave plain keys to whoever types, and keep those that are held with something', () => {
    const keys = new KeyRegistry();
    keys.add(shortcut('/', 'search'));
    keys.add(shortcut('Ctrl+k', 'search'));
    expect(keys.find(press('/'), { typing: true, dialogOpen: false })).toBeUndefined();
    expect(keys.find(press('k', true), { typing: true, dialogOpen: false })?.label).toBe('search');
  });

  it('rest while a dialog is open, but for those that work anywhere', () => {
    const keys = new KeyRegistry();
    keys.add(shortcut('Ctrl+k', 'search'));
    keys.add(shortcut('Ctrl+l', 'lock', true));
    expect(keys.find(press('k', true), { typing: false, dialogOpen: true })).toBeUndefined();
    expect(keys.find(press('l', true), { typing: true, dialogOpen: true })?.label).toBe('lock');
  });

  it('tell the list when they change', () => {
    const keys = new KeyRegistry();
    const heard = vi.fn();
    keys.onChange(heard);
    const remove = keys.add(shortcut('c', 'contact'));
    remove();
    expect(heard).toHaveBeenCalledTimes(2);
    expect(keys.list).toEqual([]);
  });
});
