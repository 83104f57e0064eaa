import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { Contact } from '#domain/records/contacts.ts';
import { tableNames } from '#contract/tables.ts';
import type { PullLine } from '#contract/wire.ts';
import { tableSql } from '../pg/ddl.ts';
import { caseOf, NOW, people, potholes, refuse, residentNamed } from './council.ts';
import { startTestCentre, type TestCentre } from './centre.ts';
import { deskOf, envelope, logArgs } from './desk.ts';
import type { OpenTestStore } from './stores.ts';

const said = (lines: PullLine[]) => lines.flatMap((line) => line.kind === 'change' ? [[line.table, line.id, line.op]] : []);

const contactOn = (id: string, changes: Partial<Contact> = {}): Contact => ({
  id: asId(id), residentId: asId('resident-1'), propertyId: null, caseId: null, serviceId: null, channel: 'phone-in', reason: 'report', outcome: 'logged',
  avoidable: null, furtherMatters: null, enquiry: null, note: 'Rang.', staffId: asId('amina'), siteId: asId('hub'), startedAt: NOW, endedAt: NOW, externalReference: null, ...changes,
});

/** Rows changed with SQL of an administrator's own, not through the centre. */
export function directChangesSuite(open: OpenTestStore): void {
  describe('rows changed by hand', () => {
    let centre: TestCentre;
    beforeAll(async () => { centre = await startTestCentre(open); }, 120_000);
    afterAll(() => centre.close());

    const head = async (): Promise<number> => (await centre.store.head()).version;
    const byHand = (...statements: string[]): Promise<void> => centre.store.transaction(async ({ query }) => {
      for (const statement of statements) await query(statement);
    });
    /** What a desk of this person hears of what these statements did. */
    async function heard(name: Parameters<typeof deskOf>[1], ...statements: string[]): Promise<PullLine[]> {
      const desk = await deskOf(centre.base, name);
      const before = await head();
      await byHand(...statements);
      return desk.pull(before);
    }

    it('reach a desk whole, under the next version, as the centre would have written them', async () => {
      const before = await head();
      const lines = await heard('amina', `UPDATE resident SET preferred_name = 'Ann', last_contact_at = 5 WHERE id = 'resident-2'`);
      const row = { ...residentNamed('resident-2'), preferredName: 'Ann', lastContactAt: 5 };
      expect(lines.filter((line) => line.kind === 'change')).toEqual([{ kind: 'change', version: before + 1, table: 'resident', id: 'resident-2', op: 'put', row }]);
      const snapshot = await (await deskOf(centre.base, 'amina')).snapshot('resident');
      expect(snapshot.find((line) => line.row['id'] === 'resident-2')).toEqual({ kind: 'row', version: before + 1, row });
    });

    it('of one transaction come under one version, each row once, with its last word', async () => {
      const before = await head();
      const lines = await heard('amina',
        `UPDATE resident SET preferred_name = 'First' WHERE id = 'resident-1'`, `UPDATE resident SET preferred_name = 'Last' WHERE id IN ('resident-1', 'resident-3')`,
        `INSERT INTO site (council, id, name, kind, row_version, row_scope) VALUES ('harrowmere', 'library', 'Library', 'library', 0, '')`,
        `INSERT INTO site (council, id, name, kind, row_version, row_scope) VALUES ('harrowmere', 'gone', 'Gone', 'hub', 0, '')`, `DELETE FROM site WHERE id = 'gone'`);
      expect(await head()).toBe(before + 1);
      expect(said(lines).toSorted()).toEqual([['resident', 'resident-1', 'put'], ['resident', 'resident-3', 'put'], ['site', 'gone', 'leave'], ['site', 'library', 'put']]);
      expect(lines.flatMap((line) => line.kind === 'change' && line.table === 'resident' ? [line.row?.['preferredName']] : [])).toEqual(['Last', 'Last']);
    });

    it('leave every desk when they are deleted, one by one or all at once', async () => {
      await byHand(`INSERT INTO need (council, id, resident_id, kind, action, bookings, row_version, row_scope) SELECT 'harrowmere', 'need-' || n, 'resident-1', 'language', 'Interpreter', '[]', 0, '' FROM generate_series(1, 3) n`);
      expect(said(await heard('amina', `DELETE FROM need WHERE id = 'need-2'`))).toEqual([['need', 'need-2', 'leave']]);
      expect(said(await heard('amina', 'TRUNCATE need')).toSorted()).toEqual([['need', 'need-1', 'leave'], ['need', 'need-3', 'leave']]);
    });

    it('under another id leave under the old one', async () => {
      await byHand(`INSERT INTO site (council, id, name, kind, row_version, row_scope) VALUES ('harrowmere', 'misspelt', 'Hall', 'hub', 0, '')`);
      expect(said(await heard('amina', `UPDATE site SET id = 'hall' WHERE id = 'misspelt'`))).toEqual([['site', 'misspelt', 'leave'], ['site', 'hall', 'put']]);
    });

    it('leave no trace where they are undone, also in part, and no version is skipped', async () => {
      const before = await head();
      await expect(byHand(`UPDATE resident SET preferred_name = 'Never'`, 'SELECT 1 / 0')).rejects.toThrow();
      expect(await head()).toBe(before);
      const lines = await heard('amina', 'SAVEPOINT part', `UPDATE resident SET preferred_name = 'Never'`, 'ROLLBACK TO SAVEPOINT part', `UPDATE site SET name = 'Mere Street' WHERE id = 'hub'`);
      expect(said(lines)).toEqual([['site', 'hub', 'put']]);
      expect(await head()).toBe(before + 1);
    });

    it('move from one scope to another: leave those who may no longer see them, and only change for the others', async () => {
      await centre.store.transaction((transaction) => transaction.write([put('caseFile', caseOf('case-by-hand', refuse.id))]));
      const partner = await deskOf(centre.base, 'waste');
      const before = await head();
      expect(said(await heard('amina', `UPDATE case_file SET service_id = '${potholes.id}' WHERE id = 'case-by-hand'`))).toEqual([['caseFile', 'case-by-hand', 'put']]);
      expect(said(await partner.pull(before))).toEqual([['caseFile', 'case-by-hand', 'leave']]);
      const back = await head();
      await byHand(`UPDATE case_file SET service_id = '${potholes.id}', title = 'Once' WHERE id = 'case-by-hand'`, `UPDATE case_file SET service_id = '${refuse.id}' WHERE id = 'case-by-hand'`);
      expect(said(await partner.pull(back))).toEqual([['caseFile', 'case-by-hand', 'put']]);
    });

    it('take what is about them along when they become restricted, and back', async () => {
      await centre.store.transaction((transaction) => transaction.write([
        put('service', { ...refuse, id: asId<typeof refuse.id>('301'), name: 'Family help', category: 'children' }), put('caseFile', caseOf('case-family', refuse.id)),
        put('contact', contactOn('contact-family', { caseId: asId('case-family') })),
      ]));
      const scopes = async () => (await centre.store.query<{ row_scope: string }>(
        `SELECT row_scope FROM contact WHERE id = 'contact-family' UNION ALL SELECT row_scope FROM case_file WHERE id = 'case-family'`)).rows.map((row) => row.row_scope);
      expect(said(await heard('amina', `UPDATE case_file SET service_id = '301' WHERE id = 'case-family'`)).toSorted()).toEqual([
        ['caseFile', 'case-family', 'leave'], ['contact', 'contact-family', 'leave']]);
      expect(await scopes()).toEqual(['restricted:301', 'restricted:301']);
      expect(said(await heard('amina', `UPDATE service SET category = 'housing' WHERE id = '301'`)).toSorted()).toEqual([
        ['caseFile', 'case-family', 'put'], ['contact', 'contact-family', 'put'], ['service', '301', 'put']]);
      expect(await scopes()).toEqual(['council', 'service:housing']);
      await byHand(`UPDATE service SET category = 'children' WHERE id = '301'`);
      expect(await scopes()).toEqual(['restricted:301', 'restricted:301']);
    });

    it('stand under the scope that the centre files them under, in every table', async () => {
      await centre.store.transaction((transaction) => transaction.write([
        put('contact', contactOn('contact-nobodys', { residentId: null })), put('contact', contactOn('contact-of-service', { serviceId: asId('301') })),
        put('contact', contactOn('contact-plain')), put('contact', contactOn('contact-of-partner', { caseId: asId('case-bin'), staffId: people.waste.id })), put('caseFile', caseOf('case-undescribed', asId('unheard-of'))),
      ]));
      const desk = await deskOf(centre.base, 'amina', 'desk-for-scopes');
      await desk.push(envelope(1, 'log-contact', logArgs()));
      for (const table of tableNames) {
        const standing = `SELECT id, row_scope FROM ${tableSql(table)} ORDER BY id`;
        const { rows: before } = await centre.store.query(standing);
        await byHand(`UPDATE ${tableSql(table)} SET id = id`);
        expect((await centre.store.query(standing)).rows, table).toEqual(before);
      }
    });

    it('are not said twice where the centre writes them', async () => {
      const before = await head();
      await centre.store.transaction((transaction) => transaction.write([put('resident', residentNamed('once')), put('resident', residentNamed('resident-1'))]));
      const { rows } = await centre.store.query('SELECT version, n, pk FROM change WHERE version > $1 ORDER BY n', [before]);
      expect(rows).toEqual([{ version: before + 1, n: 1, pk: 'once' }, { version: before + 1, n: 2, pk: 'resident-1' }]);
    });

    it('are refused for a council that has no feed', async () => {
      await expect(byHand(`INSERT INTO site (council, id, name, kind, row_version, row_scope) VALUES ('elsewhere', 's', 'S', 'hub', 0, '')`)).rejects.toThrow('no council');
    });

    it('wake a desk that waits', async () => {
      const desk = await deskOf(centre.base, 'amina');
      const before = await head();
      const woken = desk.get(`/v1/head?after=${String(before)}&wait=25`);
      const started = performance.now();
      await byHand(`UPDATE site SET name = 'Mere Street Hub' WHERE id = 'hub'`);
      expect(await (await woken).json()).toMatchObject({ version: before + 1 });
      expect(performance.now() - started).toBeLessThan(10_000);
    });
  });
}
