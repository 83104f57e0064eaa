import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { put } from '#domain/records.ts';
import type { PullLine, SnapshotLine } from '#contract/wire.ts';
import { filledCache } from '../../../tests/fixtures/filled-cache.ts';
import { createFakeCentre, type FakeCentre } from '../../../tests/fixtures/fake-centre.ts';
import { NOW, elderSmith, people, resident, sampleCouncil } from '../../../tests/fixtures/sample-council.ts';
import { removeFolder, temporaryFolder } from '../../../tests/fixtures/test-desk.ts';
import type { CacheStore } from '../store/cache-store.ts';
import { createCentralClient } from './central-client.ts';
import { BadAnswer } from './ndjson.ts';
import { readPullPage, readSnapshotPage } from './pages.ts';

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

  test('is never used: not one of its rows is there to apply', async () => {
    centre.write(put('resident', { ...elderSmith, preferredName: 'Cut' }));
    const token = centre.signIn(people.ann).token;
    const client = createCentralClient('http://centre.test', centre.fetch);
    const pull = () => client.pull(token, { epoch: 'epoch-1', cursor: 1 }, new AbortController().signal);
    const whole = await pull();
    expect(whole).toMatchObject({ ok: true, value: { version: 2, changes: [{ id: elderSmith.id }] } });
    const length = (await (await centre.fetch(new URL('http://centre.test/v1/pull'), {
      method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify({ epoch: 'epoch-1', cursor: 1 }),
    })).arrayBuffer()).byteLength;
    // The newline after the last line may be missing: the line is not whole without it.
    for (let at = 0; at < length; at += 1) {
      centre.fault = () => at;
      expect(await pull(), `cut after ${String(at)} of ${String(length)} bytes`).toMatchObject({ ok: false, failure: { code: 'centre-unreachable', details: { cut: true } } });
    }
  });
});
