/** Two centres over one PostgreSQL behind one address, as in a rolling restart: each is killed while the other serves. */
import { expect, test } from 'vitest';
import { emptyDatabase } from './empty-database.ts';
import { runKills } from './run-kills.ts';

test('engines and two centres over one database are killed under load, and nothing is lost or happens twice', async () => {
  const database = await emptyDatabase(process.env['CASEFRONT_PG_URL'] ?? '');
  try {
    const { faults, kills, works } = await runKills({ engineKills: 3, centreKills: 3, desks: 3, centres: 2, postgres: database.url });
    expect(faults).toEqual([]);
    expect(kills).toMatchObject({ engines: 3, centres: 3 });
    expect(works.acknowledged).toBeGreaterThan(30);
  } finally {
    await database.drop();
  }
});
