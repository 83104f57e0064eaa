import type { TableName } from '#domain/records.ts';

/** A row that changed, and whose business it is: residents, properties, households, cases, and who used a limit. */
export interface Touch {
  table: TableName;
  id: string;
  about: Set<string>;
}

const links = ['residentId', 'propertyId', 'householdId', 'caseId', 'fromId', 'toId', 'fromPropertyId', 'toPropertyId', 'oneId', 'otherId', 'survivorId'] as const;

export function aboutOf(table: TableName, row: object): string[] {
  const fields = row as Record<string, unknown>;
  const about = links.map((link) => fields[link]).filter((id) => typeof id === 'string');
  if (typeof fields['id'] === 'string') about.push(fields['id']);
  // A limit over one operative's own decisions is used up by what they decide for anybody.
  if (table === 'authorityUse' && typeof fields['staffId'] === 'string') about.push(fields['staffId']);
  // Whoever asked has their enquiries on a page of their own.
  if (table === 'contact') {
    const councillorId = (fields['enquiry'] as { councillorId?: unknown } | null | undefined)?.councillorId;
    if (typeof councillorId === 'string') about.push(councillorId);
  }
  return about;
}
