/** The decision record from two real desks through a real centre into an export, and everything that can be done to it. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { put } from '#domain/records.ts';
import { anchoredText, canonical, signedEnd, type ExportEntry, type RecordBody } from '#contract/decision-record.ts';
import { signInAnswerSchema } from '#contract/wire.ts';
import { records } from '../../src/central/admin/records.ts';
import { exportRecords } from '../../src/central/records/export.ts';
import { verifyExport } from '../../src/central/records/verify.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { PASSPHRASE, residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { decisionArgs, requestArgs, signIn } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { openTestDesk, removeFolder, temporaryFolder, type TestDesk } from '../fixtures/test-desk.ts';

let centre: TestCentre;
let whole: string[] = [];
const desks: TestDesk[] = [];
const folders: string[] = [];

async function open(name: PersonName): Promise<TestDesk> {
  const folder = temporaryFolder();
  folders.push(folder);
  const device = `device-of-${name}`;
  const opened = await openTestDesk({
    folder, deviceId: device, now: () => centre.clock.now, centralUrl: centre.base,
    signIn: signInAnswerSchema.parse(await (await signIn(centre.base, name, PASSPHRASE, device)).json()), fetch,
  });
  if (!opened.ok) throw new Error(opened.failure.sentence);
  desks.push(opened.value);
  await opened.value.saved();
  return opened.value;
}
const RESIDENT = 'resident-of-the-record';
async function give(desk: TestDesk, name: string, args: unknown): Promise<void> {
  const given = await desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(given.failure.sentence);
  await desk.saved();
}

beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed(RESIDENT))]));
  const [amina, leader] = [await open('amina'), await open('leader')];
  await give(amina, 'make-decision', decisionArgs(1000, { residentId: RESIDENT, reasons: '=SUM(A1) of missed bins, says Mrs Okafor', alternativesRejected: 'An apology alone.' }));
  const request = requestArgs(4000, { residentId: RESIDENT });
  await give(amina, 'request-approval', request);
  await leader.until(() => leader.status()?.phase === 'online', 'online');
  await vi.waitFor(async () => { await give(leader, 'answer-escalation', { escalationId: request.escalationId, answer: 'approve', amount: 3000, reasons: 'Fair.' }); }, { timeout: 60_000, interval: 200 });
  await give(amina, 'make-decision', decisionArgs(500, { residentId: RESIDENT }));
  whole = (await exportRecords(centre.store, centre.clock.now)).split('\n');
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  for (const folder of folders) removeFolder(folder);
  await centre.close();
});

const entryOf = (line: string | undefined): ExportEntry => JSON.parse(line ?? '') as ExportEntry;
const bodyOf = (line: string | undefined): RecordBody => JSON.parse(entryOf(line).body) as RecordBody;
const saysOf = (lines: string[]): string => {
  const verified = verifyExport(lines.join('\n'));
  return verified.ok ? 'whole' : verified.failure.sentence;
};
/** What somebody could do who has the file and no key: the centre’s hashes made anew over whatever stands there. */
function hashedAnew(lines: string[]): string[] {
  let hash = '0'.repeat(64);
  const entries = lines.slice(1, -1).map((line, n) => {
    const entry = { ...entryOf(line), anchor: n + 1 };
    hash = createHash('sha256').update(anchoredText(hash, entry)).digest('hex');
    return JSON.stringify({ ...entry, hash });
  });
  return [lines[0] ?? '', ...entries, JSON.stringify({ ...JSON.parse(lines.at(-1) ?? '') as object, entries: entries.length, hash })];
}

