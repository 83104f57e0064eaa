/** Works out what an import would write, from the rows and from what stands in the store. Pure: nothing is written here. */
import { createHash } from 'node:crypto';
import { asId, type CaseId, type ContactId, type PropertyId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { RowChange } from '#domain/records.ts';
import type { CaseFile } from '#domain/records/contacts.ts';
import type { Property } from '#domain/records/council.ts';
import type { CaseStatus } from '#domain/vocabulary.ts';
import type { Mapping } from './mapping.ts';
import type { MappedRow } from './map-row.ts';

const DAY = 86_400_000;

/** What the store holds already of the addresses and requests at hand. */
export interface Standing {
  contactIds: ReadonlySet<string>;
  /** Every property under the postcodes of the rows. */
  properties: readonly Property[];
  /** Every case of those properties. */
  cases: readonly CaseFile[];
}

export interface ImportPlan {
  changes: RowChange[];
  imported: number;
  unchanged: number;
  merged: { line: number; reference: string; into: string }[];
  created: { properties: number; cases: number; contacts: number };
}

export const contactIdOf = (mapping: Mapping, reference: string): ContactId => asId(`${mapping.id}.${reference}`);

/** Two spellings of one address have one key: case, punctuation and spaces carry no meaning. */
export function addressKey(address: { addressLine: string; postcode: string }): string {
  const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().replaceAll(/[^\p{L}\p{N}/]+/gu, ' ').trim();
  return `${plain(address.addressLine)}|${plain(address.postcode).replaceAll(' ', '')}`;
}

/** The same address has the same id in every import. */
export const propertyIdOf = (key: string): PropertyId => asId(`address-${createHash('sha256').update(key).digest('hex').slice(0, 20)}`);

/**
 * Takes rows in the order in which things happened, whatever the order of the file. A request about an address where a
 * case of the same type is still open, begun within the mapping's window, joins that case.
 */
export function planImport(rows: readonly MappedRow[], mapping: Mapping, standing: Standing, teamOf: (serviceId: string) => string): ImportPlan {
  const plan: ImportPlan = { changes: [], imported: 0, unchanged: 0, merged: [], created: { properties: 0, cases: 0, contacts: 0 } };
  const properties = new Map(standing.properties.map((property) => [addressKey(property), property]));
  const cases = new Map<string, CaseFile[]>();
  const changedCases = new Map<string, CaseFile>();
  const kindOf = (caseFile: { propertyId: string | null; serviceId: string; title: string }): string =>
    JSON.stringify([caseFile.propertyId, caseFile.serviceId, caseFile.title]);
  const keep = (caseFile: CaseFile): void => {
    const kind = kindOf(caseFile);
    const others = (cases.get(kind) ?? []).filter((one) => one.id !== caseFile.id);
    cases.set(kind, [...others, caseFile]);
  };
  standing.cases.forEach(keep);

  const ordered = [...rows].sort((a, b) => a.createdAt - b.createdAt || (a.reference < b.reference ? -1 : 1));
  for (const row of ordered) {
    const contactId = contactIdOf(mapping, row.reference);
    if (standing.contactIds.has(contactId)) { plan.unchanged += 1; continue; }
    const key = addressKey(row.address);
    let property = properties.get(key);
    if (property === undefined) {
      property = { id: propertyIdOf(key), ...row.address };
      properties.set(key, property);
      plan.changes.push(put('property', property));
      plan.created.properties += 1;
    }
    const earlier = (cases.get(kindOf({ ...row, propertyId: property.id })) ?? [])
      .filter((one) => isOpenAt(one, row.createdAt) && row.createdAt - one.openedAt <= mapping.mergeWithinDays * DAY)
      .sort((a, b) => a.openedAt - b.openedAt)[0];
    const caseFile = earlier === undefined ? caseOf(row, mapping, property.id, teamOf(row.serviceId)) : joined(earlier, row);
    if (caseFile !== earlier) { keep(caseFile); changedCases.set(caseFile.id, caseFile); }
    if (earlier === undefined) { plan.created.cases += 1; plan.imported += 1; }
    else plan.merged.push({ line: row.line, reference: row.reference, into: earlier.reference });
    plan.created.contacts += 1;
    plan.changes.push(put('contact', {
      id: contactId, residentId: null, propertyId: property.id, caseId: caseFile.id, serviceId: asId(row.serviceId), channel: row.channel,
      reason: row.reason, outcome: row.outcome, avoidable: null, furtherMatters: null, enquiry: null, note: row.note, staffId: null, siteId: null, startedAt: row.createdAt,
      endedAt: null, externalReference: row.reference,
    }));
  }
  for (const caseFile of changedCases.values()) plan.changes.push(put('caseFile', caseFile));
  plan.merged.sort((a, b) => a.line - b.line);
  return plan;
}

const isEnded = (status: CaseStatus): boolean => status === 'closed' || status === 'cancelled';
const isOpenAt = (caseFile: CaseFile, at: number): boolean =>
  caseFile.openedAt <= at && (!isEnded(caseFile.status) || (caseFile.closedAt !== null && caseFile.closedAt > at));

function caseOf(row: MappedRow, mapping: Mapping, propertyId: PropertyId, ownerTeam: string): CaseFile {
  return {
    id: asId<CaseId>(`${mapping.id}.case.${row.reference}`), reference: row.reference, residentId: null, propertyId, serviceId: asId(row.serviceId),
    title: row.title, status: row.status, openedAt: row.createdAt, dueAt: null, closedAt: row.closedAt, ownerTeam, channel: row.channel,
    externalReference: row.reference,
  };
}

/** A case with one more request in it: open while any of them is, and ended when the last one did. */
function joined(caseFile: CaseFile, row: MappedRow): CaseFile {
  if (!isEnded(caseFile.status)) return caseFile;
  if (!isEnded(row.status)) return { ...caseFile, status: row.status, closedAt: null };
  const status = caseFile.status === 'closed' || row.status === 'closed' ? 'closed' : 'cancelled';
  const closedAt = Math.max(caseFile.closedAt ?? 0, row.closedAt ?? 0);
  return status === caseFile.status && closedAt === caseFile.closedAt ? caseFile : { ...caseFile, status, closedAt };
}
