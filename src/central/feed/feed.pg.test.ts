import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { put } from '#domain/records.ts';
import { residentNamed } from '../testing/council.ts';
import { openPostgresForTest, type TestStore } from '../testing/stores.ts';
import { feedSuite } from '../testing/feed-suite.ts';

feedSuite(openPostgresForTest);

describe('the change feed under concurrent writers', () => {
  const WRITERS = 8;
  const WRITES = 40;
  let test: TestStore;
  beforeAll(async () => { test = await openPostgresForTest(); }, 60_000);
  afterAll(() => test.discard());

  it('shows a reader every version in order, with none appearing behind its cursor', async () => {
    const { store } = test;
    let writing = true;
    const writers = Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = 0; n < WRITES; n += 1) {
        await store.transaction((transaction) => transaction.write([put('resident', residentNamed(`w${String(writer)}-${String(n)}`))]));
      }
    })).then(() => { writing = false; });

    const seen: number[] = [];
    const readOn = async (): Promise<number> => {
      const { rows } = await store.query<{ version: number }>(
        'SELECT version FROM change WHERE council = $1 AND version > $2 ORDER BY version', [store.council, seen.at(-1) ?? 0]);
      seen.push(...rows.map((row) => row.version));
      return rows.length;
    };
    while (writing) await readOn();
    await writers;
    await readOn();
    // A reader that only ever looks past its cursor has met every version once: none committed behind it.
    expect(seen).toEqual(Array.from({ length: WRITERS * WRITES }, (_, index) => index + 1));
    expect((await store.head()).version).toBe(WRITERS * WRITES);
  });
});
