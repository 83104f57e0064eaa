import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

/** The address of the first row of an imported file that has one, as a person would type it. */
export async function importedAddress(csvPath: string): Promise<string> {
  const rows = createReadStream(csvPath).pipe(parse({ columns: true, to: 50, relax_column_count: true, bom: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const column = Object.keys(row).find((name) => name.toLowerCase() === 'address') ?? Object.keys(row).find((name) => /address/i.test(name));
    const address = column === undefined ? '' : (row[column] ?? '').split(',')[0] ?? '';
    if (/\d+ \S+/.test(address)) return address.trim();
  }
  throw new Error('The imported file has no column called Address with something in it.');
}
