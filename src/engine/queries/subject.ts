/** The single view: who this is, what they need, what is open, what happened, what may be decided now. */
import type { TableName } from '#domain/records.ts';
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { CalendarDate } from '#domain/time/instant.ts';
import { dateAt } from '#domain/time/dates.ts';
import { checksOf, levelNow, LOCKED_FOR_MS, lockedUntil } from '#domain/verification/verify-identity.ts';
import type { Snapshot } from '#contract/views.ts';
import type { MarkerItem } from '#contract/views/care.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type {
  AccessItem, ActingItem, CaseItem, DeathNoticeItem, EntitlementItem, HouseholdItem, PromiseItem, SubjectCollections, VerificationItem,
} from '#contract/views/subject.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { authorityFor } from './authority.ts';
import { interpretingFor, heldFor, linksOf, livedAt, livesOf, needsOf } from './lives.ts';
import { markerItem } from './markers.ts';
import { referenceTables, serviceName, staffName } from './reference.ts';
import { among, linkOf, residentLink, type Link } from './person.ts';
import { mergedWith, twiceOf } from './duplicates.ts';
import { promiseItem } from './promises.ts';
import { sightFor, tieShown } from './sight.ts';
import { timelineOf } from './timeline.ts';

const TIMELINE_AT_FIRST = 200;
const MOST_CASES = 200;
const MOST_HOUSEHOLD = 50;
const OPEN = `status NOT IN ('closed', 'cancelled')`;

const today = (desk: Desk): CalendarDate => dateAt(desk.now());

const isOpen = ({ status }: CaseFile): boolean => status !== 'closed' && status !== 'cancelled';

function casesOf(desk: Desk, subject: SubjectRef): CaseItem[] {
  const { sql, ids } = linkOf(desk.cache, subject);
  const found = desk.cache.select('caseFile', `WHERE ${sql} ORDER BY opened_at DESC, id DESC LIMIT ?`, [...ids, MOST_CASES]);
  const open = desk.cache.select('caseFile', `WHERE ${sql} AND ${OPEN} ORDER BY opened_at DESC, id DESC LIMIT ?`, [...ids, MOST_CASES]);
  const rows = [...open, ...found.filter(({ row }) => !isOpen(row))].slice(0, MOST_CASES);
  return rows.filter(({ row }) => subject.kind === 'resident' || tieShown(desk, row.residentId)).map(({ row }) => ({ ...row, key: row.id, serviceName: serviceName(desk.reference, row.serviceId) }));
}

function markersOf(desk: Desk, resident: Resident | null, property: Property | null): MarkerItem[] {
  const day = today(desk);
  const read = ({ sql, ids }: Link, on: MarkerItem['on']): MarkerItem[] =>
    desk.cache.select('marker', `WHERE ${sql} AND (ended_on IS NULL OR ended_on > ?) ORDER BY id`, [...ids, day]).map((stored) => markerItem(desk, stored, on));
  const found = [
    ...resident === null ? [] : read(residentLink(desk.cache, resident.id), 'person'),
    ...property === null ? [] : read(among('property_id', [property.id]), 'property'),
  ];
  return [...new Map(found.map((item) => [item.key, item])).values()];
}

const asMember = ({ row }: Stored<'resident'>): HouseholdItem => ({ key: row.id, residentId: row.id, name: row.preferredName, dateOfBirth: row.dateOfBirth });

/** Everybody at an address whose being there may be shown. */
const livingAt = (desk: Desk, property: Property): HouseholdItem[] => desk.cache
  .select('resident', 'WHERE property_id = ? AND merged_into IS NULL AND deceased_on IS NULL ORDER BY date_of_birth, id LIMIT ?', [property.id, MOST_HOUSEHOLD])
  .filter(({ row }) => sightFor(desk, row).address && sightFor(desk, row).record).map(asMember);

function householdOf(desk: Desk, resident: Resident): HouseholdItem[] {
  if (resident.householdId === null) return [];
  return desk.cache.select('resident', 'WHERE household_id = ? AND merged_into IS NULL ORDER BY date_of_birth, id LIMIT ?', [resident.householdId, MOST_HOUSEHOLD + 1])
    .filter(({ row }) => row.id !== resident.id && sightFor(desk, row).address && sightFor(desk, row).record)
    .map(asMember);
}

