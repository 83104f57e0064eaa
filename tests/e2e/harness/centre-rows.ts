import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { startParams } from '../../../src/central/pg/pglite-database.ts';

type Row = Record<string, unknown>;
export interface CentreRows { decision: Row[]; payment: Row[]; message: Row[]; contact: Row[]; escalation: Row[]; task: Row[]; verification: Row[]; resident: Row[]; promise: Row[]; ticket: Row[]; transfer: Row[]; marker: Row[]; marker_narrative: Row[]; interpreting: Row[] }

/** Reads a stopped centre's own tables: what really took effect, whatever any screen says. */
export async function centreRows(dataFolder: string): Promise<CentreRows> {
  const database = await PGlite.create({ dataDir: path.join(dataFolder, 'store'), startParams: [...startParams] });
  const all = async (table: keyof CentreRows): Promise<Row[]> => (await database.query<Row>(`select * from ${table}`)).rows;
  const rows = {
    decision: await all('decision'), payment: await all('payment'), message: await all('message'), contact: await all('contact'),
    escalation: await all('escalation'), task: await all('task'), verification: await all('verification'),
    resident: await all('resident'), promise: await all('promise'), ticket: await all('ticket'), transfer: await all('transfer'), marker: await all('marker'), marker_narrative: await all('marker_narrative'), interpreting: await all('interpreting'),
  };
  await database.close();
  return rows;
}
