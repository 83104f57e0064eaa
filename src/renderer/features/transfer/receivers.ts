/** Who can be handed something: colleagues, teams, partners of the service that it is about. */
import type { ReferenceCollections } from '#contract/views/governance.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';

export interface Receiver { id: string; label: string }
export type ReceiverKind = 'colleague' | 'team' | 'partner';

type People = Pick<ReferenceCollections, never> & { staff: readonly ReferenceCollections['staff'][]; sites: readonly ReferenceCollections['sites'][]; services: readonly ReferenceCollections['services'][] };

export const teamText = (teamId: string): string => teamId.charAt(0).toUpperCase() + teamId.slice(1).replaceAll('-', ' ');

export function receiversOf(kind: ReceiverKind, { staff, sites, services }: People, staffId: string, serviceId: string | null): Receiver[] {
  const siteName = (id: string): string => sites.find((site) => site.id === id)?.name ?? '';
  const own = staff.filter(({ role }) => role !== 'partner');
  switch (kind) {
    case 'colleague': return own.filter(({ id }) => id !== staffId).map(({ id, name, siteId }) => ({ id, label: `${name}, ${siteName(siteId)}` }));
    case 'team': return [...new Set(own.map(({ teamId }) => teamId))].toSorted().map((id) => ({ id, label: teamText(id) }));
    case 'partner': {
      const category = services.find(({ id }) => id === serviceId)?.category ?? null;
      const partners = new Map<ServiceCategory, string>();
      for (const one of staff) if (one.partnerCategory !== null && (category === null || one.partnerCategory === category)) partners.set(one.partnerCategory, siteName(one.siteId));
      return [...partners].map(([id, label]) => ({ id, label }));
    }
  }
}
