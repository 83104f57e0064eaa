/** Scopes granted and revoked while a real desk follows a real centre. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { asId, type MessageId, type SiteId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import type { RowChange } from '#domain/records.ts';
import type { CaseFile, Contact } from '#domain/records/contacts.ts';
import type { Service } from '#domain/records/council.ts';
import type { Decision } from '#domain/records/decisions.ts';
import { tableNames } from '#contract/tables.ts';
import { changeScope } from '../../src/central/identity/granted-scopes.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { caseOf, NOW, people, potholes, refuse, type PersonName } from '../../src/central/testing/council.ts';
import { deskOf as deskOfWire, envelope, logArgs, requestArgs } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { removeFolder } from '../fixtures/test-desk.ts';
import { ScopedDesk } from './harness/scoped-desk.ts';

vi.setConfig({ testTimeout: Math.max(240_000, Number(process.env['CASEFRONT_SCOPE_RUNS'] ?? 4) * 10_000) });

const children = (id: string): Service => ({ ...refuse, id: asId(id), name: `Children’s service ${id}`, category: 'children' });
const adoption = children('160');
const fostering = children('159');

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre(openPGliteForTest);
  await write(put('service', adoption), put('service', fostering), put('site', { id: asId<SiteId>('library'), name: 'Library', kind: 'library' }));
});
afterAll(() => centre.close());

const desks: ScopedDesk[] = [];
let drawn = 0;
const draw = (): string => { drawn += 1; return String(drawn); };
async function deskOf(person: PersonName): Promise<ScopedDesk> {
  const desk = new ScopedDesk(centre, person, `device-${draw()}`);
  desks.push(desk);
  return desk.open(true);
}
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    removeFolder(desk.folder);
    expect(desk.desk.bugs).toEqual([]);
  }
});

const write = (...changes: RowChange[]): Promise<number> => centre.store.transaction((transaction) => transaction.write(changes));
async function change(way: 'grant' | 'revoke', username: PersonName, scope: string): Promise<void> {
  const changed = await changeScope(centre.store, { way, username, scope, by: 'test', now: centre.clock.now });
  if (!changed.ok) throw new Error(changed.failure.sentence);
}
const contactOf = (id: string, changes: Partial<Contact> = {}): Contact => ({
  id: asId(id), residentId: asId('resident-1'), propertyId: null, caseId: null, serviceId: null, channel: 'phone-in', reason: 'report',
  outcome: 'logged', avoidable: null, furtherMatters: null, enquiry: null, note: `Note of ${id}`, staffId: null, siteId: asId('hub'), startedAt: NOW - 1000, endedAt: NOW,
  externalReference: null, ...changes,
});
const decisionOf = (id: string, contactId: string): Decision => ({
  id: asId(id), reference: `HM-${id}`, clauseId: 'goodwill', clauseNumber: '7', schemeVersion: 7, residentId: asId('resident-1'),
  propertyId: null, contactId: asId(contactId), escalationId: null, amount: 500, requestedAmount: 500, item: null, status: 'made',
  reasonCode: 'council-fault', reasons: `Reasons of ${id}`, evidence: [], details: {}, verifiedLevel: null, interest: '', alternativesRejected: '', noticed: [], requestedBy: asId('leader'),
  decidedBy: asId('leader'), decidedByPost: 'team-leader', decidedAt: NOW, receivedAt: NOW, madeOffline: false, residentWording: '',
});
const receipts = async (desk: ScopedDesk) => (await centre.store.query<{ receipt: { lost: string[]; purged: { rows: number }; drafts: number; documents: number; remains: unknown }; matches: boolean }>(
  'SELECT receipt, matches FROM purge_receipt WHERE device_id = $1 ORDER BY received_at', [desk.deviceId])).rows;
const standsAlike = async (desk: ScopedDesk): Promise<void> => {
  await desk.caughtUp();
  expect(desk.held()).toEqual(await desk.due());
};

describe('a restricted service', () => {
  test('its case, the contacts about it and what was decided in them are nobody else’s, and follow the case', async () => {
    const desk = await deskOf('amina');
    await write(put('caseFile', caseOf('case-secret', adoption.id)), put('decision', decisionOf('decision-early', 'contact-late')));
    await standsAlike(desk);
    expect(desk.held().filter(({ id }) => id.startsWith('decision-early'))).toHaveLength(1);
    // The decision was there before the contact that it belongs to: it leaves when that one is put on the record.
    await write(put('contact', contactOf('contact-late', { caseId: asId('case-secret') })), put('message', {
      id: asId<MessageId>('message-late'), residentId: asId('resident-1'), decisionId: asId('decision-early'), escalationId: null, body: 'We decided.', language: 'en', formats: [], status: 'queued', createdAt: NOW,
    }));
    await standsAlike(desk);
    const ids = (): string[] => desk.held().map(({ id }) => id);
    for (const id of ['case-secret', 'contact-late', 'decision-early', 'message-late']) expect(ids()).not.toContain(id);
    await change('grant', 'amina', 'restricted:160');
    await standsAlike(desk);
    for (const id of ['case-secret', 'contact-late', 'decision-early', 'message-late']) expect(ids()).toContain(id);
    // A case that turns out to be about potholes takes all of it back into the open.
    await change('revoke', 'amina', 'restricted:160');
    await write(put('caseFile', caseOf('case-secret', potholes.id)));
    await standsAlike(desk);
    for (const id of ['case-secret', 'contact-late', 'decision-early', 'message-late']) expect(ids()).toContain(id);
  });

  test('revoked, nothing of it is found by search, by a live view or in the file, and the centre has the receipt', async () => {
    await change('grant', 'amina', 'restricted:160');
    const secret = { ...caseOf('case-canary', adoption.id), reference: 'HM-7788991', title: 'Canary title' };
    await write(put('caseFile', secret), put('contact', contactOf('contact-canary', { caseId: secret.id, note: 'Canarynote about a child' })));
    const desk = await deskOf('amina');
    await standsAlike(desk);
    const view = await desk.desk.watch('subject', { kind: 'resident', id: 'resident-1' });
    await desk.desk.until(() => view.now().cases.some(({ key }) => key === secret.id), 'the case in view');
    await desk.desk.screen('draft.save', { key: 'contact:resident:resident-1', value: JSON.stringify({ note: 'Half typed', caseId: secret.id }) });
    await desk.desk.screen('draft.save', { key: 'contact:resident:resident-2', value: JSON.stringify({ note: 'Of something else', caseId: null }) });
    expect(await desk.desk.screen('search.find', { text: '7788991', limit: 5 })).toMatchObject({ ok: true, value: { hits: [{ kind: 'case' }] } });
    // Unsent work about it is laid over the rows; the line is down, so it stays unsent.
    desk.line = () => false;
    await desk.desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId: 'contact-unsent', caseId: secret.id, serviceId: null, note: 'Canaryunsent words' }) });
    await desk.desk.until(() => view.now().timeline.some(({ key }) => key === 'contact:contact-unsent'), 'the unsent contact in view');

    await change('revoke', 'amina', 'restricted:160');
    desk.line = (path) => path !== '/v1/push';
    await desk.desk.screen('sync.now');
    await desk.desk.until(() => desk.held().every(({ id }) => id !== 'case-canary'), 'purged');
    desk.line = () => true;
    await standsAlike(desk);
    expect(view.now().cases.map(({ key }) => key)).not.toContain(secret.id);
    expect(JSON.stringify(view.now())).not.toMatch(/canary/i);
    expect(await desk.desk.screen('search.find', { text: '7788991', limit: 5 })).toMatchObject({ ok: true, value: { hits: [] } });
    expect(await desk.desk.screen('case.view', { caseId: secret.id })).toMatchObject({ ok: false });
    for (const text of ['canary', '7788991']) expect(desk.holds(text)).toEqual([]);
    expect(desk.index().words.filter((word) => word.includes('7788991'))).toEqual([]);
    expect(await desk.desk.screen('draft.list', { prefix: 'contact:' })).toMatchObject({ ok: true, value: { drafts: [{ key: 'contact:resident:resident-2' }] } });
    const [receipt] = await receipts(desk);
    expect(receipt).toMatchObject({ matches: true, receipt: { lost: ['restricted:160'], drafts: 1, remains: { rows: desk.held().length } } });
    expect(receipt?.receipt.purged.rows).toBeGreaterThanOrEqual(2);
  });

  test('nobody answers a request about it who may not see it when the answer arrives', async () => {
    await write(put('caseFile', caseOf('case-asked', adoption.id)), put('contact', contactOf('contact-asked', { caseId: asId('case-asked') })));
    const amina = await deskOfWire(centre.base, 'amina', 'wire-of-amina');
    const leader = await deskOfWire(centre.base, 'leader', 'wire-of-leader');
    const request = requestArgs(2800, { contactId: 'contact-asked' });
    expect((await amina.push(envelope(1, 'request-approval', request))).results).toMatchObject([{ status: 'accepted' }]);
    const answer = { escalationId: request.escalationId, answer: 'approve', amount: null, reasons: 'Fair.' };
    expect((await leader.push(envelope(1, 'answer-escalation', answer))).results).toMatchObject([{ status: 'refused', code: 'command.escalation-unknown' }]);
    await change('grant', 'leader', 'restricted:160');
    expect((await leader.push(envelope(2, 'answer-escalation', answer))).results).toMatchObject([{ status: 'accepted' }]);
    // What came of it is restricted alike: the payment, the message and the decision.
    const { rows } = await centre.store.query<{ scope: string }>(
      `SELECT row_scope AS scope FROM decision WHERE escalation_id = $1 UNION ALL SELECT row_scope FROM message WHERE escalation_id = $1`, [request.escalationId]);
    expect(rows).toEqual([{ scope: 'restricted:160' }, { scope: 'restricted:160' }]);
    await change('revoke', 'leader', 'restricted:160');
  });

  test('a desk that was away purges first thing, before it fetches anything', async () => {
    await change('grant', 'amina', 'restricted:160');
    await write(put('caseFile', caseOf('case-away', adoption.id)));
    const desk = await deskOf('amina');
    await standsAlike(desk);
    await desk.close();
    await change('revoke', 'amina', 'restricted:160');
    desk.line = () => false;
    await desk.open(true);
    expect(desk.held().filter(({ scope }) => scope.startsWith('restricted:'))).toEqual([]);
    expect((desk.meta('outbox.db', 'person') as { scopes: string[] }).scopes).not.toContain('restricted:160');
    desk.line = () => true;
    await standsAlike(desk);
    expect((await receipts(desk)).map(({ matches }) => matches)).toEqual([true]);
  });

  test('a desk that opened with no centre purges before it sends its work, once there is one', async () => {
    await change('grant', 'amina', 'restricted:160');
    await write(put('caseFile', caseOf('case-offline', adoption.id)));
    const desk = await deskOf('amina');
    await standsAlike(desk);
    await desk.close();
    await change('revoke', 'amina', 'restricted:160');
    desk.line = () => false;
    await desk.open(false);
    await desk.desk.screen('command.give', { name: 'log-contact', args: logArgs({ contactId: 'contact-made-offline' }) });
    expect(desk.held().map(({ id }) => id)).toContain('case-offline');
    desk.line = (path) => path !== '/v1/push';
    await desk.desk.screen('sync.now');
    await desk.desk.until(() => desk.held().every(({ id }) => id !== 'case-offline'), 'purged');
    expect(desk.desk.status()).toMatchObject({ waiting: 1 });
    desk.line = () => true;
    await standsAlike(desk);
    expect((await receipts(desk)).map(({ matches }) => matches)).toEqual([true]);
  });
});

describe('a granted scope', () => {
  test('comes on its own while the rest stays live, goes on after a kill, and loses to nothing newer', async () => {
    await write(...Array.from({ length: 700 }, (_, n) => put('contact', contactOf(`contact-many-${String(n).padStart(4, '0')}`, { serviceId: fostering.id, note: 'First' }))));
    const desk = await deskOf('tom');
    await desk.caughtUp();
    // A page of each table before the contacts, and the first of theirs.
    const until = tableNames.indexOf('contact') + 1;
    let pages = 0;
    desk.line = (path) => path !== '/v1/snapshot' || (pages += 1) <= until;
    await change('grant', 'tom', 'restricted:159');
    await desk.desk.screen('sync.now');
    await desk.desk.until(() => pages > until, 'the line cut in the middle of it');
    const [arriving] = desk.meta('cache.db', 'arriving') as { scope: string; table: string; after: string }[];
    expect(arriving).toMatchObject({ scope: 'restricted:159', table: 'contact' });
    const half = desk.held().filter(({ id }) => id.startsWith('contact-many')).length;
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(700);
    // As after a kill: opened again on the files as they stand, with no sign-in. Meanwhile rows on both sides of the key change.
    await desk.close();
    await write(put('contact', contactOf('contact-many-0000', { serviceId: fostering.id, note: 'Newer' })), put('contact', contactOf('contact-many-0699', { serviceId: fostering.id, note: 'Newer' })),
      put('contact', contactOf('contact-many-0001', { note: 'Open to all' })), put('contact', contactOf('contact-many-0698', { serviceId: adoption.id, note: 'Gone' })));
    await desk.open(false);
    await desk.desk.until(() => desk.desk.status()?.phase === 'offline', 'the feed is read, the page is not');
    desk.line = () => true;
    await standsAlike(desk);
    expect(desk.held().filter(({ id }) => id.startsWith('contact-many'))).toHaveLength(699);
    const note = (id: string): string | undefined => desk.read('cache.db', (database) => database.prepare<[string], string>('SELECT note FROM server_contact WHERE id = ?').pluck().get(id));
    expect([note('contact-many-0000'), note('contact-many-0699'), note('contact-many-0001')]).toEqual(['Newer', 'Newer', 'Open to all']);
    await change('revoke', 'tom', 'restricted:159');
    await standsAlike(desk);
    expect(await receipts(desk)).toMatchObject([{ matches: true, receipt: { purged: { rows: 698 } } }]);
  });

  test('held for a moment while a copy was fetched, leaves nothing behind in it', async () => {
    const desk = new ScopedDesk(centre, 'tom', `device-${draw()}`);
    desks.push(desk);
    desk.line = (path) => !path.startsWith('/v1/rows');
    await desk.open(true);
    await write(put('staff', { ...people.tom, role: 'approver' }));
    // The head is read before the rows: let it through once.
    let heads = 0;
    desk.line = (path) => path === '/v1/head' ? (heads += 1) === 1 : path !== '/v1/pull';
    await desk.desk.screen('sync.now');
    await desk.desk.until(() => desk.meta('cache.db', 'epoch') !== null, 'a copy');
    await write(put('staff', people.tom));
    desk.line = () => true;
    await standsAlike(desk);
    expect(desk.held().map(({ table }) => table)).not.toContain('markerNarrative');
  });

  test('a site’s own contacts are seen at the site, by whoever was granted it, and by team leaders', async () => {
    await write(put('contact', contactOf('walk-in-hub', { residentId: null })), put('contact', contactOf('walk-in-library', { residentId: null, siteId: asId('library') })));
    const [amina, leader] = [await deskOf('amina'), await deskOf('leader')];
    await Promise.all([standsAlike(amina), standsAlike(leader)]);
    const walkIns = (desk: ScopedDesk): string[] => desk.held().map(({ id }) => id).filter((id) => id.startsWith('walk-in'));
    expect([walkIns(amina), walkIns(leader)]).toEqual([['walk-in-hub'], ['walk-in-hub', 'walk-in-library']]);
    await change('grant', 'amina', 'site:library');
    await standsAlike(amina);
    expect(walkIns(amina)).toEqual(['walk-in-hub', 'walk-in-library']);
    // Moved to the library for good: the hub's go, the library's stay.
    await change('revoke', 'amina', 'site:library');
    await write(put('staff', { ...people.amina, siteId: asId('library') }));
    await standsAlike(amina);
    expect(walkIns(amina)).toEqual(['walk-in-library']);
    await write(put('staff', people.amina));
  });

  test('somebody who becomes a partner’s officer keeps nothing of the council’s', async () => {
    const desk = await deskOf('tom');
    await standsAlike(desk);
    await write(put('staff', { ...people.tom, role: 'partner', post: 'partner-officer', partnerCategory: 'waste' }));
    await standsAlike(desk);
    expect(desk.held().map(({ table }) => table)).not.toContain('resident');
    expect((await receipts(desk)).every(({ matches }) => matches)).toBe(true);
    await write(put('staff', people.tom));
    await standsAlike(desk);
  });
});

type Step =
  | { kind: 'grant' | 'revoke'; scope: string }
  | { kind: 'case'; n: number; service: number }
  | { kind: 'contact'; n: number; caseN: number | null; site: boolean }
  | { kind: 'decision'; n: number; contactN: number }
  | { kind: 'role'; leads: boolean }
  | { kind: 'restart' } | { kind: 'settle' };

const small = fc.nat({ max: 4 });
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('grant' as const, 'revoke' as const), scope: fc.constantFrom('restricted:160', 'restricted:159', 'site:library') }),
  fc.record({ kind: fc.constant('case' as const), n: small, service: fc.nat({ max: 3 }) }),
  fc.record({ kind: fc.constant('contact' as const), n: small, caseN: fc.option(small), site: fc.boolean() }),
  fc.record({ kind: fc.constant('decision' as const), n: small, contactN: small }),
  fc.record({ kind: fc.constant('role' as const), leads: fc.boolean() }),
  fc.constant<Step>({ kind: 'restart' }), fc.constant<Step>({ kind: 'settle' }),
);
const services = [refuse, potholes, adoption, fostering];

test('after any grants and revokes the desk holds what the centre says it may, to the last row and word', async () => {
  await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 14 }), async (all) => {
    const run = draw();
    const desk = new ScopedDesk(centre, 'amina', `device-${run}`);
    await desk.open(true);
    try {
      for (const step of all) {
        switch (step.kind) {
          case 'grant': case 'revoke': await change(step.kind, 'amina', step.scope); break;
          case 'case': await write(put('caseFile', { ...caseOf(`case-${run}-${String(step.n)}`, (services[step.service] ?? refuse).id) } satisfies CaseFile)); break;
          case 'contact': await write(put('contact', contactOf(`contact-${run}-${String(step.n)}`, {
            residentId: step.site ? null : asId('resident-1'), siteId: asId(step.n % 2 === 0 ? 'hub' : 'library'),
            caseId: step.caseN === null ? null : asId(`case-${run}-${String(step.caseN)}`),
          }))); break;
          case 'decision': await write(put('decision', decisionOf(`decision-${run}-${String(step.n)}`, `contact-${run}-${String(step.contactN)}`))); break;
          case 'role': await write(put('staff', { ...people.amina, role: step.leads ? 'approver' : 'operative' })); break;
          case 'restart':
            await desk.close();
            await desk.open(false);
            break;
          case 'settle': await desk.desk.saved(); break;
        }
      }
      await standsAlike(desk);
      const shown = desk.held().filter(({ table }) => ['resident', 'property', 'caseFile', 'decision', 'escalation'].includes(table)).map(({ table, id }) => `${table} ${id}`);
      expect(desk.index().documents).toEqual(shown.toSorted());
      expect((await receipts(desk)).filter(({ matches }) => !matches)).toEqual([]);
      expect(desk.desk.bugs).toEqual([]);
    } finally {
      await desk.close();
      removeFolder(desk.folder);
      await write(put('staff', people.amina));
      for (const scope of ['restricted:160', 'restricted:159', 'site:library']) await change('revoke', 'amina', scope);
    }
  }), { numRuns: Number(process.env['CASEFRONT_SCOPE_RUNS'] ?? 4) });
});
