import type { CentralStore } from '../pg/central-store.ts';

/** A secret of this council's centre, made at first need and the same ever after, for every process over the store. */
export async function secretNamed(store: CentralStore, name: string, make: () => Promise<string>): Promise<string> {
  const read = async (): Promise<string | undefined> =>
    (await store.query<{ value: string }>('SELECT value FROM secret WHERE council = $1 AND name = $2', [store.council, name])).rows[0]?.value;
  const known = await read();
  if (known !== undefined) return known;
  const made = await make();
  await store.transaction((transaction) => transaction.query(
    'INSERT INTO secret (council, name, value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [store.council, name, made]));
  // Another process may have been first: its secret is the one.
  return await read() ?? made;
}
