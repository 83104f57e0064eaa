/** Who can be handed something: colleagues, teams, partners of the service that it is about. */
import type { ReferenceCollections } from '#contract/views/governance.ts';
import type { TransferItem } from '#contract/views/queue.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';

export interface Receiver {
  id: string;
  label: string;
  /** How many of them have a desk open now; null where nobody can say. */
  there: number | null;
}
export type ReceiverKind = 'colleague' | 'team' | 'partner';

type People = Pick<ReferenceCollections, never> & { staff: readonly ReferenceCollections['staff'][]; sites: readonly ReferenceCollections['sites'][]; services: readonly ReferenceCollections['services'][] };

export const teamText = (teamId: string): string => teamId.charAt(0).toUpperCase() + teamId.slice(1).replaceAll('-', ' ');

/** Whom it went to, in words. */
export function receiverOf({ toName, toTeamId, toCategory }: TransferItem, people: Pick<People, 'staff' | 'sites'> | null): string {
  if (toName !== null) return toName;
  if (toTeamId !== null) return teamText(toTeamId);
  const siteId = people?.staff.find(({ partnerCategory }) => partnerCategory === toCategory)?.siteId;
  return people?.sites.find(({ id }) => id === siteId)?.name ?? toCategory ?? '';
}

/** Those who are there come first, in the order that they have else. */
export function receiversOf(kind: ReceiverKind, people: People, staffId: string, serviceId: string | null, atDesk: ReadonlySet<string> | null): Receiver[] {
  const all = everyReceiver(kind, people, staffId, serviceId).map(({ who, ...one }) => ({ ...one, there: atDesk === null ? null : who.filter((id) => id !== staffId && atDesk.has(id)).length }));
  return all.toSorted((one, other) => Number((other.there ?? 0) > 0) - Number((one.there ?? 0) > 0));
}

function everyReceiver(kind: ReceiverKind, { staff, sites, services }: People, staffId: string, serviceId: string | null): { id: string; label: string; who: string[] }[] {
  const siteName = (id: string): string => sites.find((site) => site.id === id)?.name ?? '';
  const own = staff.filter(({ role }) => role !== 'partner');
  switch (kind) {
    case 'colleague': return own.filter(({ id }) => id !== staffId).map(({ id, name, siteId }) => ({ id, label: `${name}, ${siteName(siteId)}`, who: [id] }));
    case 'team': return [...new Set(own.map(({ teamId }) => teamId))].toSorted().map((id) => ({ id, label: teamText(id), who: own.filter(({ teamId }) => teamId === id).map((one) => one.id) }));
    case 'partner': {
      const category = services.find(({ id }) => id === serviceId)?.category ?? null;
      const partners = new Map<ServiceCategory, string>();
      for (const one of staff) if (one.partnerCategory !== null && (category === null || one.partnerCategory === category)) partners.set(one.partnerCategory, siteName(one.siteId));
      return [...partners].map(([id, label]) => ({ id, label, who: staff.filter(({ partnerCategory }) => partnerCategory === id).map((one) => one.id) }));
    }
  }
}
