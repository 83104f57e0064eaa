/** The words a borough is made of, read from the council's folder: names, streets, notes and the people of the scenes. */
import { z } from 'zod';
import { succeed, type Outcome } from '#contract/failures.ts';
import { avoidableCodes, caseStatuses, channels, contactOutcomes, contactReasons, linkKinds, markerCategories, needKinds, promiseOutcomes, ticketChannels, organisationKinds } from '#domain/vocabulary.ts';
import { readCouncil, readCouncilFile, type CouncilFiles } from './council-files.ts';

const text = z.string().min(1);
const words = z.array(text).min(1);

const namesSchema = z.array(z.strictObject({ community: text, weight: z.number().positive(), languages: z.array(z.string().length(2)), female: words, male: words, family: words })).min(1);
const streetsSchema = z.strictObject({ stems: words, kinds: words, houses: words });
const notesSchema = z.strictObject({
  items: z.record(z.string(), words), openers: z.array(z.string()).min(1), closers: z.array(z.string()).min(1), chase: words, close: words,
  services: z.record(z.string(), z.strictObject({ titles: words, start: words, ask: z.array(text) })),
  weights: z.record(z.string(), z.number().positive()),
});

const share = z.number().positive();
const careSchema = z.strictObject({
  needs: z.array(z.strictObject({ kind: z.enum(needKinds), weight: share, actions: words })).min(1),
  interpreter: text,
  markers: z.array(z.strictObject({ category: z.enum(markerCategories), weight: share, controls: words, narratives: words })).min(1),
});

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:40');
const clockTime = clock.transform((value) => Number(value.slice(0, 2)) * 60 + Number(value.slice(3)));
const date = z.iso.date();
const daysAgo = z.int().min(0).max(700);
/** Who did something, and when. */
const did = { staffId: text, workingDaysAgo: daysAgo, at: clockTime };
const told = z.strictObject({ ...did, outcome: z.enum(promiseOutcomes).exclude(['rescheduled']).default('complete'), words: z.string().default('') });

const peopleSchema = z.strictObject({
  properties: z.array(z.strictObject({ id: text, addressLine: text, locality: text, postcode: text, ward: text })),
  residents: z.array(z.strictObject({
    id: text, kind: z.enum(['person', 'organisation']).default('person'), organisationKind: z.enum(organisationKinds).nullable().default(null), givenName: z.string(), familyName: text,
    dateOfBirth: date.nullable(), propertyId: text, householdId: text.nullable(), language: text.default('en'),
    phones: z.array(z.e164()), emails: z.array(z.email()),
    accounts: z.array(z.strictObject({ service: text, reference: text })).default([]),
    deceasedDaysAgo: daysAgo.nullable().default(null),
    confidential: z.boolean().default(false),
    needs: z.array(z.strictObject({
      kind: z.enum(needKinds), action: text, reviewInDays: z.int(),
      bookings: z.array(z.strictObject({
        id: text, inWorkingDays: z.int().min(1).max(60), time: clock, place: text, serviceId: text, asked: z.strictObject(did),
        confirmed: z.strictObject({ ...did, reference: text }).nullable().default(null),
      })).default([]),
    })).default([]),
    markers: z.array(z.strictObject({
      id: text, category: z.enum(markerCategories), control: text, provisional: z.boolean(), reviewInDays: z.int(), narrative: text,
      incidentDaysAgo: daysAgo, authorId: text, approvedBy: text,
      task: z.strictObject({ id: text, serviceId: text, title: text }).nullable().default(null),
    })).default([]),
    cases: z.array(z.strictObject({
      id: text, reference: text, serviceId: text, title: text, status: z.enum(caseStatuses), openedWorkingDaysAgo: daysAgo, at: clockTime,
      closedWorkingDaysAgo: daysAgo.nullable(), channel: z.enum(channels),
    })).default([]),
    contacts: z.array(z.strictObject({
      caseId: text.nullable(), serviceId: text, workingDaysAgo: daysAgo, at: clockTime, minutes: z.int().min(1).max(240), channel: z.enum(channels),
      reason: z.enum(contactReasons), outcome: z.enum(contactOutcomes), avoidable: z.enum(avoidableCodes).nullable(), staffId: text, note: text,
    })).default([]),
    /** How many more contacts to make up, over three years. */
    generatedContacts: z.int().min(0).max(20_000).default(0),
  })),
  links: z.array(z.strictObject({ id: text, fromId: text, toId: text, kind: z.enum(linkKinds), words: z.string(), recordedBy: text, workingDaysAgo: daysAgo })).default([]),
  /** What councillors asked, and how they were acknowledged and answered; null where they wait for it. */
  enquiries: z.array(z.strictObject({
    id: text, councillorId: text, ...did, minutes: z.int().min(1).max(240), residentId: text.nullable().default(null), residentAsked: z.boolean().default(false),
    propertyId: text.nullable().default(null), caseId: text.nullable().default(null), serviceId: text.nullable().default(null), reason: z.enum(contactReasons),
    outcome: z.enum(contactOutcomes), note: text, acknowledged: told.nullable().default(null), answered: told.nullable().default(null),
  })).default([]),
  /** Who waits when the history ends, and who was seen in the hours before. */
  queue: z.array(z.strictObject({
    siteId: text, staffId: text, channel: z.enum(ticketChannels).default('walk-in'), minutesAgo: z.int().min(0).max(600), dueInMinutes: z.int().nullable().default(null),
    residentId: text.nullable().default(null), calledName: z.string().default(''), reason: z.enum(contactReasons).nullable().default(null), serviceId: text.nullable().default(null),
    needs: z.array(z.enum(needKinds)).default([]), vulnerable: z.boolean().default(false), note: z.string().default(''),
    /** For those who do not wait any more: after how many minutes they were called and gone. */
    called: z.strictObject({ after: z.int().min(0), staffId: text, minutes: z.int().min(1) }).nullable().default(null), leftAfter: z.int().nullable().default(null),
  })).default([]),
});

export type NamePool = z.infer<typeof namesSchema>[number];
export type StreetWords = z.infer<typeof streetsSchema>;
export type NoteWords = z.infer<typeof notesSchema>;
export type CareWords = z.infer<typeof careSchema>;
export type NamedPeople = z.infer<typeof peopleSchema>;
export type NamedResident = NamedPeople['residents'][number];

/** Everything a borough is generated from. */
export interface Catalogue {
  council: CouncilFiles;
  names: NamePool[];
  streets: StreetWords;
  organisations: string[];
  notes: NoteWords;
  care: CareWords;
  people: NamedPeople;
}

export async function readCatalogue(folder: string): Promise<Outcome<Catalogue>> {
  const council = await readCouncil(folder);
  if (!council.ok) return council;
  const names = await readCouncilFile(folder, 'names/people.json', namesSchema);
  if (!names.ok) return names;
  const streets = await readCouncilFile(folder, 'names/streets.json', streetsSchema);
  if (!streets.ok) return streets;
  const organisations = await readCouncilFile(folder, 'names/organisations.json', words);
  if (!organisations.ok) return organisations;
  const notes = await readCouncilFile(folder, 'notes.json', notesSchema);
  if (!notes.ok) return notes;
  const care = await readCouncilFile(folder, 'care.json', careSchema);
  if (!care.ok) return care;
  const people = await readCouncilFile(folder, 'people.json', peopleSchema);
  if (!people.ok) return people;
  return succeed({
    council: council.value, names: names.value, streets: streets.value, organisations: organisations.value, notes: notes.value, care: care.value,
    people: people.value,
  });
}
