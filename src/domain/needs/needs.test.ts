import { describe, expect, it } from 'vitest';
import { commands, type CommandArgs, type CommandName } from '../commands/all.ts';
import type { Command, Context, Verdict } from '../commands/command.ts';
import { runCommand } from '../commands/run.ts';
import { asId, type ContactId, type InterpretingId, type MessageId, type NeedId, type ServiceId } from '../ids.ts';
import { put } from '../records.ts';
import type { Need } from '../records/care.ts';
import type { Message, Task } from '../records/decisions.ts';
import { contextOf, MemoryStore, NOW, resident } from '../testing/fixtures.ts';
import { formatsFor, noCallNeed, writtenLanguage } from './kinds.ts';
import { letterRows } from './letters.ts';

function give<N extends CommandName>(store: MemoryStore, name: N, args: CommandArgs<N>, context: Partial<Context> = {}): Verdict {
  const verdict = runCommand(commands[name] as unknown as Command<CommandArgs<N>>, args, contextOf(context), store.load);
  if (verdict.kind === 'accepted') store.apply(verdict.changes);
  return verdict;
}
const refusal = (verdict: Verdict): string | null => verdict.kind === 'refused' ? verdict.reason.code : null;
const needId = asId<NeedId>('n1');
const service = asId<ServiceId>('209');
function known(kind: Need['kind'] = 'bsl-interpreter'): MemoryStore {
  const store = new MemoryStore();
  store.apply([put('resident', resident), put('service', { id: service, name: 'Adult social care', category: 'corporate', targetWorkingDays: 1, online: false, guidance: null })]);
  give(store, 'record-need', { needId, residentId: resident.id, kind, action: ' Book a BSL interpreter. ', reviewBy: null });
  return store;
}
const need = (store: MemoryStore): Need => store.load({ kind: 'row', table: 'need', id: needId }) as Need;

describe('a need', () => {
  it('says what to do and is looked at again in a year', () => {
    const store = known();
    expect(need(store)).toMatchObject({ action: 'Book a BSL interpreter.', reviewBy: '2027-11-23', recordedBy: 'operative-1', endedAt: null });
    expect(give(store, 'record-need', { needId, residentId: resident.id, kind: 'braille', action: 'x', reviewBy: null })).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'record-need', { needId: asId<NeedId>('n2'), residentId: resident.id, kind: 'braille', action: ' ', reviewBy: null }))).toBe('command.need-action-needed');
  });
  it('is changed field by field: what somebody else changed meanwhile is shown and not overwritten', () => {
    const store = known();
    const before = { action: 'Book a BSL interpreter.', reviewBy: '2027-11-23' };
    give(store, 'change-need', { needId, before, after: { ...before, reviewBy: '2027-01-01' } });
    expect(give(store, 'change-need', { needId, before, after: { ...before, action: 'Video interpreter.' } }).kind).toBe('accepted');
    expect(need(store)).toMatchObject({ action: 'Video interpreter.', reviewBy: '2027-01-01' });
    expect(refusal(give(store, 'change-need', { needId, before, after: { ...before, action: 'Another.' } }))).toBe('command.changed-meanwhile');
    expect(give(store, 'change-need', { needId, before, after: { ...before, action: 'Video interpreter.', reviewBy: '2027-01-01' } })).toEqual({ kind: 'accepted', changes: [] });
    expect(refusal(give(store, 'change-need', { needId, before: need(store), after: { action: 'Video interpreter.', reviewBy: '2026-11-23' } }))).toBe('command.review-in-past');
  });
  it('is booked once for one appointment: a task for the service, and the day beside the need', () => {
    const store = known();
    const booking: CommandArgs<'book-need'> = { bookingId: 'b1', needId, on: '2026-12-03', time: '10:30', place: 'Mere hub, room 2', serviceId: service };
    give(store, 'book-need', booking);
    expect(give(store, 'book-need', booking)).toEqual({ kind: 'accepted', changes: [] });
    expect(need(store).bookings).toMatchObject([{ on: '2026-12-03', time: '10:30', place: 'Mere hub, room 2', cancelledAt: null }]);
    expect(store.all('task')).toMatchObject([{ title: 'Book a BSL interpreter', serviceId: '209', dueOn: '2026-12-03', status: 'open' }]);
    expect(refusal(give(store, 'end-need', { needId, reasons: 'No longer.' }))).toBe('command.need-booked');
    give(store, 'cancel-booking', { bookingId: 'b1', needId });
    expect(store.all('task')).toMatchObject([{ status: 'cancelled' }]);
    expect(give(store, 'cancel-booking', { bookingId: 'b1', needId })).toEqual({ kind: 'accepted', changes: [] });
    expect(give(store, 'end-need', { needId, reasons: 'No longer.' }).kind).toBe('accepted');
    expect(refusal(give(store, 'book-need', { ...booking, bookingId: 'b2' }))).toBe('command.need-over');
  });
  it('is confirmed with a reference: the task is done; called off then, whoever was to come is told', () => {
    const store = known();
    give(store, 'book-need', { bookingId: 'b1', needId, on: '2026-12-03', time: '10:30', place: 'Mere hub, room 2', serviceId: service });
    expect(refusal(give(store, 'confirm-booking', { bookingId: 'b1', needId, reference: ' ' }))).toBe('command.booking-reference-needed');
    expect(refusal(give(store, 'confirm-booking', { bookingId: 'b2', needId, reference: 'x' }))).toBe('command.unknown-need');
    give(store, 'confirm-booking', { bookingId: 'b1', needId, reference: ' BSL-77 ' });
    expect(need(store).bookings).toMatchObject([{ confirmed: { reference: 'BSL-77', by: 'operative-1', at: NOW } }]);
    expect(store.all('task')).toMatchObject([{ status: 'done' }]);
    expect(give(store, 'confirm-booking', { bookingId: 'b1', needId, reference: 'BSL-77' })).toEqual({ kind: 'accepted', changes: [] });
    give(store, 'confirm-booking', { bookingId: 'b1', needId, reference: 'BSL-78' });
    give(store, 'cancel-booking', { bookingId: 'b1', needId });
    give(store, 'cancel-booking', { bookingId: 'b1', needId });
    const [done, callOff, ...others] = store.all('task');
    expect([done, callOff]).toMatchObject([{ status: 'done' }, { title: 'Call off: Book a BSL interpreter', status: 'open', serviceId: '209' }]);
    expect(callOff?.notes).toMatch(/^Reference: BSL-78\n/);
    expect(others).toEqual([]);
    expect(refusal(give(store, 'confirm-booking', { bookingId: 'b1', needId, reference: 'x' }))).toBe('command.booking-cancelled');
  });
  it('is booked whole, ahead, for a service there is, and only where something can be booked', () => {
    const booking: CommandArgs<'book-need'> = { bookingId: 'b1', needId, on: '2026-12-03', time: '10:30', place: 'Hub', serviceId: service };
    expect(refusal(give(known(), 'book-need', { ...booking, place: '' }))).toBe('command.booking-needs-all');
    expect(refusal(give(known(), 'book-need', { ...booking, on: '2026-11-23', time: '09:00' }))).toBe('command.booking-in-past');
    expect(refusal(give(known(), 'book-need', { ...booking, serviceId: asId<ServiceId>('x') }))).toBe('command.unknown-service');
    expect(refusal(give(known('braille'), 'book-need', booking))).toBe('command.need-not-booked');
  });
});

