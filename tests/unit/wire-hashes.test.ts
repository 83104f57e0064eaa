/**
 * What crosses the wire may not change under a version that desks already speak. Where this fails: raise the version it
 * names, keep the one before served (`schema-history.ts`, `command-history.ts`, tests/fixtures/protocol-N), and write the
 * new hashes with `CASEFRONT_WIRE=write npx vitest run --project unit tests/unit/wire-hashes.test.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandNamed, type CommandName } from '#domain/commands/all.ts';
import { commandSchemas } from '#contract/commands.ts';
import * as restore from '#contract/restore.ts';
import { schemaHistory } from '#contract/schema-history.ts';
import { tables } from '#contract/tables.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '#contract/versions.ts';
import { wireHashes, type WireHashes } from './wire-hashes.ts';
import * as wire from '#contract/wire.ts';

const file = path.join(import.meta.dirname, '../fixtures/wire-hashes.json');
const recorded = JSON.parse(readFileSync(file, 'utf8')) as WireHashes;
const now = wireHashes({
  protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION, tables, modules: { ...wire, ...restore },
  commands: Object.entries(commandSchemas).map(([name, schema]) => ({ name, version: commandNamed(name as CommandName).version, schema })),
});
if (process.env['CASEFRONT_WIRE'] === 'write') {
  // What is recorded stands: a version that desks speak is never given another meaning.
  writeFileSync(file, `${JSON.stringify({ protocol: { ...now.protocol, ...recorded.protocol }, schema: { ...now.schema, ...recorded.schema }, command: { ...now.command, ...recorded.command } }, null, 2)}\n`);
}
const known = JSON.parse(readFileSync(file, 'utf8')) as WireHashes;

describe('the wire', () => {
  it(`is that of protocol ${String(PROTOCOL_VERSION)}, schema for schema`, () => {
    expect(now.protocol).toEqual({ [PROTOCOL_VERSION]: known.protocol[PROTOCOL_VERSION] });
  });

  it(`carries the tables of schema ${String(SCHEMA_VERSION)}, column for column, and knows what that changed`, () => {
    expect(now.schema).toEqual({ [SCHEMA_VERSION]: known.schema[SCHEMA_VERSION] });
    expect(schemaHistory).toHaveProperty(String(SCHEMA_VERSION));
  });

  it('carries each command under the version that it is read by', () => {
    expect(Object.fromEntries(Object.keys(now.command).map((name) => [name, known.command[name]]))).toEqual(now.command);
  });

  it('is not the same once anything in it is: a field, its kind, its limit, whether it may be left out', () => {
    const hash = (schema: z.ZodType): string | undefined =>
      wireHashes({ protocol: 1, schema: 1, tables: {}, modules: { oneSchema: schema }, commands: [] }).protocol[1]?.['oneSchema'];
    const shapes = [
      z.object({ id: z.string() }), z.object({ id: z.string(), at: z.int() }), z.object({ id: z.int() }), z.object({ id: z.string().max(5) }),
      z.object({ id: z.string().optional() }), z.strictObject({ id: z.string() }), z.object({ id: z.string().nullable() }),
    ];
    expect(new Set(shapes.map(hash)).size).toBe(shapes.length);
    expect(hash(z.object({ a: z.string(), b: z.int() }))).toBe(hash(z.object({ b: z.int(), a: z.string() })));
  });
});
