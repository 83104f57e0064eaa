/** One key for each answer, the same each day whatever comes first, so that the hand learns it. */

const bare = (label: string): string => label.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Given in the order of the list: the first letter of a word of the label that is still free, else any letter of it,
 * else a digit.
 */
export function keysOf(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const words = bare(label).split(/[^a-z]+/).filter((word) => word !== '');
    const wished = [...words.map((word) => word.charAt(0)), ...words.join(''), ...'123456789', ...'abcdefghijklmnopqrstuvwxyz'];
    const key = wished.find((one) => !taken.has(one)) ?? '';
    taken.add(key);
    return key;
  });
}
