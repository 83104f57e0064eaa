import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId, type ContactId, type MarkerId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import { tableNames } from '#contract/tables.ts';
import { rowsLineSchema, totalsAnswerSchema, type PullLine, type RowsLine } from '#contract/wire.ts';
import { caseOf, people, potholes, refuse, residentNamed } from './council.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { deskOf, envelope, failureOf, logArgs, versions } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

type Change = Extract<PullLine, { kind: 'change' }>;
const changesIn = (lines: PullLine[]): Change[] => lines.filter((line) => line.kind === 'change');
const endOf = (lines: PullLine[]): Extract<PullLine, { kind: 'end' }> => {
  const end = lines.at(-1);
  if (end?.kind !== 'end') throw new Error('no end');
  return end;
};

const contactNamed = (id: string, startedAt: number) => ({
  id: asId<ContactId>(id), residentId: null, propertyId: null, caseId: null, serviceId: null, channel: 'web' as const, reason: 'report' as const,
  outcome: 'logged' as const, avoidable: null, furtherMatters: null, enquiry: null, note: '', staffId: null, siteId: null, startedAt, endedAt: null, externalReference: null,
});

export function feedSuite(open: OpenTestStore): void {
  describe('the change feed', () => {
    let centre: TestCentre;
    beforeAll(async () => { centre = await startTestCentre(open); }, 120_000);
    afterAll(() => centre.close());

    it('reads a row back as it was written, under the version it was written at', async () => {
      const row = { ...residentNamed('resident-9'), previousNames: ['O’Brien'], contactPoints: [{ kind: 'email' as const, value: 'a@example.org', verifiedAt: 5, safeToVoicemail: true, safeToText: false }] };
      const version = await centre.store.transaction((transaction) => transaction.write([put('resident', row)]));
      expect((await centre.store.head()).version).toBe(version);
      await centre.store.transaction(async (transaction) => {
        expect(await transaction.load({ kind: 'row', table: 'resident', id: 'resident-9' })).toEqual(row);
        expect(await transaction.load({ kind: 'rows', table: 'resident', where: { householdId: row.householdId, deceasedOn: null } })).toEqual([row]);
      });
      const desk = await deskOf(centre.base, 'amina');
      expect(changesIn(await desk.pull(version - 1))).toEqual([{ kind: 'change', version, table: 'resident', id: 'resident-9', op: 'put', row }]);
      expect((await desk.snapshot('resident')).find((line) => line.row['id'] === 'resident-9')).toEqual({ kind: 'row', version, row });
    });

    it('gives the rows of a first fetch as arrays: the same rows, page after page, and of contacts only the recent', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const kept = await centre.store.transaction((transaction) => transaction.write([
        put('contact', contactNamed('contact-old', 1000)), put('contact', contactNamed('contact-new', 2000)),
      ]));
      const rowsOf = async (table: string, limit: number, since?: number): Promise<Record<string, unknown>[]> => {
        const rows: Record<string, unknown>[] = [];
        for (let after: string | null = ''; after !== null;) {
          const asked: Record<string, unknown> = { ...versions, table, after, limit, ...(since === undefined ? {} : { since }) };
          const lines: RowsLine[] = (await (await desk.post('/v1/rows', asked)).text()).split('\n').slice(0, -1).map((line) => rowsLineSchema.parse(JSON.parse(line)));
          const [header] = lines;
          if (header?.kind !== 'columns') throw new Error('no names');
          for (const line of lines) {
            if (line.kind !== 'rows') continue;
            for (const row of line.rows as unknown[][]) rows.push(Object.fromEntries(header.names.map((name, place) => [name, row[place]])));
          }
          const end = lines.at(-1);
          after = end?.kind === 'end' && end.more ? end.last : null;
        }
        return rows;
      };
      for (const table of ['staff', 'resident', 'contact', 'caseFile']) {
        const snapshot = await desk.snapshot(table);
        expect(await rowsOf(table, 2)).toEqual(snapshot.map(({ version, row, scope }) => ({ ...row, rowVersion: version, rowScope: scope ?? null })));
      }
      const recent = await rowsOf('contact', 1, 2000);
      expect(recent.find(({ id }) => id === 'contact-new')).toMatchObject({ rowVersion: kept });
      expect(recent.some(({ id }) => id === 'contact-old')).toBe(false);
      const totals = totalsAnswerSchema.parse(await (await desk.post('/v1/rows/totals', { ...versions, since: 2000 })).json());
      expect(totals.recentContacts).toBe(recent.length);
      expect(totals.rows['resident']).toBe((await desk.snapshot('resident')).length);
      expect(Object.keys(totals.rows).sort()).toEqual([...tableNames].sort());
    });

    it('leaves nothing of a transaction that fails, and the head where it was', async () => {
      const before = await centre.store.head();
      const failing = centre.store.transaction(async (transaction) => {
        await transaction.write([put('resident', residentNamed('never'))]);
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      expect(await centre.store.head()).toEqual(before);
      expect(await centre.store.transaction((transaction) => transaction.load({ kind: 'row', table: 'resident', id: 'never' }))).toBeNull();
    });

    it('gives a writer that changes nothing no version', async () => {
      const before = await centre.store.head();
      expect(await centre.store.transaction((transaction) => transaction.write([]))).toBe(before.version);
      expect(await centre.store.head()).toEqual(before);
    });

    it('never splits a version, and page after page gives what one page gives', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const start = (await centre.store.head()).version;
      for (const size of [3, 1, 4, 2]) {
        await centre.store.transaction((transaction) => transaction.write(
          Array.from({ length: size }, (_, index) => put('resident', residentNamed(`page-${String(size)}-${String(index)}`)))));
      }
      const whole = changesIn(await desk.pull(start));
      expect(whole).toHaveLength(10);
      for (const limit of [1, 2, 3, 5]) {
        const paged: Change[] = [];
        let cursor = start;
        for (;;) {
          const lines = await desk.pull(cursor, limit);
          const versionsIn = new Set(changesIn(lines).map((change) => change.version));
          for (const version of versionsIn) {
            expect(changesIn(lines).filter((change) => change.version === version)).toEqual(whole.filter((change) => change.version === version));
          }
          expect(lines.filter((line) => line.kind === 'commit').map((line) => line.version)).toEqual([...versionsIn]);
          paged.push(...changesIn(lines));
          cursor = endOf(lines).version;
          if (!endOf(lines).more) break;
        }
        expect(paged).toEqual(whole);
        expect(cursor).toBe((await centre.store.head()).version);
      }
    });

    it('sends the narrative of a marker to leaders and to nobody else', async () => {
      const version = await centre.store.transaction((transaction) => transaction.write([put('markerNarrative', { id: asId<MarkerId>('marker-1'), narrative: 'Told again.', reviews: [] })]));
      for (const [name, receives] of [['amina', false], ['waste', false], ['leader', true], ['governance', true]] as const) {
        const desk = await deskOf(centre.base, name);
        expect(await desk.snapshot('markerNarrative')).toHaveLength(receives ? 1 : 0);
        const lines = await desk.pull(version - 1);
        expect(changesIn(lines)).toHaveLength(receives ? 1 : 0);
        // What a desk may not see moves its cursor all the same.
        expect(endOf(lines)).toMatchObject({ version, more: false });
      }
    });

    it('sends a partner only the cases of its own services', async () => {
      const partner = await deskOf(centre.base, 'waste');
      expect((await partner.snapshot('caseFile')).map((line) => line.row['id'])).toEqual(['case-bin']);
      expect(await partner.snapshot('resident')).toEqual([]);
      expect(await partner.snapshot('contact')).toEqual([]);
      expect(await partner.snapshot('service')).toHaveLength(2);
      expect(partner.signedIn.scopes).toEqual(['reference', 'service:waste', 'site:hub']);
    });

    it('sends a partner what they log on a case of theirs, and council staff too, on the record of whoever it is about', async () => {
      const [partner, amina] = [await deskOf(centre.base, 'waste'), await deskOf(centre.base, 'amina')];
      const logged = { caseId: 'case-bin', residentId: null, anonymous: true };
      const before = endOf(await amina.pull(0)).version;
      await partner.push(envelope(1, 'log-contact', logArgs({ ...logged, contactId: 'contact-of-partner' })));
      await amina.push(envelope(1, 'log-contact', logArgs({ ...logged, contactId: 'contact-of-council' })));
      const contacts = (lines: PullLine[]) => changesIn(lines).filter(({ table }) => table === 'contact').map(({ id, row }) => [id, row?.['residentId']]);
      expect(contacts(await partner.pull(before))).toEqual([['contact-of-partner', 'resident-1']]);
      expect(contacts(await amina.pull(before))).toEqual([['contact-of-partner', 'resident-1'], ['contact-of-council', null]]);
    });

    it('tells a partner that a row has left, and council staff only that it changed', async () => {
      const [partner, amina] = [await deskOf(centre.base, 'waste'), await deskOf(centre.base, 'amina')];
      await centre.store.transaction((transaction) => transaction.write([put('caseFile', caseOf('case-moving', refuse.id))]));
      const version = await centre.store.transaction((transaction) => transaction.write([put('caseFile', caseOf('case-moving', potholes.id))]));
      expect(changesIn(await partner.pull(version - 1))).toEqual([{ kind: 'change', version, table: 'caseFile', id: 'case-moving', op: 'leave', row: null }]);
      expect(changesIn(await amina.pull(version - 1)).map((change) => change.op)).toEqual(['put']);
    });

    it('refiles the cases of a service that moves to another category', async () => {
      const partner = await deskOf(centre.base, 'waste');
      const moved = { ...refuse, id: asId<typeof refuse.id>('528') };
      await centre.store.transaction((transaction) => transaction.write([put('service', moved), put('caseFile', caseOf('case-refiled', moved.id))]));
      const version = await centre.store.transaction((transaction) => transaction.write([put('service', { ...moved, category: 'streets' })]));
      expect(changesIn(await partner.pull(version - 1)).map(({ id, op }) => [id, op])).toEqual([['528', 'put'], ['case-refiled', 'leave']]);
    });

    it('follows the person, not the token: a new role counts from the next request', async () => {
      const desk = await deskOf(centre.base, 'tom');
      expect(await desk.snapshot('markerNarrative')).toEqual([]);
      await centre.store.transaction((transaction) => transaction.write([put('staff', { ...people.tom, role: 'approver' })]));
      expect(await desk.snapshot('markerNarrative')).toHaveLength(1);
      await centre.store.transaction((transaction) => transaction.write([put('staff', people.tom)]));
    });

    it('pages a snapshot in the order of ids and counts what there is', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const ids = (await desk.snapshot('resident', 3)).map((line) => String(line.row['id']));
      expect(ids).toEqual([...ids].sort());
      expect(ids).toEqual((await desk.snapshot('resident')).map((line) => String(line.row['id'])));
      const page = await desk.post('/v1/snapshot', { ...versions, table: 'resident', after: '', limit: 2 });
      expect(page.headers.get('content-encoding')).toBe('gzip');
      const end: unknown = JSON.parse((await page.text()).trimEnd().split('\n').at(-1) ?? '');
      expect(end).toMatchObject({ kind: 'end', last: ids[1], more: true, total: ids.length });
    });

    it('refuses a cursor of another store', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const pull = (changes: object) => desk.post('/v1/pull', { ...versions, epoch: desk.signedIn.epoch, cursor: 0, ...changes });
      expect(await failureOf(await pull({ epoch: 'another' }))).toMatchObject({ status: 409, code: 'wrong-epoch' });
      expect(await failureOf(await pull({ cursor: 1_000_000 }))).toMatchObject({ status: 409, code: 'wrong-epoch' });
    });

    it('wakes a desk that waits as soon as something is written', async () => {
      const [waiting, writing] = [await deskOf(centre.base, 'amina', 'desk-waiting'), await deskOf(centre.base, 'tom', 'desk-writing')];
      const { version } = await centre.store.head();
      const started = performance.now();
      const woken = waiting.get(`/v1/head?after=${String(version)}&wait=25`);
      const answer = await writing.push(envelope(1, 'log-contact', logArgs()));
      expect(answer.results[0]).toMatchObject({ status: 'accepted', version: version + 1 });
      expect(await (await woken).json()).toMatchObject({ version: version + 1 });
      expect(performance.now() - started).toBeLessThan(10_000);
    });

    it('answers a wait that is over with the head as it stands, and one that is behind at once', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const head = await centre.store.head();
      const answer = { epoch: head.epoch, version: head.version, scopes: desk.signedIn.scopes };
      expect(await (await desk.get(`/v1/head?after=${String(head.version)}&wait=0`)).json()).toEqual(answer);
      expect(await (await desk.get(`/v1/head?after=0&wait=25`)).json()).toEqual(answer);
    });

    it('forgets a desk that hung up', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const { version } = await centre.store.head();
      const waiting = async (): Promise<number> =>
        Number(/casefront_desks_waiting (\d+)/.exec(await (await fetch(`${centre.base}/metrics`)).text())?.[1]);
      const gone = new AbortController();
      const hung = desk.get(`/v1/head?after=${String(version)}&wait=25`, gone.signal);
      const stopped = expect(hung).rejects.toThrow();
      await expect.poll(waiting).toBe(1);
      gone.abort();
      await stopped;
      await expect.poll(waiting).toBe(0);
    });
  });
}
