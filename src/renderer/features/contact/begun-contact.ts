/** What becomes of a contact that begins from elsewhere on the screen, where one may be written down already. */
import type { Channel } from '#domain/vocabulary.ts';
import { isUnderWay, isWorthKeeping, joinedContacts, startContact, type ContactDraft } from './contact-draft.ts';

interface Begun { contactId: string; channel: Channel; startedAt: number }

/** With a record that was searched for: nobody asked for it, and whatever is there goes on. */
export const begunBySearch = (before: ContactDraft | null, { contactId, channel, startedAt }: Begun): ContactDraft | null =>
  before === null ? startContact(contactId, startedAt, channel, true) : null;

/**
 * With a number that is called, or a call that was promised; null where what is written goes on as it is. With nobody named it may
 * be about anybody: only one in which nothing is written makes room.
 */
export function begunByCall(before: ContactDraft | null, { contactId, channel, startedAt, ticketId, named }: Begun & { ticketId: string | null; named: boolean }): ContactDraft | null {
  const ticketIds = ticketId === null ? [] : [ticketId];
  if (before === null || (!named && !isWorthKeeping(before))) return { ...startContact(contactId, startedAt, channel), ticketIds };
  if (!named) return null;
  return { ...before, channel: isWorthKeeping(before) ? before.channel : channel, ticketIds: [...new Set([...before.ticketIds, ...ticketIds])], byItself: false };
}

/** With what was handed over; null where one with nobody named is in its way. */
export function begunByTransfer(before: ContactDraft | null, came: ContactDraft, named: boolean): ContactDraft | null {
  if (before === null || (!named && !isUnderWay(before))) return came;
  if (!named) return null;
  // A crash may have come between this desk and the centre: then it stands here already and is not put in twice.
  return before.note.includes(came.note) && before.startedAt <= came.startedAt ? before : joinedContacts(before, came);
}

/** With a councillor who asks; about whom is said later. Null where another one with nobody named is in its way. */
export function begunByCouncillor(before: ContactDraft | null, { contactId, startedAt, councillorId }: Omit<Begun, 'channel'> & { councillorId: string }): ContactDraft | null {
  if (before === null || !isUnderWay(before)) return { ...startContact(contactId, startedAt, 'councillor'), councillorId };
  return before.councillorId === councillorId ? before : null;
}

/** With a number that turns out to be of the contact that is being written: it is finished with it. */
export const withTicket = (before: ContactDraft, ticketId: string): ContactDraft => ({ ...before, ticketIds: [...new Set([...before.ticketIds, ticketId])], byItself: false });

/** With the councillor who turns out to be asking in the contact that is being written; null where another does. */
export const withCouncillor = (before: ContactDraft, councillorId: string): ContactDraft | null =>
  before.councillorId === null ? { ...before, channel: 'councillor', councillorId, byItself: false } : null;
