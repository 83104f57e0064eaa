/** What changed between two readings of a query, by key. */
export type Collections = Record<string, { key: string }[]>;
export type CollectionPatch = { put: { key: string }[]; order: string[] | null };

export interface Diff {
  /** Takes in the new reading and answers what differs from the one before; null where nothing does. */
  next: (collections: Collections) => Record<string, CollectionPatch> | null;
}

export function createDiff(): Diff {
  const before = new Map<string, Map<string, string>>();
  return {
    next(collections) {
      const patch: Record<string, CollectionPatch> = {};
      for (const [name, items] of Object.entries(collections)) {
        const known = before.get(name) ?? new Map<string, string>();
        const texts = new Map(items.map((item) => [item.key, JSON.stringify(item)]));
        const put = items.filter((item) => known.get(item.key) !== texts.get(item.key));
        const keys = [...texts.keys()];
        const knownKeys = [...known.keys()];
        const sameOrder = keys.length === knownKeys.length && keys.every((key, n) => key === knownKeys[n]);
        if (put.length > 0 || !sameOrder) patch[name] = { put, order: sameOrder ? null : keys };
        before.set(name, texts);
      }
      return Object.keys(patch).length === 0 ? null : patch;
    },
  };
}
