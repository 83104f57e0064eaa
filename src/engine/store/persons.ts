/**
 * Which records are one person's, of those that were merged: few, and asked about with every fact, so they are kept at hand
 * and read again when a row that is or was merged has changed.
 */
export interface Persons {
  /** The record that stands for one; itself where it was not merged. */
  standing: (residentId: string) => string;
  /** Every record of a person, by any of them. */
  recordsOf: (residentId: string) => readonly string[];
  changed: () => void;
}

export function createPersons(readMerged: () => { id: string; mergedInto: string }[]): Persons {
  let known: { standing: Map<string, string>; records: Map<string, string[]> } | null = null;
  const read = (): NonNullable<typeof known> => {
    if (known !== null) return known;
    const merged = readMerged();
    const records = new Map<string, string[]>();
    for (const { id, mergedInto } of merged) records.set(mergedInto, [...records.get(mergedInto) ?? [mergedInto], id]);
    known = { standing: new Map(merged.map(({ id, mergedInto }) => [id, mergedInto])), records };
    return known;
  };
  const standing: Persons['standing'] = (residentId) => read().standing.get(residentId) ?? residentId;
  return { standing, recordsOf: (residentId) => read().records.get(standing(residentId)) ?? [standing(residentId)], changed: () => { known = null; } };
}
