import { expect, test } from 'vitest';
import { withAside } from './aside.ts';
import { begunByCall, begunByCouncillor, begunBySearch, begunByTransfer, withCouncillor, withTicket } from './begun-contact.ts';
import { answerWayOn, askWayOn } from './way-on.ts';
import { isUnderWay, joinedContacts, startContact, toLogContact } from './contact-draft.ts';

const begun = { contactId: 'new', channel: 'walk-in' as const, startedAt: 2_000 };
const call = { ...begun, ticketId: 't1', named: true };
const written = { ...startContact('old', 1_000, 'phone-in'), note: 'Asks about the bin.' };

test('a search begins one that goes by itself, and never beside another', () => {
  expect(begunBySearch(null, begun)).toMatchObject({ contactId: 'new', byItself: true, ticketIds: [] });
  expect(begunBySearch(written, begun)).toBeNull();
});

test('a number that is called goes with the contact, also with one that was begun already', () => {
  expect(begunByCall(null, call)).toMatchObject({ contactId: 'new', channel: 'walk-in', ticketIds: ['t1'], byItself: false });
  expect(begunByCall(written, call)).toMatchObject({ contactId: 'old', channel: 'phone-in', note: written.note, ticketIds: ['t1'] });
  expect(begunByCall(startContact('old', 1_000, 'phone-in', true), call)).toMatchObject({ contactId: 'old', channel: 'walk-in', ticketIds: ['t1'], byItself: false });
  expect(begunByCall({ ...written, ticketIds: ['t1'] }, call)?.ticketIds).toEqual(['t1']);
});

test('with nobody named only an empty contact makes room: what is written may be about anybody', () => {
  expect(begunByCall({ ...startContact('old', 1_000), ticketIds: ['t0'] }, { ...call, named: false })).toMatchObject({ contactId: 'new', ticketIds: ['t1'] });
  expect(begunByCall(written, { ...call, named: false })).toBeNull();
});

test('a number goes along when it turns out who it was, and into what is saved', () => {
  const nobodys = begunByCall(null, { ...call, named: false });
  if (nobodys === null) throw new Error('it begins');
  expect(isUnderWay(nobodys)).toBe(true);
  const joined = joinedContacts({ ...written, reason: 'report', outcome: 'logged' }, nobodys);
  expect(toLogContact(joined, { kind: 'resident', id: 'r' }, 3_000)).toMatchObject({ contactId: 'old', ticketIds: ['t1'] });
  expect(toLogContact({ ...written, reason: 'report', outcome: 'logged' }, null, 3_000)).not.toHaveProperty('ticketIds');
});

test('what was handed over is put in once, and not where one with nobody named is in its way', () => {
  const came = { ...startContact('came', 1_500, 'phone-in'), note: 'Missed twice.' };
  expect(begunByTransfer(null, came, true)).toBe(came);
  expect(begunByTransfer(written, came, false)).toBeNull();
  const joined = begunByTransfer(written, came, true);
  expect(joined?.note).toBe('Asks about the bin.\n\nMissed twice.');
  expect(begunByTransfer(joined, came, true)).toBe(joined);
});

test('a councillor’s enquiry begins with nobody named, goes on where it is theirs, and makes no way through another', () => {
  const asks = { contactId: 'new', startedAt: 2_000, councillorId: 'harjit' };
  const enquiry = begunByCouncillor(null, asks);
  expect(enquiry).toMatchObject({ channel: 'councillor', councillorId: 'harjit', byItself: false });
  expect(begunByCouncillor(enquiry, { ...asks, contactId: 'other' })).toBe(enquiry);
  expect(begunByCouncillor(written, asks)).toBeNull();
});

test('what is being written can turn out to be of the number that was called, or the councillor’s who asks', () => {
  expect(withTicket({ ...written, ticketIds: ['t0'] }, 't1')).toMatchObject({ contactId: 'old', note: written.note, ticketIds: ['t0', 't1'] });
  expect(withTicket(withTicket(written, 't1'), 't1').ticketIds).toEqual(['t1']);
  expect(withCouncillor(written, 'harjit')).toMatchObject({ contactId: 'old', note: written.note, channel: 'councillor', councillorId: 'harjit' });
  expect(withCouncillor({ ...written, councillorId: 'olive' }, 'harjit')).toBeNull();
});

test('one in which nothing is written makes room for what is handed over', () => {
  const came = { ...startContact('came', 1_500, 'phone-in'), note: 'Missed twice.' };
  expect(begunByTransfer(startContact('old', 1_000, 'phone-in'), came, false)).toBe(came);
});

test('what is put aside stands once, in the order in which it began', () => {
  const later = startContact('later', 2_000);
  const asides = withAside(withAside([], later), written);
  expect(asides.map(({ contactId }) => contactId)).toEqual(['old', 'later']);
  expect(withAside(asides, { ...written, note: 'More.' }).map(({ note }) => note)).toEqual(['More.', '']);
});

test('the person is asked one thing at a time, and what comes meanwhile waits as if nobody had pressed', async () => {
  const question = { what: 'enquiry' as const, name: 'Harjit Dhaliwal', before: written, maybeSame: true };
  const first = askWayOn(question);
  await expect(askWayOn({ ...question, name: 'Olive Tarrant' })).resolves.toBe('later');
  answerWayOn('aside');
  await expect(first).resolves.toBe('aside');
});