describe('an interpreter', () => {
  it('is known by a number on the contact; a child’s offer is declined and kept', () => {
    const store = known('interpreter');
    const noted: CommandArgs<'note-interpreter'> = { interpretingId: asId<InterpretingId>('i1'), residentId: resident.id, contactId: asId<ContactId>('c1'), kind: 'telephone', reference: ' ', language: 'pl' };
    expect(refusal(give(store, 'note-interpreter', noted))).toBe('command.interpreter-number-needed');
    give(store, 'note-interpreter', { ...noted, reference: ' 4417 ' });
    give(store, 'note-interpreter', { ...noted, interpretingId: asId<InterpretingId>('i2'), kind: 'child-declined', reference: 'Kacper' });
    // The child is named nowhere.
    expect(store.all('interpreting').map(({ kind, reference }) => [kind, reference])).toEqual([['telephone', '4417'], ['child-declined', '']]);
  });
});

describe('letters', () => {
  const large = { ...known('large-print').all('need')[0], endedAt: null } as Need;
  const letter = { id: asId<MessageId>('m1'), decisionId: null, escalationId: null, english: 'We are sorry.', translated: 'Przepraszamy.' };
  const rowsFor = (part: Partial<typeof resident>, more: Partial<typeof letter> | { translated: null } = {}) => letterRows({ resident: { ...resident, ...part }, needs: [large] }, { ...letter, ...more }, NOW);
  it('go out in their language where there are words, and in the form they read', () => {
    expect(rowsFor({ language: 'pl' })).toHaveLength(1);
    expect(rowsFor({ language: 'pl' })[0]?.row as Message).toMatchObject({ body: 'Przepraszamy.', language: 'pl', formats: ['large-print'], status: 'queued' });
    expect(rowsFor({})[0]?.row as Message).toMatchObject({ body: 'We are sorry.', language: 'en' });
  });
  it('are somebody’s task to translate where there are none', () => {
    const [message, task] = rowsFor({ language: 'ur' }, { translated: null });
    expect(message?.row as Message).toMatchObject({ body: 'We are sorry.', language: 'en' });
    expect(task?.row as Task).toMatchObject({ title: 'Translate what we wrote into Urdu', notes: 'We are sorry.' });
  });
  it('do not go out to the dead', () => {
    expect(rowsFor({ deceasedOn: '2026-11-01', language: 'ur' }, { translated: null }).map(({ row }) => (row as Message).status)).toEqual(['stopped']);
  });
  it('know which needs are about them and which forbid to ring', () => {
    expect(formatsFor([{ kind: 'braille', endedAt: NOW }, { kind: 'easy-read', endedAt: null }, { kind: 'step-free', endedAt: null }])).toEqual(['easy-read']);
    expect(noCallNeed([{ kind: 'no-phone', endedAt: NOW }])).toBeNull();
    expect(noCallNeed([{ kind: 'writing-only', endedAt: null }])).not.toBeNull();
    expect(writtenLanguage({ language: 'bfi' })).toBe('en');
  });
});
