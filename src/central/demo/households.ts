/** Who lives where: names as a borough has them, ages, ways to be reached, needs and safety markers. */
import { asId, type HouseholdId, type PropertyId, type ResidentId } from '#domain/ids.ts';
import type { Marker, Need } from '#domain/records/care.ts';
import type { ContactPoint, Resident } from '#domain/records/people.ts';
import type { Instant } from '#domain/time/instant.ts';
import { dateFromNow } from './calendar.ts';
import type { CareWords, NamePool } from './catalogue.ts';
import { ranked, weighted, type Random } from './random.ts';

const SIZES: readonly (readonly [size: number, weight: number])[] = [[1, 31], [2, 34], [3, 16], [4, 13], [5, 6]];

export interface PeopleMaker {
  /** How many people live in the next household. */
  size: () => number;
  household: (size: number, propertyId: PropertyId, number: number) => Resident[];
  organisation: (name: string, propertyId: PropertyId) => Resident;
  needs: (resident: Resident) => Need[];
  /** A marker with what a desk may not see beside it, for the few who have one. */
  marker: (resident: Resident) => { marker: Marker; narrative: string } | null;
}

export function createPeopleMaker(random: Random, names: readonly NamePool[], care: CareWords, now: Instant): PeopleMaker {
  const pools = names.map((pool) => ({
    weight: pool.weight, languages: pool.languages, female: ranked(pool.female), male: ranked(pool.male), family: ranked(pool.family),
  }));
  const drawPool = weighted(pools, (pool) => pool.weight);
  const drawSize = weighted(SIZES, ([, weight]) => weight);
  const drawNeed = weighted(care.needs, (need) => need.weight);
  const drawMarker = weighted(care.markers, (marker) => marker.weight);
  const thisYear = new Date(now).getUTCFullYear();
  let people = 0;

  const person = (pool: (typeof pools)[number], family: string, age: number, propertyId: PropertyId, householdId: HouseholdId, first: boolean): Resident => {
    people += 1;
    const female = random.chance(0.51);
    const given = female ? pool.female(random) : pool.male(random);
    const born = thisYear - age;
    const previous = female && age > 25 && random.chance(0.12) ? [`${given} ${pool.family(random)}`] : [];
    return {
      id: asId<ResidentId>(`resident-${String(people).padStart(7, '0')}`), kind: 'person', organisationKind: null, preferredName: `${given} ${family}`,
      givenName: given, familyName: family, previousNames: previous,
      dateOfBirth: `${String(born)}-${pad(1 + random.below(12))}-${pad(1 + random.below(28))}`, propertyId, householdId, correspondence: null,
      contactPoints: contactPoints(random, given, family, age, now),
      accountReferences: first && random.chance(0.8) ? [{ service: 'Council tax', reference: String(71_000_000 + people) }] : [],
      language: pool.languages.length > 0 && random.chance(0.12) ? random.pick(pool.languages) : 'en',
      deceasedOn: age > 70 && random.chance(0.02) ? dateFromNow(now, -1 - random.below(300)) : null, lastContactAt: null, confidential: false, restricted: false, mergedInto: null,
    };
  };

  return {
    size: () => drawSize(random)[0],
    household: (size, propertyId, number) => {
      const householdId = asId<HouseholdId>(`household-${String(number).padStart(7, '0')}`);
      const pool = drawPool(random);
      const family = pool.family(random);
      const eldest = 20 + Math.floor((random.next() + random.next()) / 2 * 74);
      const members: Resident[] = [];
      for (let member = 0; member < size; member += 1) {
        const age = member === 0 ? eldest : member === 1 ? Math.max(18, eldest - 6 + random.below(13)) : 18 + random.below(Math.max(1, eldest - 19));
        // Partners mostly share a name; lodgers and new families do not.
        const kin = random.chance(0.8);
        const own = kin ? pool : drawPool(random);
        members.push(person(own, kin ? family : own.family(random), age, propertyId, householdId, member === 0));
      }
      return members;
    },
    organisation: (name, propertyId) => {
      people += 1;
      return {
        id: asId<ResidentId>(`resident-${String(people).padStart(7, '0')}`), kind: 'organisation', organisationKind: null, preferredName: name, givenName: '',
        familyName: name, previousNames: [], dateOfBirth: null, propertyId, householdId: null, correspondence: null,
        contactPoints: [point('phone', landline(random), null), point('email', `office${String(people)}@example.org`, null)],
        accountReferences: [], language: 'en', deceasedOn: null, lastContactAt: null, confidential: false, restricted: false, mergedInto: null,
      };
    },
    needs: (resident) => {
      if (resident.kind === 'organisation') return [];
      const found: Need[] = [];
      const add = (kind: Need['kind'], action: string): void => {
        if (found.some((need) => need.kind === kind)) return;
        found.push({
          id: asId(`${resident.id}.${kind}`), residentId: resident.id, kind, action, reviewBy: dateFromNow(now, random.below(400) - 35), recordedBy: null, recordedAt: null, bookings: [], endedAt: null, endedBy: null, endReasons: null,
        });
      };
      if (resident.language !== 'en' && resident.language !== 'cy' && random.chance(0.6)) add('interpreter', care.interpreter);
      if (random.chance(0.06)) { const need = drawNeed(random); add(need.kind, random.pick(need.actions)); }
      if (found.length > 0 && random.chance(0.2)) { const need = drawNeed(random); add(need.kind, random.pick(need.actions)); }
      return found;
    },
    marker: (resident) => {
      if (resident.kind === 'organisation' || !random.chance(0.004)) return null;
      const words = drawMarker(random);
      const onProperty = words.category === 'dog' || words.category === 'health-hazard';
      return {
        marker: {
          id: asId(`${resident.id}.marker`), residentId: onProperty ? null : resident.id, propertyId: onProperty ? resident.propertyId : null,
          category: words.category, control: random.pick(words.controls), provisional: random.chance(0.1),
          reviewBy: dateFromNow(now, random.below(400) - 80), endedOn: null, incidentOn: null, authorId: null, recordedAt: null, toldOn: null, approvedBy: null,
        },
        narrative: random.pick(words.narratives),
      };
    },
  };
}

