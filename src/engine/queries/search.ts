/** Finds people, addresses and references as they are typed, and says what tells people of one name apart. */
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { SearchAnswer, SearchHit } from '#contract/views/search.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { addressWords } from '../search/documents.ts';
import { BELOW_PEOPLE, councillorsBy, isMeant, type FoundCouncillor } from '../search/councillors.ts';
import { birthWord } from '../search/birth-dates.ts';
import { nearWordsOf, SHORTEST_NEAR, type NearWords } from '../search/near-words.ts';
import { nicknamesOf } from '#domain/residents/nicknames.ts';
import { termsOf, type Term } from '../search/terms.ts';
import { emailWords, phoneWords, wordsOf } from '../search/words.ts';
import type { Counted } from '../store/cache.ts';
import type { Found, SearchPart } from '../store/search-index.ts';
import { personOf, residentLink, type Link } from './person.ts';
import { addressText } from './address.ts';

const FEWEST_TO_LEAVE_ONE = 3;
const MOST_TO_LEAVE_ONE = 6;
const OPEN = `status NOT IN ('closed', 'cancelled')`;
const LIVE = '(ended_on IS NULL OR ended_on > ?)';
/** What is told of each hit: markers, open cases, and needs of a person. */
const STANDING_OF_PERSON: Counted = [
  ['marker', `WHERE (resident_id = ? AND ${LIVE}) OR (property_id = ? AND ${LIVE})`], ['caseFile', `WHERE resident_id = ? AND ${OPEN}`], ['need', 'WHERE resident_id = ? AND ended_at IS NULL'],
];
const STANDING_OF_PLACE: Counted = [['marker', `WHERE property_id = ? AND ${LIVE}`], ['caseFile', `WHERE property_id = ? AND ${OPEN}`]];
/** Addresses keep some places where people fill the list: a report may hang on an address that nobody is named at. */
const PLACES_FOR_ADDRESSES = 4;

/** All that a search reads. */
type Index = Pick<Desk, 'cache' | 'now' | 'reference'>;

export function findSubjects(desk: Index, text: string, limit: number): SearchAnswer {
  const terms = termsOf(text, desk.now());
  if (terms.length === 0) return { hits: [], more: false };
  const councillors = councillorsBy(terms, desk.reference.councillors.values(), dateAt(desk.now()));
  let found = candidates(desk, terms, limit + 1);
  const all = found.length > 0 || councillors.length > 0;
  // Of several words one may be wrong or stand on no record: a company's form, a service, a word misheard.
  for (let without = terms.length - 1; !all && found.length === 0 && terms.length >= FEWEST_TO_LEAVE_ONE && terms.length <= MOST_TO_LEAVE_ONE && without >= 0; without -= 1) {
    found = candidates(desk, terms.filter((_term, n) => n !== without), limit + 1).map((one) => ({ ...one, near: true }));
  }
  const hits = new Map<string, SearchHit>();
  for (const one of found) {
    const hit = hitOf(desk, one, one.near === true ? terms.filter((term) => !term.couldBeName) : terms);
    // The word left out may be the address: whoever hides is found by nothing that is near it.
    if (hit !== null && !hits.has(hit.key) && (all || !hit.addressHidden)) hits.set(hit.key, hit);
    if (hits.size > limit) break;
  }
  const records = [...hits.values()];
  const at = councillors.some(({ councillor }) => isMeant(terms, councillor)) ? 0 : Math.min(BELOW_PEOPLE, records.length);
  const both = [...records.slice(0, at), ...councillors.map(councillorHit), ...records.slice(at)];
  return { hits: both.slice(0, limit), more: both.length > limit };
}

