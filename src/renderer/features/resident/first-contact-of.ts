import { firstContact, type FirstContact } from '#domain/contacts/first-contact.ts';
import { mattersOf } from '#domain/contacts/matters.ts';
import type { Contact } from '#domain/records/contacts.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { WorkingCalendar } from '#domain/time/working-days.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';

/** How long a judgement can look to either side: five working days with the longest run of holidays there is. */
const REACH_MS = 15 * 86_400_000;

/**
 * Judges contacts of one timeline by those around them, each when it is drawn: thousands are loaded and a dozen are seen.
 * What is newer is always loaded; at the older end a contact may be told as a first one until the page before has come.
 */
export function judgeOf(entries: readonly TimelineEntry[], calendar: WorkingCalendar, now: Instant): (contact: Contact) => FirstContact | null {
  const byService = new Map<string, Contact[]>();
  for (const entry of entries) {
    if (entry.kind !== 'contact') continue;
    for (const { serviceId } of mattersOf(entry.contact)) {
      const same = byService.get(serviceId ?? '');
      if (same === undefined) byService.set(serviceId ?? '', [entry.contact]);
      else same.push(entry.contact);
    }
  }
  const judged = new Map<string, FirstContact | null>();
  return (contact) => {
    const known = judged.get(contact.id);
    if (known !== undefined) return known;
    const around = mattersOf(contact).flatMap(({ serviceId }) => byService.get(serviceId ?? '') ?? []).filter(({ startedAt }) => Math.abs(startedAt - contact.startedAt) < REACH_MS);
    const first = firstContact(contact, around, calendar, now);
    judged.set(contact.id, first);
    return first;
  };
}
