/** What passed between a resident and the council in three years: matters that became cases, and questions that did not. */
import { asId, type CaseId, type ContactId } from '#domain/ids.ts';
import type { CaseFile, Contact } from '#domain/records/contacts.ts';
import type { StaffMember } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { AvoidableCode, CaseStatus, Channel, ContactReason, ServiceCategory } from '#domain/vocabulary.ts';
import { dueAfter, type Calendar } from './calendar.ts';
import type { CouncilFiles } from './council-files.ts';
import type { NoteWriter, Particulars } from './notes.ts';
import { weighted, type Random } from './random.ts';

const CHANNELS: readonly (readonly [channel: Channel, weight: number])[] = [
  ['phone-in', 520], ['web', 140], ['email', 120], ['walk-in', 95], ['chat', 40], ['phone-out', 30], ['call-back', 20], ['letter', 14],
  ['appointment', 10], ['sms', 9], ['social', 7], ['visit', 5], ['councillor', 4], ['partner', 3],
];
const FACE_TO_FACE = new Set<Channel>(['walk-in', 'appointment']);
const SPOKEN = new Set<Channel>(['phone-in', 'phone-out', 'call-back', 'walk-in', 'appointment', 'visit', 'chat']);
const ANY_HOUR = new Set<Channel>(['web', 'email', 'sms', 'social']);

/** Why people get in touch with each kind of service when they have more than a question. */
const REASONS: Record<ServiceCategory, readonly ContactReason[]> = {
  waste: ['report', 'report', 'request'], streets: ['report'], highways: ['report'], environment: ['report', 'report', 'request'],
  revenues: ['change', 'request', 'pay', 'dispute'], housing: ['request', 'apply', 'report'], travel: ['apply', 'request', 'change'],
  corporate: ['request', 'report', 'change'], children: ['apply', 'information', 'request'],
};

/** A tenth of contacts open a case, and a case has a little over two contacts; see `tests` of the generator. */
const CASE_SHARE = 0.114;
const MORE_ON_CASE = 0.545;
const MINUTE = 60_000;
/** The first case reference; lower ones belong to the people of the scenes. */
const FIRST_REFERENCE = 2_000_000;
const REFERENCES = 8_000_000;

export interface HistoryMaker {
  /** So many contacts with the cases they belong to. Sets the resident's `lastContactAt`. */
  history: (resident: Resident, contacts: number) => { cases: CaseFile[]; contacts: Contact[] };
}

