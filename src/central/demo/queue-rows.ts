/** Who waits at the hubs, as `people.json` says it, with minutes counted back from now. */
import { nextNumber } from '#domain/queue/ticket-numbers.ts';
import { asId, type ServiceId, type SiteId, type StaffId, type TicketId } from '#domain/ids.ts';
import type { Ticket, TicketStep } from '#domain/records/queue.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { NamedPeople } from './catalogue.ts';
import type { CouncilFiles } from './council-files.ts';

const MINUTE = 60_000;

export function queueRows({ queue }: NamedPeople, { sites, staff }: CouncilFiles, now: Instant): Ticket[] {
  const tickets: Ticket[] = [];
  for (const [index, one] of queue.toSorted((a, b) => b.minutesAgo - a.minutesAgo).entries()) {
    const arrivedAt = now - one.minutesAgo * MINUTE;
    const calledAt = one.called === null ? null : arrivedAt + one.called.after * MINUTE;
    const gone = one.leftAfter === null ? null : arrivedAt + one.leftAfter * MINUTE;
    const endedAt = one.called === null || calledAt === null ? gone : calledAt + one.called.minutes * MINUTE;
    const caller = one.called === null ? null : asId<StaffId>(one.called.staffId);
    const step = (at: Instant, kind: TicketStep['kind'], staffId: string): TicketStep => ({ at, staffId: asId<StaffId>(staffId), kind, siteId: null, words: '' });
    tickets.push({
      id: asId<TicketId>(`ticket-demo-${String(index + 1)}`), number: nextNumber({ siteId: one.siteId, staffId: one.staffId, sites, staff, tickets, now: arrivedAt }),
      siteId: asId<SiteId>(one.siteId), teamId: null, channel: one.channel, residentId: one.residentId === null ? null : asId(one.residentId), calledName: one.calledName,
      reason: one.reason, serviceId: one.serviceId === null ? null : asId<ServiceId>(one.serviceId), needs: one.needs, vulnerable: one.vulnerable,
      dueAt: one.dueInMinutes === null ? null : now + one.dueInMinutes * MINUTE, note: one.note, arrivedAt, takenBy: asId<StaffId>(one.staffId),
      status: endedAt === null ? 'waiting' : caller === null ? 'left' : 'finished', calledAt, calledBy: caller, desk: '', endedAt, contactId: null,
      steps: calledAt === null || caller === null ? endedAt === null ? [] : [step(endedAt, 'left', one.staffId)]
        : [step(calledAt, 'called', caller), step(endedAt ?? calledAt, 'finished', caller)],
    });
  }
  return tickets;
}
