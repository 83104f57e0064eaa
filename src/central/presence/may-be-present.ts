import { OPEN_FOR_MS, sightOf } from '#domain/residents/open-record.ts';
import type { Access } from '#domain/records/people.ts';
import { covers } from '#contract/scopes.ts';
import type { Caller } from '../http/caller.ts';
import type { CentralStore } from '../pg/central-store.ts';

/** Whether somebody may have this record open: only then are they told who else has, and others that they have. */
export async function mayBePresent(store: CentralStore, { staffId, scopes }: Pick<Caller, 'staffId' | 'scopes'>, { kind, id }: { kind: 'resident' | 'property'; id: string }, now: number): Promise<boolean> {
  if (kind === 'property') {
    const { rows } = await store.query<{ row_scope: string }>('SELECT row_scope FROM property WHERE council = $1 AND id = $2', [store.council, id]);
    return rows[0] !== undefined && covers(scopes, rows[0].row_scope);
  }
  const { rows } = await store.query<{ row_scope: string; restricted: boolean }>('SELECT row_scope, restricted FROM resident WHERE council = $1 AND id = $2', [store.council, id]);
  const resident = rows[0];
  if (resident === undefined || !covers(scopes, resident.row_scope)) return false;
  if (!resident.restricted) return true;
  const given = await store.query<Pick<Access, 'kind' | 'at'>>('SELECT kind, at FROM access WHERE council = $1 AND resident_id = $2 AND staff_id = $3 AND at > $4', [store.council, id, staffId, now - OPEN_FOR_MS.record]);
  const mine = given.rows.map((one) => ({ ...one, staffId: staffId as Access['staffId'] }));
  return sightOf({ restricted: true, confidential: false }, mine, staffId as Access['staffId'], now).record;
}
