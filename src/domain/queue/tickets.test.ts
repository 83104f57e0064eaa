import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ServiceId, type SiteId, type TicketId } from '../ids.ts';
import { put } from '../records.ts';
import type { Site, StaffMember } from '../records/council.ts';
import type { Ticket } from '../records/queue.ts';
import { contextOf, MemoryStore, NOW, operative, person } from '../testing/fixtures.ts';
import { HEAD_START, inOrder, placeOfCallBack, placeOfTicket, waitsOf } from './order.ts';
import { nextNumber } from './ticket-numbers.ts';

const MINUTE = 60_000;
const hub: Site = { id: asId('hub'), name: 'Mere Street Hub', kind: 'hub' };
const other: Site = { id: asId('other'), name: 'Market Hall', kind: 'hub' };
const staffOf = ({ staffId, name }: Context['actor'], siteId = 'hub'): StaffMember => ({ id: staffId, name, post: 'customer-service-operative', role: 'operative', siteId: asId(siteId), teamId: 'hubs', partnerCategory: null });
const second = person('second', 'customer-service-operative');

function counter(): MemoryStore {
  const store = new MemoryStore();
  store.apply([put('site', hub), put('site', other), put('staff', staffOf(operative)), put('staff', staffOf(second)),
    put('service', { id: asId<ServiceId>('160'), name: 'Adoption', category: 'children', targetWorkingDays: null, online: false, guidance: null })]);
  return store;
}
function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const take: CommandArgs<'take-ticket'> = {
  ticketId: asId<TicketId>('t1'), number: 'M-AY1', siteId: hub.id, channel: 'walk-in', residentId: null, calledName: ' Grey coat ', reason: 'pay', serviceId: null, needs: [],
  vulnerable: false, dueAt: null, note: '',
};
const ticket = (store: MemoryStore): Ticket | undefined => store.all('ticket')[0];
const call = (at: number) => ({ ticketId: take.ticketId, at, desk: 'Desk 4', contactId: null });
const note = (what: CommandArgs<'note-ticket'>['what'], at: number) => ({ ticketId: take.ticketId, at, what, contactId: null, words: '' });

describe('somebody who comes to a counter', () => {
  it('waits under a number once, with nothing more than what to call them by', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    expect(give(store, 'take-ticket', take)).toEqual({ kind: 'accepted', changes: [] });
    expect(store.all('ticket')).toMatchObject([{ number: 'M-AY1', calledName: 'Grey coat', status: 'waiting', arrivedAt: NOW, takenBy: operative.staffId }]);
  });

  it('is not turned away but for what is missing: a name, a time, a site that is there', () => {
    expect(refusal(give(counter(), 'take-ticket', { ...take, calledName: ' ' }))).toBe('command.called-name-needed');
    expect(refusal(give(counter(), 'take-ticket', { ...take, channel: 'appointment' }))).toBe('command.appointment-time-needed');
    expect(refusal(give(counter(), 'take-ticket', { ...take, siteId: asId<SiteId>('gone') }))).toBe('command.unknown-site');
  });

  it('does not have written where everybody reads what only a few may know', () => {
    expect(refusal(give(counter(), 'take-ticket', { ...take, serviceId: asId<ServiceId>('160') }))).toBe('command.ticket-confidential');
  });

  it('is called by one desk: the other is told by whom', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    give(store, 'call-ticket', call(NOW + 1));
    expect(give(store, 'call-ticket', call(NOW + 1))).toEqual({ kind: 'accepted', changes: [] });
    const verdict = give(store, 'call-ticket', call(NOW + 2), { actor: second });
    expect(verdict).toMatchObject({ kind: 'refused', reason: { code: 'command.ticket-called', values: { number: 'M-AY1', name: operative.name } } });
    expect(ticket(store)).toMatchObject({ status: 'called', calledBy: operative.staffId, desk: 'Desk 4', calledAt: NOW });
  });

  it('is seen and finished, or put back with their place, and every step is kept for the measures', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    give(store, 'call-ticket', call(NOW + 1));
    give(store, 'note-ticket', note('put-back', NOW + 2));
    expect(ticket(store)).toMatchObject({ status: 'waiting', calledBy: null, arrivedAt: NOW });
    give(store, 'call-ticket', call(NOW + 3), { actor: second });
    give(store, 'note-ticket', note('with', NOW + 4), { actor: second });
    expect(refusal(give(store, 'note-ticket', note('no-show', NOW + 5), { actor: second }))).toBe('command.ticket-moved-on');
    give(store, 'note-ticket', note('finished', NOW + 6), { actor: second, now: NOW + 6 });
    expect(ticket(store)).toMatchObject({ status: 'finished', endedAt: NOW + 6 });
    expect(ticket(store)?.steps.map(({ kind }) => kind)).toEqual(['called', 'put-back', 'called', 'with', 'finished']);
    expect(refusal(give(store, 'call-ticket', call(NOW + 7)))).toBe('command.ticket-over');
  });

  it('goes to another site with the number and the time they came, also from a desk they were called to', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    give(store, 'call-ticket', call(NOW + 1));
    const send = { ticketId: take.ticketId, at: NOW + 2, siteId: other.id, teamId: 'hubs', words: 'Wants the market office' };
    give(store, 'send-ticket', send, { now: NOW + MINUTE });
    expect(give(store, 'send-ticket', send)).toEqual({ kind: 'accepted', changes: [] });
    expect(ticket(store)).toMatchObject({ siteId: 'other', teamId: 'hubs', status: 'waiting', calledBy: null, number: 'M-AY1', arrivedAt: NOW });
    expect(refusal(give(store, 'send-ticket', { ...send, at: NOW + 3 }))).toBe('command.ticket-there-already');
  });
});

