import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { put } from '#domain/records.ts';
import { residentNamed } from '../testing/council.ts';
import { directChangesSuite } from '../testing/direct-changes-suite.ts';
import { openPostgresForTest, type TestStore } from '../testing/stores.ts';

directChangesSuite(openPostgresForTest);

describe('the feed while the centre and an administrator write at once', () => {
  const WRITERS = 6;
  const WRITES = 30;
  let test: TestStore;
  beforeAll(async () => { test = await openPostgresForTest(); }, 60_000);
  afterAll(() => test.discard());

  it('shows a reader every version in order, and what it adds up to is what stands in the table', async () => {
    const { store } = test;
    await store.transaction((transaction) => transaction.write(Array.from({ length: 20 }, (_, n) => put('resident', residentNamed(`r-${String(n)}`)))));
    const one = (n: number): string => `r-${String(n % 20)}`;
    let writing = true;
    let refused = 0;
    const write = async (writer: number, n: number): Promise<void> => {
      const id = one(writer * 7 + n * 3);
      if (writer % 2 === 0) await store.transaction((transaction) => transaction.write([put('resident', { ...residentNamed(id), preferredName: `centre ${String(writer)} ${String(n)}` })]));
      else if (n % 5 === 4) await store.query('DELETE FROM resident WHERE id = $1', [id]);
      else await store.query('UPDATE resident SET preferred_name = $2 WHERE id = ANY($1)', [[id, one(writer + n)], `by hand ${String(writer)} ${String(n)}`]);
    };
    const writers = Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < WRITES; n += 1) await write(writer, n).catch(() => { refused += 1; });
    })).then(() => { writing = false; });

    const copy = new Map<string, string>();
    let cursor = 0;
    const versions: number[] = [];
    const readOn = async (): Promise<void> => {
      const { rows } = await store.query<{ version: number; pk: string; op: string; row: { preferredName: string } | null }>(
        'SELECT version, pk, op, "row" FROM change WHERE council = $1 AND version > $2 ORDER BY version, n', [store.council, cursor]);
      for (const { version, pk, op, row } of rows) {
        if (version !== versions.at(-1)) versions.push(version);
        if (op === 'leave') copy.delete(pk);
        else copy.set(pk, row?.preferredName ?? '');
        cursor = version;
      }
    };
    while (writing) await readOn();
    await writers;
    await readOn();
    // No deadlock: both take the head before a row.
    expect(refused).toBe(0);
    expect(versions).toEqual(Array.from({ length: (await store.head()).version }, (_, n) => n + 1));
    const { rows } = await store.query<{ id: string; preferred_name: string }>('SELECT id, preferred_name FROM resident ORDER BY id');
    expect([...copy].toSorted(([a], [b]) => a < b ? -1 : 1)).toEqual(rows.map((row) => [row.id, row.preferred_name]));
  });
});
