/** A hash of everything that crosses the wire, by the version under which it does. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** SHA-256, by version and then by the schema's, table's or command's name; a command's own version is in its name, as in `log-contact@1`. */
export interface WireHashes {
  protocol: Record<number, Record<string, string>>;
  schema: Record<number, Record<string, string>>;
  command: Record<string, string>;
}

export interface Wire {
  protocol: number;
  schema: number;
  /** Exports whose names end in `Schema`. */
  modules: Record<string, unknown>;
  tables: Record<string, unknown>;
  commands: { name: string; version: number; schema: z.ZodType }[];
}

/** The order of keys means nothing on the wire; that of a list does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, key === 'required' && Array.isArray(held) ? held.toSorted() : sorted(held)] as const).toSorted(([one], [other]) => one < other ? -1 : 1));
}
const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(sorted(value))).digest('hex');
const shapeOf = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });

export function wireHashes({ protocol, schema, modules, tables, commands }: Wire): WireHashes {
  const schemas = Object.entries(modules).filter((entry): entry is [string, z.ZodType] => entry[0].endsWith('Schema') && entry[1] instanceof z.ZodType);
  return {
    protocol: { [protocol]: Object.fromEntries(schemas.map(([name, one]) => [name, hashOf(shapeOf(one))])) },
    schema: { [schema]: Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, hashOf(table)])) },
    command: Object.fromEntries(commands.map(({ name, version, schema: one }) => [`${name}@${String(version)}`, hashOf(shapeOf(one))])),
  };
}
