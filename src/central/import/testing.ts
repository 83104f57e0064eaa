/** A small export and its mapping for tests of the importer. */
import { mappingSchema, type Mapping } from './mapping.ts';

export const mapping: Mapping = mappingSchema.parse({
  id: 'sample', title: 'Sample', encoding: 'utf-8', delimiter: ',', finalLineBreak: 'required',
  reference: { column: 'Ref' }, created: { column: 'Created', format: 'dd/MM/yyyy HH:mm', timeZone: 'Europe/London' },
  closed: { column: 'Closed', format: 'dd/MM/yyyy HH:mm', timeZone: 'Europe/London' },
  channel: { column: 'Source', values: { Phone: 'phone-in', Web: 'web' } },
  requestType: {
    column: 'Type', values: {
      Bulky: { serviceId: '528', reason: 'request', title: 'Bulky items' }, Graffiti: { serviceId: '584', reason: 'report', title: 'Graffiti' },
    },
  },
  status: { column: 'Status', values: { Open: { status: 'open', outcome: 'logged' }, Done: { status: 'closed', outcome: 'logged' } } },
  address: {
    line: { template: '{Address}', dropEnding: ', {Postcode}', titleCase: true }, locality: { template: 'Harrowmere' },
    postcode: { template: '{Postcode}' }, ward: { template: 'Ward {Ward}' },
  },
  note: ['{Type}.', 'Remarks: {Remarks}'], mergeWithinDays: 14,
});

export const HEADING = 'Ref,Created,Closed,Source,Type,Status,Address,Postcode,Ward,Remarks';
export const sampleRow = (changes: Partial<Record<'ref' | 'created' | 'closed' | 'source' | 'type' | 'status' | 'address' | 'postcode' | 'remarks', string>> = {}): string => {
  const one = {
    ref: 'A1', created: '01/06/2026 10:00', closed: '', source: 'Phone', type: 'Bulky', status: 'Open', address: '12 MILL LANE', postcode: 'ZQ1 1AA',
    remarks: '', ...changes,
  };
  return [one.ref, one.created, one.closed, one.source, one.type, one.status, one.address, one.postcode, '3', one.remarks]
    .map((field) => /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field).join(',');
};
export const sampleFile = (...rows: string[]): string => `${[HEADING, ...rows].join('\n')}\n`;
