/** A small council: a few people in each post, two services, the scheme of the domain's tests, three residents. */
import { asId, type MarkerId, type ResidentId, type ServiceId, type SiteId, type StaffId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Service, StaffMember } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { NOW, plainMarker, resident, scheme } from '#domain/testing/fixtures.ts';
import type { Post, Role, ServiceCategory } from '#domain/vocabulary.ts';
import { createAccount } from '../identity/accounts.ts';
import { hashPassphrase } from '../identity/passphrase.ts';
import type { CentralStore } from '../pg/central-store.ts';

export { NOW };
export const PASSPHRASE = 'river otter lantern';

const staffMember = (id: string, post: Post, role: Role, partnerCategory: ServiceCategory | null = null): StaffMember =>
  ({ id: asId<StaffId>(id), name: `Name of ${id}`, post, role, siteId: asId('hub'), teamId: 'team', partnerCategory });

export const people = {
  amina: staffMember('amina', 'customer-service-operative', 'operative'),
  tom: staffMember('tom', 'customer-service-operative', 'operative'),
  acting: staffMember('acting', 'acting-team-leader', 'approver'),
  leader: staffMember('leader', 'team-leader', 'approver'),
  governance: staffMember('governance', 'governance-officer', 'governance'),
  waste: staffMember('waste', 'partner-officer', 'partner', 'waste'),
};
export type PersonName = keyof typeof people;

const service = (id: string, category: ServiceCategory): Service =>
  ({ id: asId<ServiceId>(id), name: `Service ${id}`, category, targetWorkingDays: 2, online: true, guidance: null });
export const refuse = service('524', 'waste');
export const potholes = service('557', 'highways');

export const residentNamed = (id: string): Resident =>
  ({ ...resident, id: asId<ResidentId>(id), propertyId: asId(`property-of-${id}`), householdId: asId(`household-of-${id}`) });

export const caseOf = (id: string, serviceId: ServiceId): CaseFile => ({
  id: asId(id), reference: `HM-${id}`, residentId: asId('resident-1'), propertyId: null, serviceId, title: 'Missed bin',
  status: 'open', openedAt: NOW - 1000, dueAt: null, closedAt: null, ownerTeam: 'waste', channel: 'phone-in', externalReference: null,
});

export async function seedCouncil(store: CentralStore): Promise<void> {
  // A cheap hash: what is under test is not how long a guess takes.
  const hash = await hashPassphrase(PASSPHRASE, { ln: 4, r: 8, p: 1 });
  await store.transaction(async (transaction) => {
    await transaction.seed('site', [{ id: asId<SiteId>('hub'), name: 'Mere Street Hub', kind: 'hub' }]);
    await transaction.seed('staff', Object.values(people));
    await transaction.seed('service', [refuse, potholes]);
    await transaction.seed('scheme', [scheme]);
    await transaction.seed('resident', ['resident-1', 'resident-2', 'resident-3'].map(residentNamed));
    await transaction.seed('caseFile', [caseOf('case-bin', refuse.id), caseOf('case-pothole', potholes.id)]);
    await transaction.seed('marker', [{
      id: asId<MarkerId>('marker-1'), residentId: asId('resident-1'), propertyId: null, category: 'dog', control: 'Ring before you visit',
      provisional: false, reviewBy: '2026-11-22', endedOn: null, ...plainMarker,
    }]);
    await transaction.seed('markerNarrative', [{ id: asId<MarkerId>('marker-1'), narrative: 'What happened, which a desk never receives.', reviews: [] }]);
    for (const name of Object.keys(people)) await createAccount(transaction, { username: name, staffId: name, hash });
  });
}

/** What the scheme of the tests asks of a council before it may be published: its services, and somebody in every post that approves. */
export async function fillPosts(store: CentralStore): Promise<void> {
  await store.transaction((transaction) => transaction.write([
    ...['353', '533'].map((id) => put('service', { ...refuse, id: asId<ServiceId>(id) })),
    ...(['acting-team-leader', 'service-manager', 'head-of-service'] as const).map((post) => put('staff', { ...people.leader, id: asId<StaffId>(`holder-of-${post}`), post })),
  ]));
}
