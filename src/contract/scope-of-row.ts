/** The scope of each row, from the row and what it is about. The centre files every row under it and the feed carries it. */
import type { Records, TableName } from '#domain/records.ts';
import type { ServiceCategory } from '#domain/vocabulary.ts';
import { isRestrictedCategory, isRestrictedScope, restrictedScope, serviceScope, siteScope } from './scopes.ts';
import { tables } from './tables.ts';

/** The row that another follows: what its readers may not see, they may not see either. */
export interface Followed { table: TableName; id: string }

type Fields = Partial<Record<'caseId' | 'contactId' | 'decisionId' | 'escalationId' | 'serviceId' | 'residentId' | 'propertyId' | 'siteId' | 'staffId' | 'toCategory', string | null>>;

/** By table, the field that names the followed row and its table. */
export const follows: Partial<Record<TableName, readonly [field: keyof Fields, table: TableName][]>> = {
  contact: [['caseId', 'caseFile']],
  escalation: [['contactId', 'contact']],
  decision: [['contactId', 'contact']],
  entitlement: [['decisionId', 'decision']],
  payment: [['decisionId', 'decision']],
  task: [['decisionId', 'decision']],
  message: [['decisionId', 'decision'], ['escalationId', 'escalation']],
  transfer: [['caseId', 'caseFile'], ['contactId', 'contact']],
};

/** In an order in which every row comes after those it follows. */
export const scopeOrder: readonly TableName[] = [
  'site', 'staff', 'service', 'scheme', 'authorisation', 'subDelegation', 'deputy', 'approvalCode', 'pause', 'article', 'articleVote', 'holiday', 'councillor', 'property', 'resident', 'duplicate', 'merge', 'access', 'authorityToAct', 'deathNotice', 'promise', 'ticket', 'need', 'interpreting', 'link', 'lifeChange', 'verification', 'marker', 'markerNarrative', 'authorityUse',
  'caseFile', 'contact', 'escalation', 'decision', 'entitlement', 'payment', 'task', 'message', 'transfer',
];

/** Tables whose rows are not all of one scope, and may move from one to another. */
export const isMovable = (table: TableName): boolean => tables[table].scope === 'service' || tables[table].scope === 'follows';

/** The scope that is not worth saying with each row; null where rows of a table have no usual one. */
export function usualScope(table: TableName): string | null {
  const rule = tables[table].scope;
  if (rule === 'follows') return 'council';
  return rule === 'service' ? null : rule;
}

export function followedBy(table: TableName, row: object): Followed[] {
  return (follows[table] ?? []).flatMap(([field, followed]) => {
    const id = (row as Fields)[field] ?? null;
    return id === null ? [] : [{ table: followed, id }];
  });
}

export interface ScopeFacts {
  /** A service's category; undefined where nobody has described it. */
  category: (serviceId: string) => ServiceCategory | undefined;
  /** Whose service somebody works for, where they are a partner's. */
  partner: (staffId: string) => ServiceCategory | null;
  /** The scope a followed row stands under; null where it is not there (yet). */
  scope: (followed: Followed) => string | null;
}

/**
 * A row of a restricted service, or about something restricted, is restricted alike. A contact with nobody named, at no
 * address and on no case is its site's own business: no record elsewhere shows it. What a partner logs is their service's
 * and the council's. Uses of a limit stay with all of the
 * council's staff, or two desks would count one limit differently; they hold amounts and no words. What is handed to a
 * partner is all of it that the partner receives.
 */
export function scopeOfRow<T extends TableName>(table: T, row: Records[T], facts: ScopeFacts): string {
  const rule = tables[table].scope;
  if (rule !== 'service' && rule !== 'follows') return rule;
  const { serviceId = null, residentId = null, propertyId = null, caseId = null, siteId = null, staffId = null, toCategory = null } = row as Fields;
  const about = followedBy(table, row).map(facts.scope).find((scope) => scope !== null && isRestrictedScope(scope));
  const category = serviceId === null ? undefined : facts.category(serviceId);
  if (serviceId !== null && isRestrictedCategory(category)) return restrictedScope(serviceId);
  if (about !== undefined && about !== null) return about;
  // A row of a service nobody has described is the council's own: no partner can claim it.
  if (rule === 'service') return category === undefined ? 'council' : serviceScope(category);
  if (table === 'transfer' && toCategory !== null) return serviceScope(toCategory as ServiceCategory);
  const nobodys = table === 'contact' && residentId === null && propertyId === null && caseId === null;
  if (nobodys && siteId !== null) return siteScope(siteId);
  const partner = table === 'contact' && staffId !== null ? facts.partner(staffId) : null;
  return partner === null ? 'council' : serviceScope(partner);
}