export function createHistoryMaker(random: Random, council: CouncilFiles, notes: NoteWriter, calendar: Calendar): HistoryMaker {
  const services = new Map<string, CouncilFiles['services'][number]>(council.services.map((service) => [service.id, service]));
  const drawChannel = weighted(CHANNELS, ([, weight]) => weight);
  const kinds = new Map(council.sites.map((site) => [site.id, site.kind]));
  const operatives = council.staff.filter((member) => member.role === 'operative');
  const atCounter = operatives.filter((member) => kinds.get(member.siteId) !== 'contact-centre');
  const onPhones = operatives.filter((member) => kinds.get(member.siteId) === 'contact-centre');
  const staffFor = (channel: Channel): StaffMember | null => {
    if (channel === 'web' || channel === 'partner') return null;
    const able = FACE_TO_FACE.has(channel) ? atCounter : onPhones;
    return random.pick(able.length > 0 ? able : operatives);
  };
  let caseCount = 0;
  let contactCount = 0;

  /** A moment on a day by its place among the weekdays, in the hours of the channel; never after now. */
  const moment = (weekday: number, channel: Channel): Instant => {
    const anyHour = ANY_HOUR.has(channel);
    const minutes = anyHour ? 390 + random.below(1020) : 510 + Math.floor((random.next() + random.next()) / 2 * 540);
    const weekend = anyHour && weekday % 5 === 0 && random.chance(0.5) ? 86_400_000 : 0;
    const day = calendar.weekdays[Math.max(0, Math.min(weekday, calendar.lastWeekday))] ?? 0;
    const at = day - weekend + minutes * MINUTE + random.below(60) * 1000;
    if (at <= calendar.now) return at;
    return (calendar.weekdays[Math.max(0, calendar.lastWeekday - 1)] ?? 0) + minutes * MINUTE;
  };

  const contact = (
    resident: Resident, serviceId: string, caseId: CaseId | null, at: Instant, channel: Channel,
    words: { reason: ContactReason; outcome: Contact['outcome']; avoidable: AvoidableCode | null; note: string },
  ): Contact => {
    contactCount += 1;
    const staff = staffFor(channel);
    const minutes = 2 + Math.floor(random.next() * random.next() * 22);
    return {
      id: asId<ContactId>(`contact-${String(contactCount).padStart(8, '0')}`), residentId: resident.id, propertyId: resident.propertyId, caseId,
      serviceId: asId(serviceId), channel, reason: words.reason, outcome: words.outcome, avoidable: words.avoidable, furtherMatters: null, enquiry: null, note: words.note,
      staffId: staff?.id ?? null, siteId: staff?.siteId ?? null, startedAt: at,
      endedAt: SPOKEN.has(channel) ? Math.min(at + minutes * MINUTE, calendar.now) : null, externalReference: null,
    };
  };

  const matter = (resident: Resident, weekday: number, length: number): { caseFile: CaseFile; contacts: Contact[] } => {
    caseCount += 1;
    const serviceId = notes.service(random);
    const service = services.get(serviceId);
    if (service === undefined) throw new Error(`services.json has no service ${serviceId}`);
    const caseId = asId<CaseId>(`case-${String(caseCount).padStart(7, '0')}`);
    // Spread out, so that one reference is not one digit away from the next resident's.
    const reference = `${council.profile.referencePrefix}-${String(FIRST_REFERENCE + (caseCount * 3_141_593) % REFERENCES)}`;
    const about: Particulars = { ref: reference };
    const title = notes.title(serviceId, about, random);
    const channel = drawChannel(random)[0];
    const openedAt = moment(weekday, channel);
    const contacts = [contact(resident, serviceId, caseId, openedAt, channel, {
      reason: serviceId === '353' ? 'complaint' : random.pick(REASONS[service.category]), outcome: 'logged', avoidable: null,
      note: notes.start(serviceId, about, random),
    })];
    const target = service.targetWorkingDays ?? 10;
    let day = weekday;
    let last = openedAt;
    for (let more = 1; more < length; more += 1) {
      day += 1 + random.below(Math.max(2, target));
      const next = drawChannel(random)[0];
      last = Math.max(last, moment(day, next));
      const closing = more === length - 1 && random.chance(0.3);
      contacts.push(contact(resident, serviceId, caseId, last, closing ? 'phone-out' : next, closing
        ? { reason: 'information', outcome: 'resolved-first-contact', avoidable: null, note: notes.close(about, random) }
        : { reason: 'progress-chase', outcome: 'logged', avoidable: random.chance(0.7) ? 'chasing' : null, note: notes.chase(about, random) }));
    }
    const closing = closingOf(day, target, last);
    return {
      contacts,
      caseFile: {
        id: caseId, reference, residentId: resident.id, propertyId: resident.propertyId, serviceId: service.id, title, status: closing.status,
        openedAt, dueAt: service.targetWorkingDays === null ? null : dueAfter(calendar, openedAt, service.targetWorkingDays),
        closedAt: closing.closedAt, ownerTeam: council.teams.get(serviceId) ?? '', channel, externalReference: null,
      },
    };
  };

  /** Most cases end near their target; some late, a few are called off, and a few are forgotten for months. */
  const closingOf = (lastWeekday: number, target: number, lastContactAt: Instant): { status: CaseStatus; closedAt: Instant | null } => {
    const closesOn = lastWeekday + Math.ceil(target * (0.2 + random.next() * 1.2));
    if (closesOn >= calendar.lastWeekday || random.chance(0.012)) {
      return { status: random.pick(['open', 'open', 'in-progress', 'in-progress', 'waiting-on-resident'] as const), closedAt: null };
    }
    return { status: random.chance(0.04) ? 'cancelled' : 'closed', closedAt: Math.max(lastContactAt, moment(closesOn, 'phone-out')) };
  };

  const onTheSpot = (resident: Resident, weekday: number): Contact => {
    const serviceId = notes.service(random);
    const channel = drawChannel(random)[0];
    const { note, question } = notes.ask(serviceId, {}, random);
    const category = services.get(serviceId)?.category ?? 'corporate';
    const reason = question ? 'information' : serviceId === '353' ? 'complaint' : random.pick(REASONS[category]);
    const outcome = random.chance(0.72) ? 'resolved-first-contact'
      : category === 'revenues' && random.chance(0.2) ? 'verification-failed' : random.pick(['referred', 'signposted', 'logged', 'logged'] as const);
    const avoidable = random.chance(0.78) ? null
      : random.pick(['should-be-online', 'should-be-online', 'unclear-communication', 'wrong-contact-point', 're-supplying-information', 'premature-closure'] as const);
    return contact(resident, serviceId, null, moment(weekday, channel), channel, { reason, outcome, avoidable, note });
  };

  return {
    history: (resident, count) => {
      const cases: CaseFile[] = [];
      const contacts: Contact[] = [];
      const until = resident.deceasedOn === null ? calendar.lastWeekday : calendar.lastWeekday - 220;
      while (contacts.length < count) {
        // A little more lately than long ago.
        const weekday = Math.floor((1 - random.next() ** 1.3) * (until + 1));
        if (!random.chance(CASE_SHARE)) { contacts.push(onTheSpot(resident, weekday)); continue; }
        let length = 1;
        while (length < 12 && contacts.length + length < count && random.chance(MORE_ON_CASE)) length += 1;
        const made = matter(resident, weekday, length);
        cases.push(made.caseFile);
        contacts.push(...made.contacts);
      }
      for (const one of contacts) resident.lastContactAt = Math.max(resident.lastContactAt ?? 0, one.startedAt);
      return { cases, contacts };
    },
  };
}
