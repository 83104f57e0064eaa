import type { StaffMember } from '#domain/records.ts';
import { scopesOf } from '#contract/scopes.ts';
import { grantedScopes } from '../identity/granted-scopes.ts';
import type { CentralStore, CentralTransaction } from '../pg/central-store.ts';

/** A person as the council's own record has them now; never as a token remembers them. */
export interface Person {
  staff: StaffMember;
  scopes: string[];
}

export async function personIn(transaction: CentralTransaction, staffId: string): Promise<Person | null> {
  const staff = await transaction.load({ kind: 'row', table: 'staff', id: staffId }) as StaffMember | null;
  return staff === null ? null : { staff, scopes: scopesOf(staff, await grantedScopes(transaction, staffId)) };
}

export const personOf = (store: CentralStore, staffId: string): Promise<Person | null> =>
  store.transaction((transaction) => personIn(transaction, staffId));