describe('numbers', () => {
  const staff = [{ id: 'a', name: 'Kasia Nowak' }, { id: 'b', name: 'Karl Nash' }, { id: 'c', name: 'Inês Carvalho' }, { id: 'd', name: 'Cher' }] as unknown as StaffMember[];
  const sites = [hub, other];
  const number = (staffId: string, tickets: { number: string; arrivedAt: number }[] = [], siteId = 'hub'): string => nextNumber({ siteId, staffId, sites, staff, tickets, now: NOW });
  it('are short, count up, and begin anew each day', () => {
    expect(number('a')).toBe('M-KN1');
    expect(number('a', [{ number: 'M-KN1', arrivedAt: NOW - MINUTE }, { number: 'M-KN9', arrivedAt: NOW - 24 * 60 * MINUTE }])).toBe('M-KN2');
    expect(number('c', [], 'other')).toBe('MA-IC1');
  });
  it('of two people, or of two sites, are never the same, though neither desk hears of the other', () => {
    const all = staff.flatMap(({ id }) => sites.flatMap((site) => [1, 2, 3].map((count) => number(id, Array.from({ length: count - 1 }, (_, n) => ({ number: number(id, [], site.id).replace(/1$/, String(n + 1)), arrivedAt: NOW })), site.id))));
    expect(new Set(all).size).toBe(all.length);
    expect(number('b')).toBe('M-KNA1');
  });
});