const pad = (value: number): string => String(value).padStart(2, '0');
/** Ofcom keeps these two ranges for fiction; nobody can be rung by mistake. */
const mobile = (random: Random): string => `+447700900${String(random.below(1000)).padStart(3, '0')}`;
const landline = (random: Random): string => `+442079460${String(random.below(1000)).padStart(3, '0')}`;

function point(kind: ContactPoint['kind'], value: string, verifiedAt: Instant | null, safe = true): ContactPoint {
  return { kind, value, verifiedAt, safeToVoicemail: kind === 'phone' && safe, safeToText: kind === 'phone' && safe && value.startsWith('+447') };
}

function contactPoints(random: Random, given: string, family: string, age: number, now: Instant): ContactPoint[] {
  const verified = (): Instant | null => random.chance(0.5) ? now - random.below(700) * 86_400_000 : null;
  const points: ContactPoint[] = [];
  if (random.chance(age > 75 ? 0.5 : 0.88)) points.push(point('phone', mobile(random), verified(), random.chance(0.95)));
  if (random.chance(age > 60 ? 0.6 : 0.12)) points.push(point('phone', landline(random), verified(), random.chance(0.9)));
  if (random.chance(age > 75 ? 0.3 : 0.7)) {
    const number = random.chance(0.6) ? String(random.below(100)) : '';
    points.push(point('email', `${plain(given)}.${plain(family)}${number}@example.org`, verified()));
  }
  return points;
}

const folded = new Map<string, string>();
/** A name as it goes into an email address. */
function plain(name: string): string {
  let found = folded.get(name);
  if (found === undefined) {
    found = name.replaceAll('ł', 'l').replaceAll('Ł', 'L').replaceAll('ı', 'i').normalize('NFD').replaceAll(/[^A-Za-z-]/g, '').toLowerCase();
    folded.set(name, found);
  }
  return found;
}
