/** A promise as it is being made, and what keeps it from being made. */
import type { MakePromiseArgs } from '#domain/promises/promises.ts';
import { asId } from '#domain/ids.ts';
import { dateAt, daysAfter, instantOf } from '#domain/time/dates.ts';
import type { CalendarDate, Instant } from '#domain/time/instant.ts';
import type { PromiseKind } from '#domain/vocabulary.ts';

export interface PromiseForm {
  id: string;
  kind: PromiseKind;
  words: string;
  date: string;
  time: string;
  phone: string;
  callerPhone: string;
  ownerId: string | null;
}

/** The next day of the week on which the council works, as a first offer; whoever promises chooses. */
export function nextWeekday(now: Instant): CalendarDate {
  let date = daysAfter(dateAt(now), 1);
  while ([0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())) date = daysAfter(date, 1);
  return date;
}

export type PromiseFault = 'words' | 'moment' | 'owner' | 'phone';

export function promiseFaults({ kind, words, date, time, phone, ownerId }: PromiseForm): PromiseFault[] {
  const faults: PromiseFault[] = [];
  if (words.trim() === '') faults.push('words');
  if (instantOf(date, time) === null) faults.push('moment');
  if (ownerId === null) faults.push('owner');
  if (kind === 'call-back' && phone.trim() === '') faults.push('phone');
  return faults;
}

/** The command's arguments; null where a fault remains. */
export function toPromise(form: PromiseForm, residentId: string, contactId: string | null): MakePromiseArgs | null {
  const dueAt = instantOf(form.date, form.time);
  if (dueAt === null || form.ownerId === null || promiseFaults(form).length > 0) return null;
  const call = form.kind === 'call-back';
  return {
    promiseId: asId(form.id), residentId: asId(residentId), contactId: contactId === null ? null : asId(contactId), caseId: null, kind: form.kind, words: form.words.trim(), dueAt,
    phone: call ? form.phone.trim() : null, callerPhone: call && form.callerPhone.trim() !== '' ? form.callerPhone.trim() : null, ownerId: asId(form.ownerId),
  };
}
