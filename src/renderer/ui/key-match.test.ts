import { describe, expect, it } from 'vitest';
import { isModified, isPressed, shownKeys, type KeyPress } from './key-match.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress =>
  ({ key, code: '', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...held });

describe('a shortcut', () => {
  it('is its key with exactly its modifiers', () => {
    expect(isPressed('c', press('c'))).toBe(true);
    expect(isPressed('c', press('c', { ctrlKey: true }))).toBe(false);
    expect(isPressed('c', press('C', { shiftKey: true }))).toBe(false);
    expect(isPressed('Ctrl+k', press('k', { ctrlKey: true }))).toBe(true);
    expect(isPressed('Ctrl+k', press('k', { metaKey: true }))).toBe(true);
    expect(isPressed('Ctrl+k', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
    expect(isPressed('Ctrl+k', press('k'))).toBe(false);
    expect(isPressed('F2', press('F2'))).toBe(true);
    expect(isPressed('Alt+ArrowLeft', press('ArrowLeft', { altKey: true }))).toBe(true);
    expect(isPressed('Alt+ArrowLeft', press('ArrowLeft', { altKey: true, shiftKey: true }))).toBe(false);
  });

  it('takes a sign wherever the keyboard has it', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true);
    expect(isPressed('/', press('/'))).toBe(true);
    expect(isPressed('/', press('/', { shiftKey: true }))).toBe(true);
  });

  it('knows a key by its place where Alt makes another sign of it', () => {
    expect(isPressed('Alt+2', press('™', { altKey: true, code: 'Digit2' }))).toBe(true);
    expect(isPressed('2', press('™', { code: 'Digit2' }))).toBe(false);
  });

  it('yields to typing unless it is held with something', () => {
    expect(['Ctrl+k', 'Alt+2', 'F2'].every(isModified)).toBe(true);
    expect(['c', '/', '?', '1'].some(isModified)).toBe(false);
  });

  it('is shown as it is printed on the keyboard', () => {
    expect(shownKeys('Alt+ArrowLeft')).toBe('Alt+←');
    expect(shownKeys('ctrl+k')).toBe('ctrl+K');
    expect(shownKeys('c')).toBe('C');
  });
});