/** Rows of a person by `rest` of the condition and its parameters, from each of their records. */
function theirs<T extends TableName>({ cache }: Desk, table: T, resident: Resident, rest: string, parameters: (string | number)[] = []): Stored<T>[] {
  const { sql, ids } = residentLink(cache, resident.id);
  return cache.select(table, `WHERE ${sql} ${rest}`, [...ids, ...parameters]);
}

const runningFor = (desk: Desk, resident: Resident): EntitlementItem[] =>
  theirs(desk, 'entitlement', resident, 'AND ended_at IS NULL AND ends_on >= ? ORDER BY ends_on, id', [dateAt(desk.now())]).map(({ row, pending }) => ({ ...row, key: row.id, pending }));

function verificationOf(desk: Desk, resident: Resident): VerificationItem {
  const now = desk.now();
  const before = theirs(desk, 'verification', resident, 'AND at > ? ORDER BY at, id', [now - LOCKED_FOR_MS]).map(({ row }) => row);
  const { level, by } = levelNow(checksOf(before, resident.id), now);
  const shown = before.find((one) => one === by);
  return {
    key: 'verification', level, at: by?.at ?? null, byName: shown === undefined ? null : staffName(desk.reference, shown.staffId),
    failures: before.filter(({ passed }) => !passed).length, lockedUntil: lockedUntil(before, now), coercion: before.some(({ coercion }) => coercion),
  };
}

const related: ReadonlySet<TableName> = new Set([
  'property', 'resident', 'need', 'marker', 'markerNarrative', 'caseFile', 'escalation', 'decision', 'authorityUse', 'entitlement', 'task', 'message', 'contact', 'verification', 'access', 'authorityToAct', 'deathNotice', 'promise', 'interpreting', 'link', 'lifeChange', 'payment', 'duplicate', 'merge',
]);

const promisesOf = (desk: Desk, resident: Resident): PromiseItem[] =>
  theirs(desk, 'promise', resident, `AND status = 'open' ORDER BY due_at, id`).map((stored) => promiseItem(desk, stored));

const AWAY_TOLD_MS = 8 * 3_600_000;
const MOST_EVENTS = 20;

/** When this desk was last without the centre; null while it is, and once that is long ago. */
function awayOf(desk: Desk): { from: number; until: number } | null {
  const [back, ...before] = desk.outbox.events(desk.now() - AWAY_TOLD_MS, MOST_EVENTS).filter(({ kind }) => kind === 'online' || kind === 'offline' || kind === 'paused');
  if (back?.kind !== 'online') return null;
  const online = before.findIndex(({ kind }) => kind === 'online');
  const gone = (online === -1 ? before : before.slice(0, online)).at(-1);
  return gone === undefined ? null : { from: gone.at, until: back.at };
}

const SAID_SHOWN_MS = 2 * 24 * 3_600_000;

const actingFor = (desk: Desk, resident: Resident): ActingItem[] =>
  theirs(desk, 'authorityToAct', resident, 'AND revoked_at IS NULL ORDER BY recorded_at DESC, id DESC')
  .filter(({ row }) => row.basis === 'verbal' ? row.recordedAt > desk.now() - SAID_SHOWN_MS : row.expiresOn === null || row.expiresOn >= today(desk))
  // What was given in life is over with it.
  .filter(({ row }) => resident.deceasedOn === null || row.basis === 'executor')
  .map(({ row, pending }) => ({ ...row, key: row.id, pending }));

const MOST_ACCESS = 200;

function accessOf(desk: Desk, resident: Resident): AccessItem[] {
  if (desk.actor.role !== 'approver' && desk.actor.role !== 'governance') return [];
  return theirs(desk, 'access', resident, 'ORDER BY at DESC, id DESC LIMIT ?', [MOST_ACCESS])
    .map(({ row }) => ({ ...row, key: row.id, staffName: staffName(desk.reference, row.staffId) }));
}

const deathOf = (desk: Desk, resident: Resident): DeathNoticeItem[] =>
  theirs(desk, 'deathNotice', resident, 'AND withdrawn_at IS NULL ORDER BY noted_at DESC, id DESC LIMIT 1')
  .map(({ row }) => ({ ...row, key: row.id, notedByName: staffName(desk.reference, row.notedBy) }));

