/** Checks a whole export of the decision record: every link, every signature, every desk’s own order. It needs nothing but the file. */
import {
  anchoredText, canonical, exportEndSchema, exportEntrySchema, exportHeaderSchema, NO_ENTRY, recordBodySchema, signedEnd, type RecordBody,
} from '#contract/decision-record.ts';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import { chainOf, isSignedBy, sha256 } from './receive.ts';

export interface Verified { entries: number; desks: number; unsigned: number; centreKey: string }

const broken = (line: number, what: string): Outcome<never> => fail('bad-input', `Line ${String(line)}: ${what} The record is not whole from there on.`, { line });

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}

function bodyIn(text: string): RecordBody | null {
  const read = recordBodySchema.safeParse(jsonIn(text));
  return read.success && canonical(read.data) === text ? read.data : null;
}

/** The first broken link by its line, or what the export holds. `trusted`: the centre’s key as somebody knows it from elsewhere; without it the key in the file is taken. */
export function verifyExport(text: string, trusted: string | null = null): Outcome<Verified> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const header = exportHeaderSchema.safeParse(jsonIn(lines[0] ?? ''));
  if (!header.success) return broken(1, 'this is not the beginning of an export.');
  const { council, centreKey, desks } = header.data;
  if (trusted !== null && trusted !== centreKey) return broken(1, 'the export is signed with another key than the centre’s.');
  for (const [chain, { publicKey }] of Object.entries(desks)) if (chainOf(publicKey) !== chain) return broken(1, `the key of desk ${desks[chain]?.deviceId ?? ''} is not the one its entries name.`);

  const chains = new Map<string, Link[]>();
  let hash = NO_ENTRY;
  let unsigned = 0;
  for (const [n, line] of lines.slice(1, -1).entries()) {
    const at = n + 2;
    const read = exportEntrySchema.safeParse(jsonIn(line));
    if (!read.success) return broken(at, 'this entry can’t be read.');
    const entry = read.data;
    if (entry.anchor !== n + 1) return broken(at, `entry ${String(n + 1)} should stand here, and entry ${String(entry.anchor)} does: something was left out, put in or moved.`);
    if (sha256(anchoredText(hash, entry)) !== entry.hash) return broken(at, `entry ${String(entry.anchor)} is not what the centre took in: it or its place was changed.`);
    hash = entry.hash;
    if (entry.signature === null) {
      unsigned += 1;
      continue;
    }
    const fault = entryFault(entry.body, entry.signature, at, desks, chains);
    if (fault !== null) return broken(at, `entry ${String(entry.anchor)} ${fault}`);
  }
  const gap = [...chains].flatMap(([chain, links]) => chainFault(links, desks[chain]?.deviceId ?? '')).toSorted((one, other) => one.line - other.line)[0];
  if (gap !== undefined) return broken(gap.line, gap.what);
  const last = lines.length;
  const end = exportEndSchema.safeParse(jsonIn(lines[last - 1] ?? ''));
  if (!end.success || last < 2) return broken(last, 'the end is missing: the export was cut off.');
  const entries = last - 2;
  if (end.data.entries !== entries) return broken(last, `the export should hold ${String(end.data.entries)} entries and holds ${String(entries)}.`);
  if (end.data.hash !== hash) return broken(last, 'the last entry is not the one the centre signed.');
  if (!isSignedBy(centreKey, signedEnd(council, entries, hash), end.data.signature)) return broken(last, 'the centre’s signature does not fit.');
  return succeed({ entries, desks: Object.keys(desks).length, unsigned, centreKey });
}

interface Link { n: number; previous: string; hash: string; line: number }

/** What is wrong with an entry as its desk signed it; else it is noted in the desk’s chain. */
function entryFault(text: string, signature: string, line: number, desks: Record<string, { publicKey: string; deviceId: string; staffId: string }>, chains: Map<string, Link[]>): string | null {
  const body = bodyIn(text);
  if (body === null) return 'is not in the form that a desk writes.';
  const desk = desks[body.chain];
  if (desk === undefined) return 'names a desk that the export has no key of.';
  if (!isSignedBy(desk.publicKey, text, signature)) return `does not bear the signature of desk ${desk.deviceId}.`;
  if (body.staffId !== desk.staffId) return `is somebody else’s than desk ${desk.deviceId} belongs to.`;
  chains.set(body.chain, [...chains.get(body.chain) ?? [], { n: body.n, previous: body.previous, hash: sha256(text), line }]);
  return null;
}

/** A desk’s own order: work that waited for another desk’s may have come later, but none is missing and none is there twice. */
function chainFault(links: Link[], deviceId: string): { line: number; what: string }[] {
  let hash = NO_ENTRY;
  for (const [at, link] of links.toSorted((one, other) => one.n - other.n).entries()) {
    if (link.n !== at + 1) return [{ line: link.line, what: `this is number ${String(link.n)} of desk ${deviceId}, where number ${String(at + 1)} should come: one was left out or is there twice.` }];
    if (link.previous !== hash) return [{ line: link.line, what: `this does not follow on from number ${String(at)} of desk ${deviceId}: one of the two was changed.` }];
    hash = link.hash;
  }
  return [];
}
