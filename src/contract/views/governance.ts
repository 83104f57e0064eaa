/** The council’s own lists, who may decide what, and how authority was used. */
import type { UseOfAuthority } from '#domain/delegation/governance/use-of-authority.ts';
import type { Difference } from '#domain/delegation/governance/what-if.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Authorisation, Councillor, Deputy, Holiday, SchemeVersion, Service, Site, StaffMember, SubDelegation } from '#domain/records/council.ts';

export interface ReferenceCollections {
  services: Service & { key: string };
  staff: StaffMember & { key: string };
  sites: Site & { key: string };
  /** Who are in office today. */
  councillors: Councillor & { key: string };
  holidays: Holiday & { key: string };
  /** The whole scheme in force, for reading. */
  clauses: Clause & { key: string };
}

/** Who may decide what, and how the scheme stands; the scheme in force for this person first among `schemes`. */
export interface GovernanceCollections {
  schemes: SchemeVersion & { key: string; state: 'in-force' | 'ahead' | 'over' };
  people: StaffMember & { key: string; siteName: string };
  authorisations: Authorisation & { key: string; pending: boolean };
  subDelegations: SubDelegation & { key: string; pending: boolean; signedByName: string };
  deputies: Deputy & { key: string; pending: boolean; name: string; deputyName: string };
}

/** A decision or a request behind a number. */
export interface CountedItem { key: string; kind: 'decision' | 'escalation'; reference: string; residentId: string; residentName: string; at: number; title: string; amount: string; by: string }

export interface TriedDraft {
  judged: number;
  differences: (Omit<Difference, 'decisionId'> & { item: CountedItem })[];
}

/** The measures, and the newest of what each counts. */
export interface UseOfAuthorityView { use: UseOfAuthority; items: CountedItem[]; perClause: { clauseId: string; title: string; ids: string[] }[] }