/** Somebody whose record stays closed until a reason is given: their name, which the search told already, and nothing more. */
const sealedView = (desk: Desk, subject: SubjectRef, resident: Resident): Snapshot<SubjectCollections> => ({
  header: [{ key: 'header', subject, resident: null, property: null, counts: { contacts: 0, openCases: 0 }, sealed: resident.preferredName, addressHidden: true, away: null }],
  needs: [], markers: markersOf(desk, resident, null), cases: [], household: [], timeline: [], authority: [], running: [], verification: [], promises: [], acting: [],
  lives: [], links: [], interpreting: [], held: [], access: accessOf(desk, resident), death: [], twice: [], merged: [],
});

export const subjectQuery: LiveQuery<'subject'> = {
  always: referenceTables,
  related,
  // Limits count windows that end now, and shrink offline.
  signals: new Set(['connection', 'time']),
  read(desk, asked) {
    const { cache } = desk;
    // A record that was merged leads to the one that stands for it.
    const subject = asked.kind === 'resident' ? { ...asked, id: cache.standing(asked.id) } : asked;
    const resident = subject.kind === 'resident' ? cache.row('resident', subject.id)?.row ?? null : null;
    const link = linkOf(cache, subject);
    const sight = resident === null ? { record: true, address: true } : sightFor(desk, resident);
    if (resident !== null && !sight.record) return { collections: sealedView(desk, subject, resident), about: new Set([asked.id, ...link.ids, desk.actor.staffId]) };
    const home = cache.row('property', subject.kind === 'property' ? subject.id : resident?.propertyId ?? null)?.row ?? null;
    const property = sight.address ? home : null;
    // What to beware of at an address is told even where the address is not.
    const markers = markersOf(desk, resident, home).map((marker) => (sight.address ? marker : { ...marker, propertyId: null }));
    const { entries: timeline } = timelineOf(desk, subject, null, TIMELINE_AT_FIRST);
    const collections: Snapshot<SubjectCollections> = {
      header: resident === null && property === null ? [] : [{
        key: 'header', subject, resident: resident === null || sight.address ? resident : { ...resident, propertyId: null, householdId: null, correspondence: null }, property,
        counts: {
          contacts: cache.count('contact', `WHERE ${link.sql}`, [...link.ids]),
          openCases: cache.count('caseFile', `WHERE ${link.sql} AND ${OPEN}`, [...link.ids]),
        },
        sealed: null, addressHidden: !sight.address, away: awayOf(desk),
      }],
      needs: resident === null ? [] : needsOf(desk, resident),
      markers,
      cases: casesOf(desk, subject),
      household: resident === null ? property === null ? [] : livingAt(desk, property) : sight.address ? householdOf(desk, resident) : [],
      lives: resident !== null ? livesOf(desk, resident, sight.address) : property === null ? [] : livedAt(desk, property),
      links: resident === null ? [] : linksOf(desk, resident),
      interpreting: resident === null ? [] : interpretingFor(desk, resident),
      held: resident === null ? [] : heldFor(desk, resident),
      timeline,
      authority: resident === null ? [] : authorityFor(desk, resident),
      running: resident === null ? [] : runningFor(desk, resident),
      verification: resident === null || resident.kind === 'organisation' ? [] : [verificationOf(desk, resident)],
      promises: resident === null ? [] : promisesOf(desk, resident),
      acting: resident === null ? [] : actingFor(desk, resident),
      access: resident === null ? [] : accessOf(desk, resident),
      death: resident === null ? [] : deathOf(desk, resident),
      twice: resident === null ? [] : twiceOf(desk, resident),
      merged: resident === null ? [] : mergedWith(desk, resident),
    };
    // Also what is named and not here: it may arrive after what names it.
    const about = [
      asked.id, ...link.ids, resident?.propertyId, resident?.householdId, desk.actor.staffId, ...markers.map(({ id }) => id),
      ...collections.household.map(({ residentId }) => residentId), ...collections.links.map(({ otherId }) => otherId),
      ...timeline.map((entry) => entry.kind === 'contact' ? entry.contact.caseId : null),
    ];
    return { collections, about: new Set(about.filter((id) => typeof id === 'string')) };
  },
};
