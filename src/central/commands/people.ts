import type { StaffMember } from '#domain/records/council.ts';
import { scopesOf } from '#contract/scopes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';
import { rowAsJson } from '../pg/rows.ts';

/** A person as the council's own record has them now; never as a token remembers them. */
export interface Person {
  staff: StaffMember;
  scopes: string[];
}

/** Expressions of a statement with the council as `$1`, for a person's id: their row as JSON text, and what they were granted by name. */
export const personWith = (id: string): string => `(SELECT ${rowAsJson('staff')} FROM staff WHERE council = $1 AND id = ${id}) AS staff,
  ARRAY(SELECT scope FROM staff_scope WHERE council = $1 AND staff_id = ${id} ORDER BY scope) AS granted`;
export const PERSON = personWith('$2');

export interface PersonColumns { staff: string | null; granted: string[] }

export function personFrom({ staff: text, granted }: PersonColumns): Person | null {
  if (text === null) return null;
  const staff = JSON.parse(text) as StaffMember;
  return { staff, scopes: scopesOf(staff, granted) };
}

export async function personIn({ query, council }: Pick<CentralTransaction, 'query' | 'council'>, staffId: string): Promise<Person | null> {
  const { rows: [found] } = await query<PersonColumns>(`SELECT ${PERSON}`, [council, staffId]);
  return found === undefined ? null : personFrom(found);
}

export const personOf = (store: CentralStore, staffId: string): Promise<Person | null> => personIn(store, staffId);
