import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import type { CaseFile, Contact } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import { createRowMapper, type MappedRow } from './map-row.ts';
import { addressKey, planImport, type ImportPlan, type Standing } from './plan-import.ts';
import { HEADING, mapping, sampleRow } from './testing.ts';

const NOW = Date.UTC(2026, 10, 23, 10);
const nothing: Standing = { contactIds: new Set(), properties: [], cases: [] };
const DAY = 86_400_000;
const start = Date.UTC(2026, 5, 1, 9);

let line = 1;
const row = (changes: Partial<MappedRow> = {}): MappedRow => ({
  line: line += 1, reference: `R${String(line)}`, createdAt: start, closedAt: null, channel: 'web', reason: 'request', outcome: 'logged', status: 'open',
  serviceId: '528', title: 'Bulky items', note: 'Bulky.', address: { addressLine: '12 Mill Lane', locality: 'Harrowmere', postcode: 'ZQ1 1AA', ward: 'Ward 3' }, ...changes,
});
const plan = (rows: MappedRow[], standing: Standing = nothing): ImportPlan => planImport(rows, mapping, standing, () => 'Waste');
const written = <R>(made: ImportPlan, table: string): R[] => made.changes.filter((change) => change.table === table).map((change) => change.row as R);

describe('a second request', () => {
  const first = row({ reference: 'first' });
  test('about the same address and of the same type joins the open case and keeps its own contact', () => {
    const made = plan([row({ reference: 'second', createdAt: start + DAY, line: 9, address: { ...first.address, addressLine: '12, MILL lane.' } }), first]);
    expect(made).toMatchObject({ imported: 1, merged: [{ line: 9, reference: 'second', into: 'first' }], created: { properties: 1, cases: 1, contacts: 2 } });
    expect(written<Contact>(made, 'contact').map((contact) => contact.caseId)).toEqual(['sample.case.first', 'sample.case.first']);
  });

  test.each([
    ['of another type', { title: 'Graffiti', serviceId: '584' }], ['elsewhere', { address: { ...first.address, addressLine: '14 Mill Lane' } }],
    ['after the window', { createdAt: start + 15 * DAY }],
  ])('%s is a case of its own', (_words, changes) => {
    expect(plan([first, row({ createdAt: start + DAY, ...changes })])).toMatchObject({ imported: 2, merged: [] });
  });

  test('after the first case was closed is a case of its own', () => {
    const closed = row({ reference: 'first', status: 'closed', closedAt: start + DAY });
    expect(plan([closed, row({ createdAt: start + 2 * DAY })])).toMatchObject({ imported: 2, merged: [] });
  });

  test('keeps the case open while it is open itself, and closes it with the last of them', () => {
    const closed = row({ reference: 'first', status: 'closed', closedAt: start + 2 * DAY });
    const [open] = written<CaseFile>(plan([closed, row({ createdAt: start + DAY })]), 'caseFile');
    expect(open).toMatchObject({ status: 'open', closedAt: null });
    const [ended] = written<CaseFile>(plan([closed, row({ createdAt: start + DAY, status: 'closed', closedAt: start + 5 * DAY })]), 'caseFile');
    expect(ended).toMatchObject({ status: 'closed', closedAt: start + 5 * DAY });
  });

  test('joins a case that an earlier file brought, at an address the council knows under its own number', () => {
    const property: Property = { ...first.address, id: asId('990000100001') };
    const [earlier] = written<CaseFile>(plan([first], { ...nothing, properties: [property] }), 'caseFile');
    expect(earlier?.propertyId).toBe('990000100001');
    const standing = { contactIds: new Set(['sample.first']), properties: [property], cases: earlier === undefined ? [] : [earlier] };
    expect(plan([first, row({ reference: 'next', createdAt: start + DAY })], standing))
      .toMatchObject({ unchanged: 1, imported: 0, merged: [{ reference: 'next', into: 'first' }], created: { properties: 0, cases: 0, contacts: 1 } });
  });
});

test('an address has one key however it is typed', () => {
  expect(addressKey({ addressLine: ' 12,  mill LANE. ', postcode: 'zq1 1aa' })).toBe(addressKey({ addressLine: '12 Mill Lane', postcode: 'ZQ11AA' }));
  expect(addressKey({ addressLine: '12 1/2 Mill Lane', postcode: 'ZQ1 1AA' })).not.toBe(addressKey({ addressLine: '12 Mill Lane', postcode: 'ZQ1 1AA' }));
});

