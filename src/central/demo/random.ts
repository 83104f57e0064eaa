/** Chance that is the same every time: a demo council must be the same borough on every machine. */

export interface Random {
  /** A number from 0 up to, and without, 1. */
  next: () => number;
  /** A whole number from 0 up to, and without, `below`. */
  below: (below: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
}

/** sfc32, a small generator that passes PractRand; the seed fills its state and the first rounds mix it. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9, b = seed | 0, c = 0x243f6a88, counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 15; round += 1) next();
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next, below, chance: (probability) => next() < probability,
    pick: (list) => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error('pick needs a list with something in it');
      return chosen;
    },
  };
}

/** Draws from a list with weights; `weightOf` is asked once per element. */
export function weighted<T>(list: readonly T[], weightOf: (element: T, index: number) => number): (random: Random) => T {
  const ends: number[] = [];
  let total = 0;
  list.forEach((element, index) => { total += weightOf(element, index); ends.push(total); });
  return (random) => {
    const at = random.next() * total;
    let low = 0, high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > at) high = middle; else low = middle + 1;
    }
    const chosen = list[low];
    if (chosen === undefined) throw new Error('weighted needs a list with something in it');
    return chosen;
  };
}

/** Draws from a list written most frequent first, as names and complaints are spread in life (Zipf). */
export const ranked = <T>(list: readonly T[]): ((random: Random) => T) => weighted(list, (_element, index) => 1 / (index + 3));
