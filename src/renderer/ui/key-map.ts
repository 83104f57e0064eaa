/** The list of keys as the person reads it: what works here, and what works elsewhere. */
export interface MappedKey {
  /** As `key-match.ts` writes it. */
  keys: string;
  label: string;
}

export interface KeyGroup {
  /** The screen, or the part of one. */
  title: string;
  keys: readonly MappedKey[];
}

const marks: Readonly<Record<string, string>> = {
  arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓', escape: 'Esc', pageup: 'PgUp', pagedown: 'PgDn',
};

/** `Alt+ArrowLeft` as what is printed on each key. */
export const keyParts = (keys: string): string[] => keys.split('+').map((part) => marks[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part));

const same = (one: MappedKey, other: MappedKey): boolean => one.keys.toLowerCase() === other.keys.toLowerCase() && one.label === other.label;

/**
 * What is in force now comes first and is told in the words of the screen; from the map comes what is not. Every word
 * typed has to be in a key’s name or in what it does.
 */
export function arrangeKeys(map: readonly KeyGroup[], inForce: readonly MappedKey[], text: string, nameOf: (keys: string) => string): { here: MappedKey[]; elsewhere: KeyGroup[] } {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = ({ keys, label }: MappedKey): boolean => words.every((word) => `${nameOf(keys)} ${keys} ${label}`.toLowerCase().includes(word));
  return {
    here: inForce.filter(found),
    elsewhere: map.map(({ title, keys }) => ({ title, keys: keys.filter((one) => found(one) && !inForce.some((other) => same(one, other))) })).filter(({ keys }) => keys.length > 0),
  };
}