test('who, post, clause, facts with their versions, reasons and rejected alternatives are in it, in each desk’s own order', () => {
  expect(saysOf(whole)).toBe('whole');
  expect(whole).toHaveLength(6);
  const bodies = whole.slice(1, -1).map(bodyOf);
  expect(bodies.map(({ name, n, staffId, post }) => [name, n, staffId, post])).toEqual([
    ['make-decision', 1, 'amina', 'customer-service-operative'], ['request-approval', 2, 'amina', 'customer-service-operative'],
    ['answer-escalation', 1, 'leader', 'team-leader'], ['make-decision', 3, 'amina', 'customer-service-operative']]);
  expect(bodies[0]).toMatchObject({ clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 7, args: { alternativesRejected: 'An apology alone.' } });
  const resident = bodies[0]?.facts.find(({ table }) => table === 'resident');
  expect(resident).toMatchObject({ id: RESIDENT });
  expect(resident?.version).toBeGreaterThan(0);
  expect(bodies[2]).toMatchObject({ clauseId: 'goodwill', facts: expect.arrayContaining([expect.objectContaining({ table: 'escalation' })]) as unknown });
  // The last decision rested on what the others had used up.
  expect(bodies[3]?.facts.filter(({ table }) => table === 'authorityUse')).toHaveLength(2);
  expect(whole.slice(1, -1).map((line) => entryOf(line).status)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
});

describe('an export that was touched is found out, and the first broken link is named', () => {
  const changed = (value: unknown): unknown => {
    if (typeof value === 'string') return value === '' ? 'x' : `${value.startsWith('0') ? '1' : '0'}${value.slice(1)}`;
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return value === null ? 1 : [value];
  };

  test('every field of every line', () => {
    let fields = 0;
    for (const [at, line] of whole.entries()) {
      const read = JSON.parse(line) as Record<string, unknown>;
      for (const field of Object.keys(read).filter((name) => name !== 'exportedAt')) {
        fields += 1;
        const touched = whole.with(at, JSON.stringify({ ...read, [field]: changed(read[field]) }));
        const says = saysOf(touched);
        expect(says, `line ${String(at + 1)}, ${field}`).not.toBe('whole');
        if (read['kind'] === 'entry') expect(says).toMatch(new RegExp(`^Line ${String(at + 1)}: `));
      }
    }
    expect(fields).toBeGreaterThan(30);
  });

  test('every field of every entry’s own words, also where all hashes are made anew', () => {
    for (const [at, line] of whole.entries()) {
      if (at === 0 || at === whole.length - 1) continue;
      const entry = entryOf(line);
      const body = bodyOf(line) as unknown as Record<string, unknown>;
      for (const field of Object.keys(body)) {
        const touched = whole.with(at, JSON.stringify({ ...entry, body: canonical({ ...body, [field]: changed(body[field]) }) }));
        expect(saysOf(touched), field).toMatch(new RegExp(`^Line ${String(at + 1)}: entry ${String(entry.anchor)} is not what the centre took in`));
        expect(saysOf(hashedAnew(touched)), field).toMatch(new RegExp(`^Line ${String(at + 1)}: entry ${String(entry.anchor)} (does not bear the signature|is not in the form|names a desk)`));
      }
    }
  });

  test('one left out, one put in twice, two that changed places, the end cut off', () => {
    for (let at = 1; at < whole.length - 1; at += 1) {
      expect(saysOf(whole.toSpliced(at, 1))).toMatch(/^Line \d+: (entry \d+ should stand here|the export should hold)/);
      expect(saysOf(hashedAnew(whole.toSpliced(at, 1)))).toMatch(/^Line \d+: (this is number|the centre’s signature does not fit)/);
      expect(saysOf(whole.toSpliced(at, 0, whole[at] ?? ''))).toMatch(/^Line \d+: entry \d+ should stand here/);
      expect(saysOf(hashedAnew(whole.toSpliced(at, 0, whole[at] ?? '')))).toMatch(/^Line \d+: this is number \d+ of desk .*twice/);
    }
    const swapped = whole.with(1, whole[2] ?? '').with(2, whole[1] ?? '');
    expect(saysOf(swapped)).toMatch(/^Line 2: entry 1 should stand here, and entry 2 does/);
    expect(saysOf(hashedAnew(swapped))).toMatch(/^Line 6: the centre’s signature does not fit/);
    expect(saysOf(whole.slice(0, -1))).toMatch(/the end is missing: the export was cut off/);
    expect(saysOf([])).toContain('this is not the beginning of an export');
  });

  test('an entry put in by somebody with a key of their own', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'der' });
    const chain = createHash('sha256').update(key).digest('hex');
    const body = canonical({ ...bodyOf(whole[1]), chain, commandId: 'invented' });
    const entry = { ...entryOf(whole[1]), body, signature: sign(null, Buffer.from(body), privateKey).toString('base64') };
    const put = hashedAnew(whole.toSpliced(2, 0, JSON.stringify(entry)));
    expect(saysOf(put)).toMatch(/^Line 3: entry 2 names a desk that the export has no key of/);
    const header = JSON.parse(put[0] ?? '') as { desks: Record<string, unknown> };
    header.desks[chain] = { publicKey: key.toString('base64'), deviceId: 'invented', staffId: 'amina' };
    expect(saysOf(put.with(0, JSON.stringify(header)))).toMatch(/the centre’s signature does not fit/);
    // Signed again with a key of theirs it is whole in itself: whoever knows the centre’s key sees that it is another.
    const end = JSON.parse(put.at(-1) ?? '') as { entries: number; hash: string };
    const council = (JSON.parse(put[0] ?? '') as { council: string }).council;
    const forged = put.with(0, JSON.stringify({ ...header, centreKey: key.toString('base64') }))
      .with(-1, JSON.stringify({ ...end, signature: sign(null, Buffer.from(signedEnd(council, end.entries, end.hash)), privateKey).toString('base64') }));
    const known = (JSON.parse(whole[0] ?? '') as { centreKey: string }).centreKey;
    expect(verifyExport(forged.join('\n')).ok).toBe(true);
    expect(verifyExport(forged.join('\n'), known)).toMatchObject({ ok: false });
    expect(verifyExport(whole.join('\n'), known)).toMatchObject({ ok: true });
  });
});

test('the centre’s own tables take additions only', async () => {
  await expect(centre.store.query(`UPDATE decision_record SET body = '{}'`)).rejects.toThrow('only ever added to');
  await expect(centre.store.query('DELETE FROM decision_record')).rejects.toThrow('only ever added to');
});

test('the published list names the decisions, posts and powers, and no person and nothing that was typed', async () => {
  const asked = { words: ['publish'], flags: {}, by: 'test', now: centre.clock.now };
  const listed = await records.run(centre.store, { ...asked, texts: { from: '2026-11-01', until: '2027-01-01' } });
  if (!listed.ok) throw new Error(listed.failure.sentence);
  const lines = listed.value.split('\n');
  expect(lines[0]).toBe('Date,Decision,Amount,Decided by,Clause,Scheme version,Power,Reason,Alternatives considered,Interest declared,Status,Record');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^2026-11-23,Goodwill payment,£10,Customer service operative,7,7,Local Government Act 2000 s\.92,The council was at fault,Yes,No,Decided,/);
  expect(listed.value).not.toMatch(/Okafor|SUM|amina|Fair\./);
  expect(await records.run(centre.store, { ...asked, texts: { from: '2026-12-01', until: '2026-11-01' } })).toMatchObject({ ok: false });
  expect(await records.run(centre.store, { ...asked, texts: {} })).toMatchObject({ ok: false });
});
