/** Scopes: which rows a person's desk receives. Derived from the person by the centre, never asked for by a desk. */
import type { Role, ServiceCategory } from '#domain/vocabulary.ts';

/** Scopes of a person. A row's scope is one of these texts; see `ScopeRule` in `tables.ts`. */
export function scopesOf(person: { role: Role; partnerCategory: ServiceCategory | null }): string[] {
  switch (person.role) {
    case 'operative': return ['reference', 'council', 'service'];
    case 'approver':
    case 'governance': return ['reference', 'council', 'service', 'leaders'];
    case 'partner': return person.partnerCategory === null ? ['reference'] : ['reference', serviceScope(person.partnerCategory)];
  }
}

export const serviceScope = (category: ServiceCategory): string => `service:${category}`;

/** Whether a row's scope is among a person's; council staff hold `service`, which covers every category. */
export const covers = (scopes: readonly string[], scope: string): boolean =>
  scopes.includes(scope) || (scope.startsWith('service:') && scopes.includes('service'));