describe('any rows at all', () => {
  const rows = fc.uniqueArray(fc.record({
    reference: fc.integer({ min: 1, max: 60 }), hours: fc.nat(900), kind: fc.constantFrom('528', '584'), house: fc.integer({ min: 1, max: 3 }), lasts: fc.option(fc.nat(400)),
  }), { selector: (one) => one.reference, maxLength: 30 }).map((all) => all.map((one) => row({
    reference: `R${String(one.reference)}`, createdAt: start + one.hours * 3_600_000, serviceId: one.kind, title: one.kind,
    address: { addressLine: `${String(one.house)} Mill Lane`, locality: '', postcode: 'ZQ1 1AA', ward: '' },
    status: one.lasts === null ? 'open' : 'closed', closedAt: one.lasts === null ? null : start + (one.hours + one.lasts) * 3_600_000,
  })));

  test('are each accounted for once, with one contact each on one case', () => {
    fc.assert(fc.property(rows, (some) => {
      const made = plan(some);
      expect(made.imported + made.merged.length + made.unchanged).toBe(some.length);
      expect(made.created).toEqual({
        properties: new Set(some.map((one) => one.address.addressLine)).size, cases: made.imported, contacts: some.length,
      });
      const cases = new Set(written<CaseFile>(made, 'caseFile').map((one) => one.id));
      expect(cases.size).toBe(made.imported);
      expect(written<Contact>(made, 'contact').every((contact) => cases.has(contact.caseId ?? asId('none')))).toBe(true);
    }));
  });

  test('come to the same whatever the order of the file, and change nothing the second time', () => {
    fc.assert(fc.property(rows, (some) => {
      const made = plan(some);
      expect(plan([...some].reverse()).changes).toEqual(made.changes);
      const standing = {
        contactIds: new Set(written<Contact>(made, 'contact').map((one) => one.id as string)), properties: written<Property>(made, 'property'),
        cases: written<CaseFile>(made, 'caseFile'),
      };
      expect(plan(some, standing)).toMatchObject({ changes: [], unchanged: some.length, imported: 0, merged: [] });
    }));
  });
});

describe('one row', () => {
  const read = (text: string) => createRowMapper(mapping, HEADING.split(','), NOW)({ line: 2, fields: text.split(',') });
  test('is turned into the council’s own words', () => {
    expect(read(sampleRow({ created: '01/06/2026 10:00', address: '12 MILL LANE ZQ1 1AA', postcode: 'zq11aa', remarks: 'By the gate' }))).toMatchObject({
      ok: true, row: {
        createdAt: Date.UTC(2026, 5, 1, 9), channel: 'phone-in', serviceId: '528', note: 'Bulky. Remarks: By the gate',
        address: { addressLine: '12 Mill Lane Zq1 1aa', postcode: 'ZQ1 1AA', ward: 'Ward 3' },
      },
    });
  });

  test('is read in its zone on both sides of a change of clocks, also on the day itself', () => {
    const at = (created: string): number | null => { const made = read(sampleRow({ created })); return made.ok ? made.row.createdAt : null; };
    expect(at('28/03/2026 12:00')).toBe(Date.UTC(2026, 2, 28, 12));
    expect(at('29/03/2026 12:00')).toBe(Date.UTC(2026, 2, 29, 11));
    expect(at('25/10/2026 03:00')).toBe(Date.UTC(2026, 9, 25, 3));
    expect(at('25/10/2026 00:30')).toBe(Date.UTC(2026, 9, 24, 23, 30));
  });

  test.each([
    ['no reference in Ref', { ref: '' }], ['Created is not a time like dd/MM/yyyy HH:mm', { created: '2026-06-01' }], ['Created is not a time like dd/MM/yyyy HH:mm', { created: '31/02/2026 10:00' }],
    ['Created is in the future', { created: '01/06/2031 10:00' }], ['Closed is before Created', { closed: '31/05/2026 10:00' }],
    ['Source has a value the mapping doesn’t list', { source: 'Pigeon' }], ['Type has a value the mapping doesn’t list', { type: 'constructor' }],
    ['Status has a value the mapping doesn’t list', { status: '' }], ['no address', { address: '' }],
  ])('is refused: %s', (reason, changes) => {
    expect(read(sampleRow(changes))).toMatchObject({ ok: false, reason });
  });
});