describe('whose turn it is', () => {
  const at = (minutesAgo: number, more: Partial<Pick<Ticket, 'dueAt' | 'vulnerable'>> = {}) => ({ arrivedAt: NOW - minutesAgo * MINUTE, dueAt: null, vulnerable: false, ...more });
  it('goes by waiting, with a head start that is said', () => {
    const entries = [
      { key: 'usual', place: placeOfTicket(at(19), NOW) }, { key: 'vulnerable', place: placeOfTicket(at(0, { vulnerable: true }), NOW) }, { key: 'long', place: placeOfTicket(at(31), NOW) },
      { key: 'appointment', place: placeOfTicket(at(10, { dueAt: NOW }), NOW) }, { key: 'later', place: placeOfTicket(at(60, { dueAt: NOW + MINUTE }), NOW) }, { key: 'call', place: placeOfCallBack({ dueAt: NOW - MINUTE }, NOW) },
    ];
    expect(entries.toSorted(inOrder).map(({ key, place }) => [key, place.why])).toEqual([
      ['long', 'long-wait'], ['appointment', 'appointment'], ['vulnerable', 'vulnerable'], ['usual', 'in-turn'], ['call', 'call-back'], ['later', 'not-yet'],
    ]);
  });
  it('passes nobody over for ever: who waits longer than the longest head start is before everybody who comes', () => {
    const longest = Math.max(...Object.values(HEAD_START));
    fc.assert(fc.property(fc.boolean(), fc.integer({ min: longest + 1, max: 600 }), (vulnerable, minutes) => {
      const [old, fresh] = [{ key: 'old', place: placeOfTicket(at(minutes), NOW) }, { key: 'fresh', place: placeOfTicket(at(0, vulnerable ? { vulnerable } : { dueAt: NOW }), NOW) }];
      return inOrder(old, fresh) < 0;
    }));
  });
  it('does not change while one looks', () => {
    const one = fc.record({ minutes: fc.integer({ min: 0, max: 200 }), vulnerable: fc.boolean() });
    fc.assert(fc.property(one, one, fc.integer({ min: 0, max: 300 }), (a, b, later) => {
      const order = (now: number): boolean => inOrder({ key: 'a', place: placeOfTicket(at(a.minutes, a), now) }, { key: 'b', place: placeOfTicket(at(b.minutes, b), now) }) < 0;
      return order(NOW) === order(NOW + later * MINUTE);
    }));
  });
});

describe('how waiting goes', () => {
  it('counts the wait of those called, the longest of those who wait, and who left', () => {
    const of = (arrived: number, status: Ticket['status'], called: number | null = null) => ({ arrivedAt: NOW - arrived * MINUTE, dueAt: null, status, calledAt: called === null ? null : NOW - called * MINUTE });
    expect(waitsOf([of(60, 'finished', 50), of(50, 'with', 20), of(40, 'called', 38), of(30, 'waiting'), of(20, 'left'), of(10, 'waiting')], NOW))
      .toEqual({ waiting: 2, longestSince: NOW - 30 * MINUTE, median: 10 * MINUTE, called: 3, left: 1 });
    expect(waitsOf([], NOW)).toEqual({ waiting: 0, longestSince: null, median: null, called: 0, left: 0 });
    expect(waitsOf([of(20, 'finished', 10), of(20, 'finished', 16)], NOW).median).toBe(7 * MINUTE);
  });
});

describe('saving the contact with whoever was called', () => {
  const contact = (ticketIds: TicketId[], at: number): CommandArgs<'log-contact'> => ({
    contactId: asId(`c${String(at)}`), residentId: null, propertyId: null, anonymous: true, caseId: null, serviceId: null, channel: 'walk-in', reason: 'pay', outcome: 'resolved-first-contact',
    avoidable: null, furtherMatters: [], enquiry: null, next: null, ticketIds, note: '', startedAt: NOW, endedAt: NOW + at,
  });

  it('finishes their number, once, whether or not it was said that they had come', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    give(store, 'call-ticket', call(1));
    give(store, 'log-contact', contact([take.ticketId], 5));
    expect(ticket(store)).toMatchObject({ status: 'finished', contactId: 'c5', endedAt: NOW });
    expect(ticket(store)?.steps.map(({ kind }) => kind)).toEqual(['called', 'finished']);
    expect(give(store, 'log-contact', contact([take.ticketId], 5))).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'note-ticket', note('finished', 6)))).toBe('command.ticket-moved-on');
    expect(ticket(store)?.steps).toHaveLength(2);
  });

  it('leaves one who waits again, who is with a colleague, or whom nobody knows of, and is saved all the same', () => {
    const store = counter();
    give(store, 'take-ticket', take);
    give(store, 'call-ticket', call(1));
    give(store, 'note-ticket', note('put-back', 2));
    expect(give(store, 'log-contact', contact([take.ticketId, asId<TicketId>('gone')], 5)).kind).toBe('accepted');
    expect(ticket(store)?.status).toBe('waiting');
    give(store, 'call-ticket', call(3), { actor: second });
    expect(give(store, 'log-contact', contact([take.ticketId], 6)).kind).toBe('accepted');
    expect(ticket(store)).toMatchObject({ status: 'called', calledBy: second.staffId });
    expect(store.all('contact')).toHaveLength(2);
  });
});
