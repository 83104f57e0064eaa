/** A small scheme, people and a resident for tests of rules; amounts as in DOMAIN (a), row 7 and row 4. */
import type { Actor, Context, FactRequest } from '../commands/command.ts';
import type { Clause } from '../delegation/scheme.ts';
import { asId, type ResidentId, type StaffId } from '../ids.ts';
import type { Records, RowChange, TableName } from '../records.ts';
import type { SchemeVersion } from '../records/council.ts';
import type { Resident } from '../records/people.ts';
import type { Post, Role } from '../vocabulary.ts';

export const NOW = Date.UTC(2026, 10, 23, 10, 0, 0);

/** What a plain clause says of everything beyond limits: nothing. */
export const plainTerms = {
  powerOf: 'executive', delegatedFrom: 'Head of Customer Services', maySubDelegate: false, worth: { kind: 'entered' }, ceilingField: null, secondApprover: null,
  fields: [], offlineAdvice: null, residentWordings: {},
} as const satisfies Partial<Clause>;

/** What a command under such a clause has nothing to say of. */
export const plainRequest = { details: {}, verifiedLevel: null, interest: '', confirmed: [] as string[], alternativesRejected: '' };
export const plainUse = { vehicle: null, until: null };
/** A need and a marker as they were before who recorded them was kept. */
export const plainNeed = { recordedBy: null, recordedAt: null, bookings: [], endedAt: null, endedBy: null, endReasons: null };
export const plainMarker = { incidentOn: null, authorId: null, recordedAt: null, toldOn: null, approvedBy: null };
export const plainMessage = { language: 'en', formats: [] };
/** A councillor in office of whom nobody has said how they are reached. */
export const plainCouncillor = { phone: null, email: null, assistant: null, endedOn: null };
export const plainTask = { notes: '', dueOn: null, done: null };
export const plainEscalation = {
  details: {}, verifiedLevel: null, interest: '', confirmed: [] as string[], alternativesRejected: '', noticed: [] as string[], answerBy: Number.MAX_SAFE_INTEGER, thread: [], firstApprovedBy: null,
};

export const goodwill: Clause = {
  ...plainTerms,
  id: 'goodwill', number: '7', title: 'Goodwill payment', serviceId: '353', power: 'Local Government Act 2000 s.92',
  measure: 'money', usual: 1000,
  limits: [{ post: 'customer-service-operative', perDecision: 2500, offline: 1000, authorisation: null }],
  ladder: [
    { post: 'acting-team-leader', upTo: 3000 }, { post: 'team-leader', upTo: 10_000 },
    { post: 'service-manager', upTo: 30_000 }, { post: 'head-of-service', upTo: 50_000 },
  ],
  cumulative: [
    { scope: 'resident', window: { kind: 'rolling-months', months: 12 }, total: 5000, times: null, perItem: false },
    { scope: 'operative', window: { kind: 'calendar-month' }, total: 15_000, times: null, perItem: false },
  ],
  reasons: [{ code: 'council-fault', words: 'The council was at fault' }],
  conditions: [
    { kind: 'evidence', evidence: 'fault-recorded', words: 'where the fault is recorded' },
    { kind: 'confirm', code: 'apology', words: 'that you have apologised' },
  ],
  items: [], effects: [{ kind: 'payment', method: 'bank-transfer' }],
  residentWording: 'We are sorry. We are paying you {{amount}}. Your reference is {{reference}}.', never: 'Never for injury.',
};

export const replacementBin: Clause = {
  ...goodwill, id: 'replacement-bin', number: '4', title: 'Free replacement bin', serviceId: '533', measure: 'count', usual: 1,
  limits: [{ post: 'customer-service-operative', perDecision: 1, offline: 1, authorisation: null }],
  ladder: [{ post: 'team-leader', upTo: 2 }],
  cumulative: [{ scope: 'property', window: { kind: 'rolling-months', months: 12 }, total: null, times: 1, perItem: true }],
  conditions: [{ kind: 'evidence', evidence: 'crew-damage-log', words: 'the crew’s damage log' }],
  items: [{ code: 'grey-180', words: 'Grey bin, 180 litres' }, { code: 'green-240', words: 'Green bin, 240 litres' }],
  effects: [{ kind: 'task', serviceId: '533', title: 'Deliver a replacement', dueField: null }],
  residentWording: 'A new {{item}} is on its way. Your reference is {{reference}}.', never: null,
};

export const scheme: SchemeVersion = {
  id: asId('scheme-7'), version: 7, title: 'Scheme of delegation', effectiveFrom: NOW - 86_400_000 * 100, effectiveTo: null,
  signedBy: 'Monitoring Officer', pilotTeams: null, authorisations: [{ code: 'crisis', words: 'Crisis payments', months: 24 }], answerWithin: 5, splitWithin: 14, offlineHours: 24, clauses: [goodwill, replacementBin],
};

export const person = (staffId: string, post: Post, role: Role = post === 'customer-service-operative' ? 'operative' : 'approver'): Actor =>
  ({ staffId: asId<StaffId>(staffId), name: staffId, post, role, siteId: asId('hub'), teamId: 'front' });

export const operative = person('operative-1', 'customer-service-operative');

export const resident: Resident = {
  id: asId<ResidentId>('resident-1'), kind: 'person', organisationKind: null, preferredName: 'Margaret Okafor', givenName: 'Margaret',
  familyName: 'Okafor', previousNames: [], dateOfBirth: '1954-03-02', propertyId: asId('100000000001'),
  householdId: asId('household-1'), correspondence: null, contactPoints: [], accountReferences: [], language: 'en', deceasedOn: null,
  lastContactAt: null, confidential: false, restricted: false, mergedInto: null,
};

export const contextOf = (changes: Partial<Context> = {}): Context => {
  const now = changes.now ?? NOW;
  return {
    place: 'desk', now, madeAt: now, countsAt: now, actor: operative, connection: 'online', policyAsOf: now, scheme, ...changes,
  };
};

/** A store of plain maps that answers facts and takes changes, as engine and centre do with SQL. */
export class MemoryStore {
  readonly tables = new Map<TableName, Map<string, Records[TableName]>>();

  load = (request: FactRequest): unknown => {
    const rows = this.tables.get(request.table) ?? new Map<string, Records[TableName]>();
    if (request.kind === 'row') {
      const id = request.table === 'resident' && request.asFiled !== true ? this.standing(request.id) : request.id;
      return id === null ? null : rows.get(id) ?? null;
    }
    return [...rows.values()].filter((row) => {
      const fields = row as unknown as Record<string, unknown>;
      const since = request.since;
      return Object.entries(request.where).every(([field, value]) =>
        (field === 'residentId' ? this.standing(fields[field] as string | null) === this.standing(value as string | null) : fields[field] === value))
        && (since === undefined || Number(fields[since.column]) >= since.at);
    });
  };

  /** The record that stands for one that was merged. */
  standing(id: string | null): string | null {
    return this.all('resident').find((one) => one.id === id)?.mergedInto ?? id;
  }

  apply(changes: RowChange[]): void {
    for (const { table, row } of changes) {
      const rows = this.tables.get(table) ?? new Map<string, Records[TableName]>();
      rows.set(row.id, row);
      this.tables.set(table, rows);
    }
  }

  all<T extends TableName>(table: T): Records[T][] {
    return [...(this.tables.get(table)?.values() ?? [])] as Records[T][];
  }
}
