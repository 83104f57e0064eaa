import { PERSON, personFrom, type Person, type PersonColumns } from '../commands/people.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { Holder } from './sessions.ts';
import type { WipeOrder } from './wipes.ts';

export interface Standing {
  /** Null where they are no longer on the council's staff. */
  person: Person | null;
  wipe: WipeOrder | null;
}

/** Whoever calls and the desk they call from, as the council has them now. Asked with every request: one statement. */
export async function standingOf(store: CentralStore, { staffId, deviceId }: Pick<Holder, 'staffId' | 'deviceId'>): Promise<Standing> {
  const { rows: [found] } = await store.query<PersonColumns & { wipe: string | null; at_once: boolean | null }>(
    `SELECT ${PERSON}, w.token AS wipe, w.at_once FROM (SELECT 1) AS one
     LEFT JOIN wipe w ON w.council = $1 AND w.device_id = $3 AND w.done_at IS NULL`, [store.council, staffId, deviceId]);
  if (found === undefined) return { person: null, wipe: null };
  return { person: personFrom(found), wipe: found.wipe === null ? null : { token: found.wipe, atOnce: found.at_once === true } };
}
