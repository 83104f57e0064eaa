/** `npm run bench -- matching`: duplicates found in sets whose truth is known, and how the time grows. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { projectFolder } from '../../scripts/centre-process.ts';
import { candidatePairs } from '../../src/central/matching/blocking.ts';
import type { PersonRecord } from '#domain/matching/compare.ts';
import { findMatches, train } from '../../src/central/matching/model.ts';
import { createRandom } from '../../src/central/demo/random.ts';

interface Known { name: string; records: PersonRecord[]; truth: Set<string> }

const data = path.resolve(projectFolder, '../shared/data');
const read = (file: string): Record<string, string>[] => parse(readFileSync(path.join(data, file)), { columns: (names: string[]) => names.map((name) => name.trim()), trim: true });
const empty: Omit<PersonRecord, 'id'> = { source: '', given: '', family: '', born: '', address: '', locality: '', postcode: '', phone: '', email: '', reference: '' };
const pairOf = (one: string, other: string): string => one < other ? `${one} ${other}` : `${other} ${one}`;
const dateOf = (text: string): string => /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;

function febrl(): Known {
  const of = (file: string, source: string): PersonRecord[] => read(file).map((row) => ({
    ...empty, source, id: row['rec_id'] ?? '', given: row['given_name'] ?? '', family: row['surname'] ?? '', born: dateOf(row['date_of_birth'] ?? ''),
    address: [row['street_number'], row['address_1']].join(' ').trim(), locality: row['suburb'] ?? '', postcode: row['postcode'] ?? '', reference: row['soc_sec_id'] ?? '',
  }));
  const records = [...of('febrl4a.csv', 'a'), ...of('febrl4b.csv', 'b')];
  const ids = new Set(records.map(({ id }) => id));
  const truth = [...ids].filter((id) => id.endsWith('-org') && ids.has(id.replace('-org', '-dup-0'))).map((id) => pairOf(id, id.replace('-org', '-dup-0')));
  return { name: 'febrl4a/b, 10,000 records', records, truth: new Set(truth) };
}

function splinkFake(): Known {
  const rows = read('splink-fake-1000.csv');
  const records = rows.map((row) => ({
    ...empty, id: row['unique_id'] ?? '', given: (row['first_name'] ?? '').toLowerCase(), family: (row['surname'] ?? '').toLowerCase(), born: row['dob'] ?? '',
    locality: (row['city'] ?? '').toLowerCase(), email: (row['email'] ?? '').toLowerCase(),
  }));
  const truth = rows.flatMap((one, n) => rows.slice(n + 1).filter((other) => other['cluster'] === one['cluster']).map((other) => pairOf(one['unique_id'] ?? '', other['unique_id'] ?? '')));
  return { name: 'splink-fake-1000', records, truth: new Set(truth) };
}

function rowsOf({ name, records, truth }: Known): string[] {
  const began = performance.now();
  const model = train(records, createRandom(7).next);
  const trained = performance.now() - began;
  const from = performance.now();
  const found = findMatches(records, model, 0.01);
  const took = performance.now() - from;
  const pairs = candidatePairs(records);
  const reached = pairs.filter(([one, other]) => truth.has(pairOf(one.id, other.id))).length;
  const per = ((records.length * 1000) / took).toFixed(0);
  return [0.5, 0.9, 0.99, 0.999].map((least) => {
    const kept = found.filter(({ probability }) => probability >= least);
    const right = kept.filter(({ ids }) => truth.has(pairOf(...ids))).length;
    return `| ${name} | ${String(least)} | ${(right / kept.length).toFixed(4)} | ${(right / truth.size).toFixed(4)} | ${(reached / truth.size).toFixed(4)} | ${per} rows/s, learned in ${(trained / 1000).toFixed(1)} s |`;
  });
}

export function matchingBench(): string {
  const whole = febrl();
  const halves = [0.25, 0.5].map((part) => ({ ...whole, name: `febrl4a/b, ${String(part * 100)} % of it`, records: whole.records.filter(({ id }) => Number(/\d+/.exec(id)?.[0] ?? 0) < 5000 * part) }));
  const grown = halves.map((one) => { const ids = new Set(one.records.map(({ id }) => id)); return { ...one, truth: new Set([...one.truth].filter((pair) => pair.split(' ').every((id) => ids.has(id)))) }; });
  return ['| set | at least | precision | recall | reached by blocking | |', '|---|---|---|---|---|---|', ...[...grown, whole, splinkFake()].flatMap(rowsOf)].join('\n');
}
