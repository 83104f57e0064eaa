import { createHash } from 'node:crypto';
import path from 'node:path';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { isValid as isPostcode } from 'postcode';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Records, TableName } from '#domain/records.ts';
import { readCatalogue, type Catalogue } from './catalogue.ts';
import { generateBorough, spreadContacts } from './generate.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
let catalogue: Catalogue;
beforeAll(async () => {
  const read = await readCatalogue(path.resolve(import.meta.dirname, '../../../resources/demo-council'));
  if (!read.ok) throw new Error(read.failure.sentence);
  catalogue = read.value;
});

type Borough = { [T in TableName]?: Records[T][] };
function collect(options: { residents: number; seed?: number; now?: number }): Borough {
  const found: Partial<Record<TableName, unknown[]>> = {};
  for (const { table, rows } of generateBorough(catalogue, { now: NOW, ...options })) (found[table] ??= []).push(...rows);
  return found as Borough;
}
const fingerprint = (borough: Borough): string => createHash('sha256').update(JSON.stringify(borough)).digest('hex');

describe('a borough', () => {
  let borough: Required<Pick<Borough, 'resident' | 'contact' | 'caseFile' | 'property' | 'marker' | 'markerNarrative' | 'need' | 'task' | 'promise'>>;
  beforeAll(() => { borough = collect({ residents: 5000 }) as typeof borough; });

  test('is the same every time and another with another seed', () => {
    expect(fingerprint(collect({ residents: 300 }))).toBe(fingerprint(collect({ residents: 300 })));
    expect(fingerprint(collect({ residents: 300, seed: 1 }))).not.toBe(fingerprint(collect({ residents: 300, seed: 2 })));
  });

  test('has as many residents, contacts and cases as asked for', () => {
    expect(borough.resident).toHaveLength(5000);
    expect(borough.contact.length).toBeGreaterThan(32_500);
    expect(borough.contact.length).toBeLessThan(34_000);
    expect(borough.caseFile.length).toBeGreaterThan(3100);
    expect(borough.caseFile.length).toBeLessThan(3600);
  });

  test('is skewed as life is', () => {
    const counts = new Map<string, number>();
    for (const { residentId } of borough.contact) counts.set(residentId ?? '', (counts.get(residentId ?? '') ?? 0) + 1);
    const most = [...counts.values()].sort((a, b) => b - a);
    const few = borough.resident.filter((resident) => (counts.get(resident.id) ?? 0) <= 5);
    expect(counts.get('resident-colin-marsh')).toBe(5000);
    expect(most.filter((count) => count >= 1000).length).toBeGreaterThanOrEqual(2);
    expect(few.length / 5000).toBeGreaterThan(0.7);
    expect(most.slice(0, 50).reduce((sum, one) => sum + one, 0) / borough.contact.length).toBeGreaterThan(0.3);
  });

  test('can ring nobody: numbers for fiction, addresses at example.org, postcodes in no real area', () => {
    const offices = catalogue.council.councillors.flatMap((one) => [one, ...one.assistant === null ? [] : [one.assistant]]);
    const points = [
      ...borough.resident.flatMap((resident) => resident.contactPoints),
      ...offices.flatMap(({ phone, email }) => [{ kind: 'phone', value: phone ?? '+442079460000' }, { kind: 'email', value: email ?? 'nobody@example.org' }]),
    ];
    const real = points.filter(({ kind, value }) => !(kind === 'email' ? /^[a-z0-9.-]+@example\.org$/ : /^\+44(7700900\d{3}|2079460\d{3})$/).test(value));
    expect(real).toEqual([]);
    const phones = points.filter(({ kind }) => kind === 'phone').map(({ value }) => parsePhoneNumberFromString(value));
    expect(phones.every((phone) => phone?.isPossible() === true && phone.countryCallingCode === '44')).toBe(true);
    expect(borough.property.filter(({ postcode }) => !postcode.startsWith('ZQ') || !isPostcode(postcode))).toEqual([]);
  });

  test('keeps ids apart and every reference whole', () => {
    const ids = (rows: { id: string }[]): Set<string> => new Set(rows.map((row) => row.id));
    for (const rows of Object.values(borough)) expect(ids(rows).size).toBe(rows.length);
    const [properties, residents, cases] = [ids(borough.property), ids(borough.resident), ids(borough.caseFile)];
    const staff = ids(catalogue.council.staff);
    expect(borough.resident.filter((one) => !properties.has(one.propertyId ?? ''))).toEqual([]);
    expect(borough.contact.filter((one) => (one.residentId !== null && !residents.has(one.residentId)) || (one.caseId !== null && !cases.has(one.caseId))
      || (one.staffId !== null && !staff.has(one.staffId)))).toEqual([]);
    expect(new Set(borough.caseFile.map((one) => one.reference)).size).toBe(borough.caseFile.length);
    expect(new Set(borough.property.map((one) => `${one.addressLine}, ${one.postcode}`)).size).toBe(borough.property.length);
    expect(ids(borough.markerNarrative)).toEqual(ids(borough.marker));
  });

  test('nothing is later than now, nothing ends before it begins, and phones are answered in working hours', () => {
    const hour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', weekday: 'short', hourCycle: 'h23' });
    expect(borough.contact.filter((one) => one.startedAt > NOW || one.startedAt < NOW - 1100 * 86_400_000
      || (one.endedAt !== null && (one.endedAt < one.startedAt || one.endedAt > NOW)))).toEqual([]);
    for (const contact of borough.contact.filter((one) => one.channel === 'phone-in').slice(0, 500)) {
      const parts = Object.fromEntries(hour.formatToParts(contact.startedAt).map((part) => [part.type, part.value]));
      expect(['Sat', 'Sun']).not.toContain(parts['weekday']);
      expect(Number(parts['hour'])).toBeGreaterThanOrEqual(8);
      expect(Number(parts['hour'])).toBeLessThan(18);
    }
    expect(borough.caseFile.filter((one) => (one.closedAt === null) === ['closed', 'cancelled'].includes(one.status)
      || (one.closedAt !== null && (one.closedAt < one.openedAt || one.closedAt > NOW)))).toEqual([]);
  });

  test('notes fill every slot, vary, and name the case they are about', () => {
    const references = new Map(borough.caseFile.map((one) => [one.id, one.reference]));
    expect(borough.contact.filter((one) => /[{}]|undefined/.test(one.note))).toEqual([]);
    const chases = borough.contact.filter((one) => one.reason === 'progress-chase' && one.residentId?.startsWith('resident-0') === true);
    expect(chases.length).toBeGreaterThan(500);
    expect(chases.filter((one) => one.caseId === null || !one.note.includes(references.get(one.caseId) ?? '?'))).toEqual([]);
    expect(new Set(borough.contact.map((one) => one.note)).size).toBeGreaterThan(10_000);
  });

  test('has the people of the scenes', () => {
    const smiths = borough.resident.filter((one) => one.preferredName === 'John Smith');
    expect(smiths.length).toBeGreaterThanOrEqual(4);
    expect(new Set(smiths.map((one) => `${one.dateOfBirth ?? ''} ${one.propertyId ?? ''}`)).size).toBe(smiths.length);
    expect(borough.contact.filter((one) => one.residentId === 'resident-margaret-okafor' && one.serviceId === '524').length).toBeGreaterThanOrEqual(2);
    expect(borough.need.find((one) => one.residentId === 'resident-elin-vaughan')?.kind).toBe('bsl-interpreter');
    expect(borough.marker.find((one) => one.residentId === 'resident-derek-hale')?.reviewBy).toBe('2026-11-22');
    expect(borough.task.some((one) => one.residentId === 'resident-derek-hale' && one.status === 'open')).toBe(true);
    const overdue = borough.marker.filter((one) => one.reviewBy < '2026-11-23');
    expect(overdue.length).toBeGreaterThan(1);
  });

  test('councillors have asked for weeks: some are answered, one withdrew, one waits for longer than it may, and each is owed by a person or a service', () => {
    const asked = borough.contact.filter(({ enquiry }) => enquiry !== null);
    const owed = (id: string) => borough.promise.find((one) => one.id === `${id}.answer`) ?? borough.task.find((one) => one.id === `${id}.answer`);
    expect(asked.map(({ id }) => owed(id)?.status).toSorted()).toEqual(['done', 'done', 'ended', 'kept', 'kept', 'open', 'open', 'open', 'open', 'open', 'open']);
    expect(asked.filter(({ id, enquiry }) => owed(id)?.status === 'open' && (enquiry?.answerBy ?? '') < '2026-11-23').map(({ id }) => id)).toEqual(['enquiry-tarrant-2']);
    expect(asked.filter(({ enquiry }) => enquiry?.noInfluence === true).map(({ serviceId, outcome }) => [serviceId, outcome])).toEqual([['471', 'logged']]);
    expect(new Set(asked.map(({ enquiry }) => enquiry?.scope))).toEqual(new Set(['necessary', 'general']));
    expect(borough.task.filter(({ done }) => done !== null && done.words !== '').map(({ done }) => done?.on)).toContain('2026-10-27');
    // One of them has asked nothing yet.
    expect(asked.filter(({ enquiry }) => enquiry?.councillorId === 'councillor-mere-1')).toEqual([]);
  });

  test('something is still to be booked, each with its task, and something is', () => {
    const booked = borough.need.flatMap(({ kind, bookings }) => bookings.map((one) => ({ kind, ...one })));
    const status = (taskId: string) => borough.task.find(({ id }) => id === taskId)?.status;
    expect(booked.filter(({ confirmed }) => confirmed === undefined).map(({ kind, on, taskId }) => [kind, on, status(taskId)]).toSorted()).toEqual([
      ['assisted-digital', '2026-12-01', 'open'], ['bsl-interpreter', '2026-11-26', 'open'], ['interpreter', '2026-11-24', 'open'], ['step-free', '2026-11-30', 'open'],
    ]);
    expect(booked.filter(({ confirmed }) => confirmed !== undefined).map(({ taskId, confirmed }) => [confirmed?.reference, status(taskId)])).toEqual([['SIGN-4471', 'done']]);
  });
});

