import { personFrom, personWith, type Person, type PersonColumns } from '../commands/people.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { Holder } from './sessions.ts';
import type { WipeOrder } from './wipes.ts';

export interface Standing {
  /** Null where they are no longer on the council's staff. */
  person: Person | null;
  wipe: WipeOrder | null;
}

/** Whoever calls and the desk they call from, as the council has them now. Asked with every request: one statement. */
export async function standingOf(store: CentralStore, caller: Calling): Promise<Standing> {
  return (await standingsOf(store, [caller]))[0] ?? { person: null, wipe: null };
}

type Calling = Pick<Holder, 'staffId' | 'deviceId'>;
type StandingColumns = PersonColumns & { wipe: string | null; at_once: boolean | null };

const standingFrom = (found: StandingColumns): Standing =>
  ({ person: personFrom(found), wipe: found.wipe === null ? null : { token: found.wipe, atOnce: found.at_once === true } });

/** The same of many at once, in their order. */
export async function standingsOf(store: CentralStore, callers: readonly Calling[]): Promise<Standing[]> {
  const { rows } = await store.query<StandingColumns>(
    `SELECT ${personWith('one.staff_id')}, w.token AS wipe, w.at_once
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS one (staff_id, device_id, n)
     LEFT JOIN wipe w ON w.council = $1 AND w.device_id = one.device_id AND w.done_at IS NULL ORDER BY one.n`,
    [store.council, callers.map(({ staffId }) => staffId), callers.map(({ deviceId }) => deviceId)]);
  return rows.map(standingFrom);
}
