/** Real desks at a real centre: a number that two call, a contact handed to a partner, and who else has a record open. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Channel } from '#domain/vocabulary.ts';
import { asId, type AccessId, type ResidentId, type StaffId } from '#domain/ids.ts';
import { put } from '#domain/records.ts';
import { presenceAnswerSchema } from '#contract/wire.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { startTestCentre, type TestCentre } from '../../src/central/testing/centre.ts';
import { residentNamed, type PersonName } from '../../src/central/testing/council.ts';
import { deskOf as deskOfWire } from '../../src/central/testing/desk.ts';
import { openPGliteForTest } from '../../src/central/testing/stores.ts';
import { removeFolder, type Watched } from '../fixtures/test-desk.ts';
import { ScopedDesk } from './harness/scoped-desk.ts';

let centre: TestCentre;
beforeAll(async () => { centre = await startTestCentre(openPGliteForTest); });
afterAll(() => centre.close());

const desks: ScopedDesk[] = [];
async function deskOf(person: PersonName): Promise<ScopedDesk> {
  const desk = new ScopedDesk(centre, person, `device-of-${person}-${String(desks.length)}`);
  desks.push(desk);
  await desk.open(true);
  await desk.desk.saved();
  return desk;
}
afterEach(async () => {
  for (const desk of desks.splice(0)) {
    await desk.close();
    removeFolder(desk.folder);
    expect(desk.desk.bugs).toEqual([]);
  }
});

async function give(desk: ScopedDesk, name: string, args: unknown): Promise<void> {
  const given = await desk.desk.screen('command.give', { name, args });
  if (!given.ok) throw new Error(given.failure.sentence);
}
const queueOf = (desk: ScopedDesk): Promise<Watched<'queue'>> => desk.desk.watch('queue', {});

test('of two desks that call one number the centre’s first has them; the other is told by whom and is shown the rest of the queue', async () => {
  const [amina, tom] = [await deskOf('amina'), await deskOf('tom')];
  const [atAmina, atTom] = [await queueOf(amina), await queueOf(tom)];
  const take = (ticketId: string, calledName: string) => give(amina, 'take-ticket', {
    ticketId, number: atAmina.now().sites[0]?.nextNumber, siteId: 'hub', channel: 'walk-in', residentId: null, calledName, reason: null, serviceId: null, needs: [], vulnerable: false, dueAt: null, note: '',
  });
  await take('t-1', 'Grey coat');
  await amina.desk.until(() => atAmina.now().sites[0]?.nextNumber === 'M-NAM2', 'the next number');
  await take('t-2', 'Red scarf');
  await tom.desk.until(() => atTom.now().waiting.length === 2, 'both numbers at the other desk');
  expect(atTom.now().waiting.map((item) => item.kind === 'ticket' ? item.ticket.number : '')).toEqual(['M-NAM1', 'M-NAM2']);

  tom.line = () => false;
  const call = (ticketId: string) => ({ ticketId, at: centre.clock.now, desk: '', contactId: null });
  await give(tom, 'call-ticket', call('t-1'));
  expect(atTom.now().lost).toEqual([]);
  await give(amina, 'call-ticket', call('t-1'));
  await amina.desk.saved();
  tom.line = () => true;
  await tom.desk.until(() => atTom.now().lost.length === 1, 'word that somebody else had called them');
  expect(atTom.now().lost[0]?.sentence).toBe('M-NAM1 was called by Name of amina. Call the next.');
  expect(atTom.now().called).toMatchObject([{ ticket: { id: 't-1', calledBy: 'amina' }, mine: false }]);
  expect(atTom.now().waiting).toMatchObject([{ key: 't-2', next: true }]);
});

test('a partner receives what was handed over and the case it is about, and nothing else of the record', async () => {
  const [amina, partner] = [await deskOf('amina'), await deskOf('waste')];
  const [atAmina, atPartner] = [await queueOf(amina), await queueOf(partner)];
  await give(amina, 'send-transfer', {
    transferId: 'x-1', contactId: 'contact-x', residentId: 'resident-1', propertyId: null, caseId: 'case-bin', serviceId: '524', toStaffId: null, toTeamId: null, toCategory: 'waste',
    calledName: 'Margaret', words: 'When does the crew come back?', handedOver: { channel: 'phone-in', reason: 'progress-chase', avoidable: null, note: 'Missed twice.', further: [], councillorId: null, residentAsked: false },
    verifiedLevel: 2, actingName: '', startedAt: centre.clock.now - 60_000,
  });
  await give(amina, 'log-contact', {
    contactId: 'contact-x', residentId: 'resident-1', propertyId: null, anonymous: false, caseId: 'case-bin', serviceId: '524', channel: 'phone-in', reason: 'progress-chase', outcome: 'referred', avoidable: null,
    furtherMatters: [], enquiry: null, next: null, note: 'Missed twice.', startedAt: centre.clock.now - 60_000, endedAt: centre.clock.now,
  });
  await partner.desk.until(() => atPartner.now().transfers.length === 1, 'what was handed over at the partner');
  expect(atPartner.now().transfers[0]).toMatchObject({ forMe: true, subject: null, caseReference: 'HM-case-bin', calledName: 'Margaret', handedOver: { note: 'Missed twice.' }, fromName: 'Name of amina' });
  await amina.desk.saved();
  await partner.desk.saved();
  const held = partner.held().map(({ table, id }) => `${table} ${id}`);
  expect(held).toContain('transfer x-1');
  expect(held).toContain('caseFile case-bin');
  expect(held.filter((one) => /^(resident|contact|need|marker|property|verification) /.test(one))).toEqual([]);

  await give(partner, 'answer-transfer', { transferId: 'x-1', answer: 'accept', words: '', nextContactId: 'contact-y' });
  await amina.desk.until(() => atAmina.now().transfers.some(({ status }) => status === 'accepted'), 'that the partner has it');
  expect(atAmina.now().transfers[0]).toMatchObject({ answeredByName: 'Name of waste', spokenWith: ['Name of amina'] });
});

const enter = (desk: ScopedDesk, residentId: string | null, channel: Channel | null) => desk.desk.screen('presence.here', { subject: residentId === null ? null : { kind: 'resident', id: residentId }, channel });

test('who else has the record open is told as it happens, and gone when they go', async () => {
  const [amina, tom] = [await deskOf('amina'), await deskOf('tom')];
  const seen = await amina.desk.watch('presence', { kind: 'resident', id: 'resident-1' });
  await enter(amina, 'resident-1', null);
  await enter(tom, 'resident-1', 'phone-in');
  await amina.desk.until(() => seen.now().others.length === 1, 'the other at the record');
  expect(seen.now().others).toEqual([{ key: 'tom', name: 'Name of tom', siteName: 'Mere Street Hub', channel: 'phone-in' }]);
  await enter(tom, 'resident-2', null);
  await amina.desk.until(() => seen.now().others.length === 0, 'nobody: the other went to another record');
  await enter(tom, 'resident-1', 'walk-in');
  await amina.desk.until(() => seen.now().others[0]?.channel === 'walk-in', 'the other at the record again');
});

test('nobody learns of a record that they may not have open: a partner, or one who gave no reason where one is needed', async () => {
  await centre.store.transaction((transaction) => transaction.write([put('resident', { ...residentNamed('resident-3'), restricted: true })]));
  const at = async (person: PersonName, id: string) => {
    const desk = await deskOfWire(centre.base, person, `presence-${person}`);
    const answer = await fetch(new URL('/v1/presence', centre.base), {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${desk.signedIn.token}` },
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, at: { kind: 'resident', id }, channel: null }),
    });
    return presenceAnswerSchema.parse(await answer.json()).others.map(({ staffId }) => staffId);
  };
  await at('amina', 'resident-2');
  expect(await at('tom', 'resident-2')).toEqual(['amina']);
  expect(await at('waste', 'resident-2')).toEqual([]);
  expect(await at('leader', 'resident-2')).toEqual(['amina', 'tom']);
  const open = (person: PersonName) => centre.store.transaction((transaction) => transaction.write([put('access', { id: asId<AccessId>(`access-${person}`), residentId: asId<ResidentId>('resident-3'), staffId: asId<StaffId>(person), at: centre.clock.now, kind: 'record', reason: 'She rang.' })]));
  await open('amina');
  await at('amina', 'resident-3');
  expect(await at('tom', 'resident-3')).toEqual([]);
  await open('tom');
  expect(await at('tom', 'resident-3')).toEqual(['amina']);
});

test('a contact saved offline finishes the number that was called for it, there and at the centre', async () => {
  const [amina, tom] = [await deskOf('amina'), await deskOf('tom')];
  const [atAmina, atTom] = [await queueOf(amina), await queueOf(tom)];
  await give(amina, 'take-ticket', {
    ticketId: 't-seen', number: 'M-NAM9', siteId: 'hub', channel: 'walk-in', residentId: null, calledName: 'Blue hat', reason: null, serviceId: null, needs: [], vulnerable: false, dueAt: null, note: '',
  });
  await tom.desk.until(() => atTom.now().waiting.some(({ key }) => key === 't-seen'), 'the number at the other desk');
  tom.line = () => false;
  await give(tom, 'call-ticket', { ticketId: 't-seen', at: centre.clock.now, desk: '', contactId: 'contact-seen' });
  await give(tom, 'log-contact', {
    contactId: 'contact-seen', residentId: null, propertyId: null, anonymous: true, caseId: null, serviceId: null, channel: 'walk-in', reason: 'information', outcome: 'resolved-first-contact', avoidable: null,
    furtherMatters: [], enquiry: null, next: null, ticketIds: ['t-seen'], note: '', startedAt: centre.clock.now, endedAt: centre.clock.now,
  });
  await tom.desk.until(() => atTom.now().over.some(({ key }) => key === 't-seen'), 'that it is over, offline');
  expect(atTom.now().called.filter(({ mine }) => mine)).toEqual([]);
  tom.line = () => true;
  await amina.desk.until(() => atAmina.now().over.some(({ key }) => key === 't-seen'), 'that it is over, at the other desk');
  expect(atAmina.now().over[0]).toMatchObject({ ticket: { status: 'finished', calledBy: 'tom', contactId: 'contact-seen' }, contactSaved: true });
});