test('the people of the scenes are there however few residents are asked for', () => {
  expect(collect({ residents: 1 }).resident).toHaveLength(catalogue.people.residents.length);
});

test('what the rules would have refused is a slip of the pen, named by whose it is', () => {
  const { people } = catalogue;
  const slip = (part: object) => () => [...generateBorough({ ...catalogue, people: { ...people, enquiries: people.enquiries.slice(0, 1).map((one) => ({ ...one, ...part })) } }, { residents: 1, now: NOW })];
  expect(slip({ staffId: 'staff-nobody' })).toThrow('people.json: “enquiry-roth-1” names “staff-nobody”, who is not in staff.json.');
  expect(slip({ caseId: 'case-nowhere' })).toThrow(/^people\.json: “enquiry-roth-1”: /);
  expect(slip({})).not.toThrow();
});

test('contacts of a whole borough add up to what was asked for', () => {
  const of = spreadContacts(300_000, 1_993_200);
  let sum = 0, few = 0, most = 0;
  for (let index = 0; index < 300_000; index += 1) {
    const count = of(index);
    sum += count;
    if (count <= 5) few += 1;
    if (count > most) most = count;
  }
  expect(Math.abs(sum - 1_993_200)).toBeLessThan(2000);
  expect(few / 300_000).toBeGreaterThan(0.7);
  expect(most).toBeGreaterThan(4000);
});