/** What was found, for as long as the list is looked at: whoever hides their address meanwhile is no longer found by it. */
export const searchQuery: LiveQuery<'search'> = {
  always: new Set(['resident', 'property', 'caseFile', 'decision', 'escalation', 'marker', 'need', 'merge', 'councillor']),
  related: new Set(['contact']),
  signals: new Set(),
  read(desk, { text, limit }) {
    const { hits, more } = findSubjects(desk, text, limit);
    return { collections: { hits, whole: [{ key: 'whole', more }] }, about: new Set(hits.flatMap(({ subject }) => subject === null ? [] : [subject.id])) };
  },
};

function councillorHit({ councillor: { id, name, ward }, matched }: FoundCouncillor): SearchHit {
  return {
    key: `councillor:${id}`, kind: 'councillor', subject: null, title: name, near: false, dateOfBirth: null, address: ward, matched, organisation: false,
    hasMarker: false, needs: 0, openCases: 0, lastContactAt: null, deceased: false, addressHidden: false, restricted: false,
  };
}

/** A hit that was found by another form of the name: short for it, spelled or sounding like it. */
interface Candidate extends Found {
  near?: boolean;
  /** Names alone met all that was typed. */
  byName?: boolean;
}

/** The likeliest few come before the rest. */
const NEAREST = 8;
/** Of streets and towns, which are fewer than names, only the nearest are meant. */
const NEAREST_PLACES = 3;

interface Vocabulary { names: NearWords; places: NearWords }
/** Words there were when they were last read; a copy that is fetched anew is another. */
const vocabularies = new WeakMap<Index['cache'], { words: Vocabulary; readAt: number }>();
const READ_AGAIN_AFTER_MS = 10 * 60_000;

function nearWords({ cache, now }: Index): Vocabulary {
  const known = vocabularies.get(cache);
  if (known !== undefined && now() - known.readAt < READ_AGAIN_AFTER_MS) return known.words;
  const words = { names: nearWordsOf(cache.search.words('names')), places: nearWordsOf(cache.search.words('properties')) };
  vocabularies.set(cache, { words, readAt: now() });
  return words;
}

const anyOf = (ways: string[]): string => ways.length === 1 ? ways[0] ?? '' : `(${ways.join(' OR ')})`;

/** The same words with every other form of each name beside it; null where no word has one. */
function widened(terms: Term[], formsOf: (word: string) => string[]): string | null {
  let wider = false;
  const expressions = terms.map((term) => {
    const forms = term.word !== null && term.couldBeName ? formsOf(term.word) : [];
    wider ||= forms.length > 0;
    return anyOf([term.prefix, ...forms.map((form) => `"${form}"`)]);
  });
  return wider ? expressions.join(' AND ') : null;
}

/** Whole references, then people by name (whole words first), then by anything else, then addresses; each newest first. */
function candidates(desk: Index, terms: Term[], wanted: number): Candidate[] {
  const match = (part: SearchPart, expression: string): Found[] => desk.cache.search.match(part, expression, wanted);
  const exact = terms.map((term) => term.exact).join(' AND ');
  const prefix = terms.map((term) => term.prefix).join(' AND ');
  const nameable = terms.every((term) => term.couldBeName);

  const references = nameable ? [] : match('references', exact);
  const residents = new Map<string, Candidate>();
  const tiers: [SearchPart, string][] = [...nameable ? [['names', exact], ['names', prefix]] as [SearchPart, string][] : [], ['residents', prefix]];
  for (const [part, expression] of tiers) {
    if (residents.size >= wanted) break;
    for (const one of match(part, expression)) if (!residents.has(one.id)) residents.set(one.id, part === 'names' ? { ...one, byName: true } : one);
  }
  const further = (expression: string | null): void => {
    for (const part of nameable ? ['names', 'residents'] as const : ['residents'] as const) {
      if (expression === null || residents.size >= wanted) return;
      for (const one of match(part, expression)) if (!residents.has(one.id)) residents.set(one.id, { ...one, near: true });
    }
  };
  let nearPlaces: string | null = null;
  if (terms.some(({ couldBeName }) => couldBeName)) {
    further(widened(terms, nicknamesOf));
    // What is near a few letters that were just typed is anything; what was meant by a whole word is not.
    const longEnough = terms.some(({ couldBeName, word }) => couldBeName && (word?.length ?? 0) > SHORTEST_NEAR);
    if (longEnough && residents.size < wanted) {
      const { names, places } = nearWords(desk);
      const placesLike = (word: string): string[] => places.near(word).slice(0, NEAREST_PLACES);
      for (const most of [NEAREST, undefined]) further(widened(terms, (word) => [...new Set([...nicknamesOf(word), ...names.near(word).slice(0, most), ...placesLike(word)])]));
      nearPlaces = widened(terms, placesLike);
    }
  }
  const exactly = match('properties', prefix);
  const properties = exactly.length > 0 || nearPlaces === null ? exactly : match('properties', nearPlaces);
  const moreReferences = nameable ? [] : match('references', prefix);

  const before = references.length + Math.min(residents.size, wanted);
  const places = Math.max(wanted - before, Math.min(PLACES_FOR_ADDRESSES, Math.floor(wanted / 2)));
  const kept = properties.slice(0, places);
  const room = Math.max(0, wanted - references.length - kept.length);
  const people = [...residents.values()];
  return [...references, ...people.slice(0, room), ...kept, ...moreReferences, ...people.slice(room), ...properties.slice(places)];
}

