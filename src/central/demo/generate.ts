/**
 * A borough that was never there: the same one for the same seed, number and moment, in batches, so that memory stays
 * flat for 300,000 residents. Nobody in it is real, and every phone number and address is one kept for fiction.
 */
import type { Records, TableName } from '#domain/records.ts';
import type { Holiday } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Instant } from '#domain/time/instant.ts';
import { coprimeStep, generateProperties } from './addresses.ts';
import { createCalendar } from './calendar.ts';
import type { Catalogue } from './catalogue.ts';
import { createHistoryMaker } from './histories.ts';
import { createPeopleMaker } from './households.ts';
import { namedRows } from './named-people.ts';
import { createNoteWriter } from './notes.ts';
import { pastDecisions } from './past-decisions.ts';
import { queueRows } from './queue-rows.ts';
import { createRandom } from './random.ts';

export const DEFAULT_SEED = 20_261_123;
const BATCH = 2000;
/** 300,000 residents have 2,000,000 contacts. DESIGN section 2. */
const CONTACTS_A_RESIDENT = 20 / 3;
/** How unevenly contacts are spread: a Lomax tail; nearer 1 is more uneven. */
const TAIL = 1.45;
const MOST_CONTACTS = 6000;
/** Decisions of the last two months are about some of so many. */
const DECIDED_FOR = 1200;

/** Rows of one table, ready to be stored. */
export type Batch = { [T in TableName]: { table: T; rows: Records[T][] } }[TableName];

export interface BoroughOptions {
  /** How many residents, those of the scenes among them; no fewer than these are made. */
  residents: number;
  seed?: number;
  /** History ends here. */
  now: Instant;
  /** Those of the years around it, for days by which something was owed. */
  holidays?: readonly Holiday[];
}

export function* generateBorough(catalogue: Catalogue, options: BoroughOptions): Generator<Batch, void> {
  const random = createRandom(options.seed ?? DEFAULT_SEED);
  const calendar = createCalendar(options.now);
  const { council } = catalogue;
  const addresses = generateProperties(random, catalogue.streets, council.profile.wards);
  const people = createPeopleMaker(random, catalogue.names, catalogue.care, options.now);
  const histories = createHistoryMaker(random, council, createNoteWriter(catalogue.notes), calendar);
  const pending = new Map<TableName, Records[TableName][]>();
  const put = <T extends TableName>(table: T, ...rows: Records[T][]): void => {
    const waiting = pending.get(table);
    if (waiting === undefined) pending.set(table, rows);
    else for (const row of rows) waiting.push(row);
  };
  const take = (least: number): Batch[] => [...pending].flatMap(([table, rows]) => {
    if (rows.length < least) return [];
    pending.set(table, []);
    return [{ table, rows } as Batch];
  });

  const named = namedRows(catalogue.people, council, options.holidays ?? [], calendar);
  for (const change of named.rows) put(change.table, change.row);
  for (const { resident, generatedContacts } of named.residents) {
    const made = histories.history(resident, generatedContacts);
    put('resident', resident);
    put('caseFile', ...made.cases);
    put('contact', ...made.contacts);
  }

  put('ticket', ...queueRows(catalogue.people, council, options.now));

  const others = Math.max(0, options.residents - named.residents.length);
  const alreadyMade = named.residents.reduce((sum, one) => sum + one.generatedContacts, 0);
  const contactsOf = spreadContacts(others, Math.max(others * 3, Math.round(options.residents * CONTACTS_A_RESIDENT) - alreadyMade));
  let organisations = catalogue.organisations.length;
  let made = 0;
  const decidedFor: Resident[] = [];
  for (let household = 1; made < others; household += 1) {
    const property = addresses.next().value;
    put('property', property);
    if (random.chance(0.04)) continue;
    const isOrganisation = organisations > 0 && household % 97 === 0;
    const members = isOrganisation
      ? [people.organisation(catalogue.organisations[organisations -= 1] ?? '', property.id)]
      : people.household(Math.min(people.size(), others - made), property.id, household);
    for (const resident of members) {
      const history = histories.history(resident, contactsOf(made));
      made += 1;
      put('resident', resident);
      if (resident.kind === 'person' && resident.deceasedOn === null && decidedFor.length < DECIDED_FOR) decidedFor.push(resident);
      put('caseFile', ...history.cases);
      put('contact', ...history.contacts);
      put('need', ...people.needs(resident));
      const marked = people.marker(resident);
      if (marked !== null) {
        put('marker', marked.marker);
        put('markerNarrative', { id: marked.marker.id, narrative: marked.narrative, reviews: [] });
      }
    }
    yield* take(BATCH);
  }
  for (const change of pastDecisions(createRandom((options.seed ?? DEFAULT_SEED) + 1), council, calendar, decidedFor)) put(change.table, change.row as never);
  yield* take(1);
}

/**
 * How many contacts each of `residents` has, so that they add up to about `total`: most have a handful and a few have
 * thousands. Quantiles rather than draws, so that the sum and the longest history are the same for every seed.
 */
export function spreadContacts(residents: number, total: number): (index: number) => number {
  const shape = Float64Array.from({ length: residents }, (_none, rank) => (1 - (rank + 0.5) / residents) ** (-1 / TAIL) - 1);
  const count = (rank: number, scale: number): number => Math.min(MOST_CONTACTS, Math.floor((shape[rank] ?? 0) * scale));
  let low = 0, high = 100;
  for (let round = 0; round < 40; round += 1) {
    const scale = (low + high) / 2;
    let sum = 0;
    for (let rank = 0; rank < residents; rank += 1) sum += count(rank, scale);
    if (sum < total) low = scale; else high = scale;
  }
  const step = residents === 0 ? 1 : coprimeStep(residents);
  return (index) => count((index * step) % residents, high);
}
