import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { PullLine, SnapshotLine } from '#contract/wire.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { createFakeCentre, type FakeCentre } from '../../../tests/fixtures/fake-centre.ts';
import { NOW, elderSmith, people, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { createCentralClient } from './central-client.ts';
import { BadAnswer } from './ndjson.ts';
import { readPullPage, readSnapshotPage, type PullPage } from './pages.ts';

const header: PullLine = { kind: 'header', protocol: 1, schema: 1, epoch: 'epoch-1', scopes: ['council'] };
const change = (version: number, id: string, more: object = {}): object =>
  ({ kind: 'change', version, table: 'resident', id, op: 'put', row: resident(id, 'Ann Lee'), ...more });
const commit = (version: number): object => ({ kind: 'commit', version });

function bytesOf(lines: object[], end: object): Uint8Array {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const checksum = createHash('sha256').update(text).digest('hex');
  return Buffer.from(`${text}${JSON.stringify({ checksum, ...end })}\n`);
}
const page = (...lines: object[]): Uint8Array => bytesOf([header, ...lines], { kind: 'end', version: 9, more: false });
/** As a network delivers: in pieces that know nothing of lines. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a page of the feed', () => {
  test.each([1, 7, 64, 100_000])('is read whole, whatever the pieces it comes in (%i bytes)', async (size) => {
    const read = await readPullPage(inPieces(page(change(8, 'r-é'), commit(8), change(9, 'r-2', { op: 'leave', row: null }), commit(9)), size));
    expect(read).toMatchObject({ epoch: 'epoch-1', version: 9, more: false });
    expect(read.changes.map(({ id, version, row }) => [id, version, row === null])).toEqual([['r-é', 8, false], ['r-2', 9, true]]);
  });

  const cases: [string, Uint8Array][] = [
    ['no header', bytesOf([change(9, 'r-1'), commit(9)], { kind: 'end', version: 9, more: false })],
    ['a version without its commit', page(change(8, 'r-1'), commit(8), change(9, 'r-2'))],
    ['a commit of another version', page(change(8, 'r-1'), commit(9))],
    ['another checksum', bytesOf([header], { kind: 'end', version: 9, more: false, checksum: 'f'.repeat(64) })],
    ['a table nobody knows', page(change(9, 'r-1', { table: 'secrets' }), commit(9))],
    ['a row that is not its own', page(change(9, 'r-1', { id: 'r-2' }), commit(9))],
    ['a row without a column it must have', page(change(9, 'r-1', { row: { ...resident('r-1', 'Ann Lee'), language: undefined } }), commit(9))],
    ['a column of another kind', page(change(9, 'r-1', { row: { ...resident('r-1', 'Ann Lee'), lastContactAt: 'yesterday' } }), commit(9))],
    ['what is not JSON', Buffer.from('{"kind":\n')],
    ['a line of no known kind', page({ kind: 'surprise' })],
    ['nothing', Buffer.from('')],
  ];
  test.each(cases)('is not used with %s', async (_name, bytes) => {
    await expect(readPullPage(inPieces(bytes, 4096))).rejects.toBeInstanceOf(BadAnswer);
  });
});

test('a page of a first fetch says where it ends, and is not used where a row is out of place', async () => {
  const row: SnapshotLine = { kind: 'row', version: 3, row: { ...elderSmith } };
  const good = await readSnapshotPage('resident', inPieces(bytesOf([row], { kind: 'end', last: elderSmith.id, more: true, total: 5 }), 50));
  expect(good).toMatchObject({ rows: [{ version: 3 }], last: elderSmith.id, more: true, total: 5 });
  await expect(readSnapshotPage('property', inPieces(bytesOf([row], { kind: 'end', last: null, more: false, total: 1 }), 50))).rejects.toBeInstanceOf(BadAnswer);
});

describe('a page cut off at any byte', () => {
  let folder = '';
  let cache: CacheStore;
  let centre: FakeCentre;
  beforeEach(async () => {
    folder = temporaryFolder();
    cache = await filledCache(folder, sampleCouncil());
    centre = createFakeCentre(Object.values(people), () => NOW);
    centre.write(...sampleCouncil());
  });
  afterEach(() => {
    cache.close();
    removeFolder(folder);
  });

  const client = () => createCentralClient('http://centre.test', centre.fetch);
  const pullFrom = (cursor: number) => client().pull(centre.signIn(people.ann).token, { epoch: 'epoch-1', cursor }, new AbortController().signal);
  const bytesOfPull = async (cursor: number): Promise<Uint8Array> => {
    const { token } = centre.signIn(people.ann);
    const request = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ epoch: 'epoch-1', cursor }) };
    return new Uint8Array(await (await centre.fetch(new URL('http://centre.test/v1/pull'), request)).arrayBuffer());
  };
  const read = (bytes: Uint8Array): Promise<PullPage> => readPullPage(inPieces(bytes, 4096));
  /** What of these bytes is used, or null. */
  const used = (bytes: Uint8Array): Promise<PullPage | null> => read(bytes).catch((error: unknown) => {
    if (error instanceof BadAnswer) return null;
    throw error;
  });
  const writeVersions = (...names: string[]): void => {
    for (const name of names) {
      centre.write(put('resident', { ...elderSmith, preferredName: name }), put('resident', { ...elderSmith, id: asId<typeof elderSmith.id>(`after-${name}`), preferredName: name }));
    }
  };

  test('is used up to its last whole version, and the next pull goes on from there: everything once, and always forward', async () => {
    writeVersions('One', 'Two', 'Three', 'Four');
    const bytes = await bytesOfPull(1);
    const whole = await read(bytes);
    expect(whole.changes).toHaveLength(8);
    const rests = new Map<number, PullPage>();
    for (let cursor = 1; cursor <= 5; cursor += 1) rests.set(cursor, await read(await bytesOfPull(cursor)));
    const reached = new Set<number>();
    for (let at = 0; at < bytes.length; at += 1) {
      const part = await used(bytes.subarray(0, at));
      const cursor = part?.version ?? 1;
      if (part !== null) expect(part).toMatchObject({ more: true, cut: true });
      expect([...part?.changes ?? [], ...rests.get(cursor)?.changes ?? []], `cut after ${String(at)} of ${String(bytes.length)} bytes`).toEqual(whole.changes);
      reached.add(cursor);
    }
    // Every version was once the last that came whole.
    expect([...reached].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  test('says so, and says nothing else where not one version came whole', async () => {
    writeVersions('One', 'Two');
    const { length } = await bytesOfPull(1);
    centre.fault = () => 100;
    expect(await pullFrom(1)).toMatchObject({ ok: false, failure: { code: 'centre-unreachable', details: { cut: true } } });
    centre.fault = () => length - 1;
    expect(await pullFrom(1)).toMatchObject({ ok: true, value: { version: 3, more: true, cut: true } });
  });

  test('with one byte changed is used before that byte only', async () => {
    writeVersions('One', 'Two');
    const bytes = await bytesOfPull(1);
    const whole = await read(bytes);
    for (let at = 0; at < bytes.length - 1; at += 1) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const part = await used(damaged);
      if (part === null) continue;
      expect(part.cut, `byte ${String(at)}`).toBe(true);
      expect(part.changes).toEqual(whole.changes.filter((one) => one.version <= part.version));
    }
  });

  test('of a centre of protocol 1, which has one checksum at the end, is used whole or not at all', async () => {
    const bytes = page(change(8, 'r-1'), commit(8), change(9, 'r-2'), commit(9));
    await expect(readPullPage(inPieces(bytes.subarray(0, -20), 4096))).rejects.toBeInstanceOf(BadAnswer);
    expect(await readPullPage(inPieces(bytes, 4096))).toMatchObject({ version: 9, cut: false });
  });
});