function hitOf(desk: Index, { kind, id, near = false, byName = false }: Candidate, terms: Term[]): SearchHit | null {
  const { cache } = desk;
  switch (kind) {
    case 'resident': {
      const resident = personOf(cache, id);
      if (resident === null) return null;
      // Then nothing else has to be looked for: what met is in the name that is shown, or was once.
      return residentHit(desk, resident, byName && resident.previousNames.length === 0 ? [] : terms, null, near);
    }
    case 'property': {
      const property = cache.row('property', id)?.row;
      return property === undefined ? null : propertyHit(desk, property);
    }
    case 'caseFile': {
      const caseFile = cache.row('caseFile', id)?.row;
      return caseFile === undefined ? null : caseHit(desk, caseFile, terms);
    }
    case 'decision':
    case 'escalation': {
      const record = cache.row(kind, id)?.row;
      const resident = personOf(cache, record?.residentId ?? null);
      return record === undefined || resident === null ? null : residentHit(desk, resident, terms, record.reference);
    }
  }
}

type Standing = Pick<SearchHit, 'hasMarker' | 'needs' | 'openCases'>;

/** The same over every record of one person. */
function standingOfMerged({ cache }: Index, { sql, ids }: Link, propertyId: string | null, day: string): Standing {
  const count = (table: 'marker' | 'need' | 'caseFile', rest: string, more: string[] = []): number => cache.count(table, `WHERE ${sql} AND ${rest}`, [...ids, ...more]);
  const atHome = propertyId === null ? 0 : cache.count('marker', `WHERE property_id = ? AND ${LIVE}`, [propertyId, day]);
  return { hasMarker: count('marker', LIVE, [day]) + atHome > 0, needs: count('need', 'ended_at IS NULL'), openCases: count('caseFile', OPEN) };
}

function standingOf(desk: Index, residentId: string | null, propertyId: string | null): Standing {
  const { cache } = desk;
  const day = dateAt(desk.now());
  const byResident = residentId !== null;
  if (byResident && cache.recordsOf(residentId).length > 1) return standingOfMerged(desk, residentLink(cache, residentId), propertyId, day);
  // An id that is null finds nothing.
  const [markers = 0, openCases = 0, needs = 0] = byResident
    ? cache.counts(STANDING_OF_PERSON, [residentId, day, propertyId, day, residentId, residentId])
    : cache.counts(STANDING_OF_PLACE, [propertyId, day, propertyId]);
  return { hasMarker: markers > 0, needs, openCases };
}

