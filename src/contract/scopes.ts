/** Scopes: which rows a person's desk receives. Derived from the person by the centre, never asked for by a desk. */
import { restrictedCategories, type Role, type ServiceCategory } from '#domain/vocabulary.ts';

export const serviceScope = (category: ServiceCategory): string => `service:${category}`;
/** One restricted service by its id: seen by those it was granted to by name and by nobody else, whatever their post. */
export const restrictedScope = (serviceId: string): string => `${RESTRICTED}${serviceId}`;
export const siteScope = (siteId: string): string => `site:${siteId}`;

export const RESTRICTED = 'restricted:';
export const isRestrictedScope = (scope: string): boolean => scope.startsWith(RESTRICTED);
export const isRestrictedCategory = (category: ServiceCategory | undefined): boolean =>
  category !== undefined && (restrictedCategories as readonly ServiceCategory[]).includes(category);

/** A scope that stands for all of its kind: `service` for every `service:…`. No restricted service has one. */
export const wildcards = ['service', 'site'] as const;

interface Holder { role: Role; partnerCategory: ServiceCategory | null; siteId: string }

/**
 * Scopes of a person: what their role and their site give, and what was granted to them by name (`granted`, as the
 * centre keeps it). A row's scope is one of these texts; see `scope-of-row.ts`.
 */
export function scopesOf(person: Holder, granted: readonly string[] = []): string[] {
  return [...new Set([...byRole(person), ...granted])];
}

function byRole({ role, partnerCategory, siteId }: Holder): string[] {
  switch (role) {
    case 'operative': return ['reference', 'council', 'service', siteScope(siteId)];
    case 'approver':
    case 'governance': return ['reference', 'council', 'service', 'site', 'leaders'];
    case 'partner': return ['reference', ...partnerCategory === null ? [] : [serviceScope(partnerCategory)], siteScope(siteId)];
  }
}

/** Whether a row's scope is among a person's. */
export const covers = (scopes: readonly string[], scope: string): boolean =>
  scopes.includes(scope) || wildcards.some((all) => scope.startsWith(`${all}:`) && scopes.includes(all));

export const sameScopes = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((scope) => other.includes(scope));
