/** What was asked to be booked because of a need, as `people.json` says it, and what has been arranged of it. */
import { asId, derivedId, type NeedId, type ServiceId } from '#domain/ids.ts';
import { weekdayAgo, weekdayAhead, type Calendar } from './calendar.ts';
import type { NamedResident } from './catalogue.ts';
import type { PastRows } from './past-rows.ts';

export function bookNeeds(past: PastRows, residents: readonly NamedResident[], calendar: Calendar): void {
  for (const { id, needs } of residents) {
    for (const { kind, bookings } of needs) {
      const needId = derivedId<NeedId>(id, kind);
      for (const { id: bookingId, inWorkingDays, time, place, serviceId, asked, confirmed } of bookings) {
        const on = weekdayAhead(calendar, inWorkingDays);
        past.act(bookingId, asked.staffId, weekdayAgo(calendar, asked.workingDaysAgo, asked.at), 'book-need', { bookingId, needId, on, time, place, serviceId: asId<ServiceId>(serviceId) });
        if (confirmed !== null) past.act(bookingId, confirmed.staffId, weekdayAgo(calendar, confirmed.workingDaysAgo, confirmed.at), 'confirm-booking', { bookingId, needId, reference: confirmed.reference });
      }
    }
  }
}