function residentHit(desk: Index, resident: Resident, terms: Term[], reference: string | null, near = false): SearchHit {
  const home = resident.confidential || resident.restricted ? null : desk.cache.row('property', resident.propertyId)?.row ?? null;
  return {
    key: `resident:${resident.id}`, kind: 'resident', subject: { kind: 'resident', id: resident.id },
    title: resident.preferredName, near, dateOfBirth: resident.dateOfBirth, address: addressText(home),
    matched: reference ?? matchedIn(resident, home, terms), organisation: resident.kind === 'organisation',
    ...standingOf(desk, resident.id, resident.propertyId),
    // Of a record that opens only with a reason nothing is told but to beware.
    ...resident.restricted ? { needs: 0, openCases: 0 } : {}, lastContactAt: resident.lastContactAt,
    deceased: resident.deceasedOn !== null, addressHidden: resident.confidential, restricted: resident.restricted,
  };
}

/** The phone, email, reference or former name that met what neither the name shown nor the address meets. */
function matchedIn(resident: Resident, home: Property | null, terms: Term[]): string | null {
  const name = wordsOf(resident.preferredName);
  const unnamed = terms.filter((term) => !term.metBy(name));
  if (unnamed.length === 0) return null;
  const shown = [...name, ...addressWords(home), ...resident.dateOfBirth === null ? [] : [birthWord(resident.dateOfBirth)]];
  const open = unnamed.filter((term) => !term.metBy(shown));
  if (open.length === 0) return null;
  const others = [
    ...resident.contactPoints.map(({ kind, value }) => ({ value, words: kind === 'phone' ? phoneWords(value) : emailWords(value) })),
    ...resident.accountReferences.map(({ reference }) => ({ value: reference, words: wordsOf(reference) })),
    ...resident.previousNames.map((name) => ({ value: name, words: wordsOf(name) })),
  ];
  return others.find(({ words }) => open.some((term) => term.metBy(words)))?.value ?? null;
}

function propertyHit(desk: Index, property: Property): SearchHit {
  const [latest] = desk.cache.select('contact', 'WHERE property_id = ? ORDER BY started_at DESC, id DESC LIMIT 1', [property.id]);
  return {
    key: `property:${property.id}`, kind: 'property', subject: { kind: 'property', id: property.id },
    title: property.addressLine, near: false, dateOfBirth: null, address: addressText(property), matched: null, organisation: false,
    ...standingOf(desk, null, property.id), lastContactAt: latest?.row.startedAt ?? null, deceased: false, addressHidden: false, restricted: false,
  };
}

function caseHit(desk: Index, caseFile: CaseFile, terms: Term[]): SearchHit | null {
  const subject: SubjectRef | null = caseFile.residentId !== null ? { kind: 'resident', id: desk.cache.standing(caseFile.residentId) }
    : caseFile.propertyId !== null ? { kind: 'property', id: caseFile.propertyId } : null;
  if (subject === null) return null;
  const { cache } = desk;
  const resident = personOf(cache, caseFile.residentId);
  const property = resident?.confidential === true || resident?.restricted === true ? null : cache.row('property', caseFile.propertyId ?? resident?.propertyId ?? null)?.row ?? null;
  const byReference = terms.every((term) => term.metBy(wordsOf(caseFile.reference)));
  return {
    key: `case:${caseFile.id}`, kind: 'case', subject, title: `${caseFile.reference} ${caseFile.title}`, near: false,
    dateOfBirth: resident?.dateOfBirth ?? null, address: addressText(property), matched: byReference ? null : caseFile.externalReference,
    organisation: resident?.kind === 'organisation', ...standingOf(desk, caseFile.residentId, caseFile.propertyId),
    lastContactAt: resident?.lastContactAt ?? null, deceased: resident !== null && resident.deceasedOn !== null,
    addressHidden: resident?.confidential === true, restricted: resident?.restricted === true,
  };
}
