/**
 * Rows that somebody changes by hand, with SQL of their own, reach every desk like any other: triggers on each shared
 * table stamp the row and write its feed entry in the same transaction. The centre's own writing says so in its
 * transaction (`BY_THE_CENTRE`) and is left alone.
 *
 * Each statement locks the head before it touches a row, as the centre does: versions stay in the order of commits,
 * and neither side waits for a row while it holds what the other waits for.
 */
import { createHash } from 'node:crypto';
import type { TableName } from '#domain/records.ts';
import { columnSql, columnsOf, tableNames, tables } from '#contract/tables.ts';
import type { Database, Session } from '../pg/database.ts';
import { quoted, tableSql } from '../pg/ddl.ts';
import { refileSql, scopeSql } from './scope-in-sql.ts';

/** Part of a statement of the centre: until its transaction ends the triggers let its writing be. */
export const BY_THE_CENTRE = `set_config('casefront.writer', 'centre', true)`;
const BY_HAND = `current_setting('casefront.writer', true) IS DISTINCT FROM 'centre'`;
/** Told `<version> <council>` at each commit that moves a head: what was written elsewhere reaches the desks of this centre too. */
export const HEAD_CHANNEL = 'casefront_head';

/** One version a transaction and council, kept for its later statements; a savepoint undone undoes both. */
const shared = [
  `CREATE OR REPLACE FUNCTION casefront_version(of_council text) RETURNS bigint LANGUAGE plpgsql AS $body$
  DECLARE
    kept jsonb := coalesce(nullif(current_setting('casefront.versions', true), ''), '{}')::jsonb;
    given bigint := (kept ->> of_council)::bigint;
  BEGIN
    IF given IS NOT NULL THEN RETURN given; END IF;
    UPDATE sync_head SET version = version + 1 WHERE council = of_council RETURNING version INTO given;
    IF NOT FOUND THEN RAISE EXCEPTION 'Casefront has no council "%": its desks could not hear of this row', of_council; END IF;
    PERFORM set_config('casefront.versions', (kept || jsonb_build_object(of_council, given))::text, true);
    RETURN given;
  END $body$`,
  `CREATE OR REPLACE FUNCTION casefront_append(of_council text, of_table text, of_pk text, of_scope text, of_op text, of_row jsonb, was bigint)
  RETURNS void LANGUAGE plpgsql AS $body$
  DECLARE v bigint := casefront_version(of_council);
  BEGIN
    -- Changed twice in one transaction: a desk takes a row once a version, so only the last word may stand there.
    IF was = v THEN
      DELETE FROM change WHERE council = of_council AND version = v AND table_name = of_table AND pk = of_pk AND op = 'put' RETURNING before INTO was;
    END IF;
    INSERT INTO change (council, version, n, table_name, pk, scope, op, "row", before)
    SELECT of_council, v, coalesce(max(n), 0) + 1, of_table, of_pk, of_scope, of_op, of_row, was FROM change WHERE council = of_council AND version = v;
  END $body$`,
  `CREATE OR REPLACE FUNCTION casefront_lock_heads() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    PERFORM 1 FROM sync_head ORDER BY council FOR UPDATE;
    RETURN NULL;
  END $body$`,
  `CREATE OR REPLACE FUNCTION casefront_tell_head() RETURNS trigger LANGUAGE plpgsql AS $body$
  BEGIN
    PERFORM pg_notify('${HEAD_CHANNEL}', NEW.version || ' ' || NEW.council);
    RETURN NULL;
  END $body$`,
  `CREATE OR REPLACE TRIGGER casefront_tell AFTER UPDATE ON sync_head FOR EACH ROW
    WHEN (OLD.version <> NEW.version OR OLD.epoch <> NEW.epoch) EXECUTE FUNCTION casefront_tell_head()`,
];

const rowAsJsonb = (table: TableName): string =>
  `jsonb_build_object(${columnsOf(table).map(([field]) => `'${field}', NEW.${quoted(columnSql(field))}`).join(', ')})`;

function ofTable(table: TableName): string[] {
  const { sql } = tables[table];
  const on = `ON ${tableSql(table)}`;
  return [
    `CREATE OR REPLACE FUNCTION casefront_stamp_${sql}() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      NEW.row_version := casefront_version(NEW.council);
      NEW.row_scope := ${scopeSql(table, 'NEW')};
      RETURN NEW;
    END $body$`,
    `CREATE OR REPLACE FUNCTION casefront_feed_${sql}() RETURNS trigger LANGUAGE plpgsql AS $body$
    DECLARE
      was bigint;
      moved boolean := false;
    BEGIN
      IF TG_OP <> 'INSERT' THEN
        was := OLD.row_version;
        IF TG_OP = 'DELETE' OR (NEW.council, NEW.id, NEW.row_scope) IS DISTINCT FROM (OLD.council, OLD.id, OLD.row_scope) THEN
          PERFORM casefront_append(OLD.council, '${table}', OLD.id, OLD.row_scope, 'leave', NULL, was);
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN NULL; END IF;
        IF (NEW.council, NEW.id) IS DISTINCT FROM (OLD.council, OLD.id) THEN was := NULL; END IF;
      END IF;
      PERFORM casefront_append(NEW.council, '${table}', NEW.id, NEW.row_scope, 'put', ${rowAsJsonb(table)}, was);
      ${refileSql(table)}
      RETURN NULL;
    END $body$`,
    `CREATE OR REPLACE FUNCTION casefront_empty_${sql}() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      PERFORM casefront_append(r.council, '${table}', r.id, r.row_scope, 'leave', NULL, r.row_version)
        FROM ${tableSql(table)} r WHERE EXISTS (SELECT 1 FROM sync_head h WHERE h.council = r.council);
      RETURN NULL;
    END $body$`,
    `CREATE OR REPLACE TRIGGER casefront_lock BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ${on} FOR EACH STATEMENT WHEN (${BY_HAND}) EXECUTE FUNCTION casefront_lock_heads()`,
    `CREATE OR REPLACE TRIGGER casefront_stamp BEFORE INSERT OR UPDATE ${on} FOR EACH ROW WHEN (${BY_HAND}) EXECUTE FUNCTION casefront_stamp_${sql}()`,
    `CREATE OR REPLACE TRIGGER casefront_feed AFTER INSERT OR UPDATE OR DELETE ${on} FOR EACH ROW WHEN (${BY_HAND}) EXECUTE FUNCTION casefront_feed_${sql}()`,
    `CREATE OR REPLACE TRIGGER casefront_vacate BEFORE TRUNCATE ${on} FOR EACH STATEMENT WHEN (${BY_HAND}) EXECUTE FUNCTION casefront_empty_${sql}()`,
  ];
}

/** Makes the triggers from the contract, where they are not those of this text already. Several centres may start at once. */
export async function makeTriggers(database: Database): Promise<void> {
  const text = [...shared, ...tableNames.flatMap(ofTable)].join(';\n');
  const checksum = createHash('sha256').update(text).digest('hex');
  const standing = async (session: Session): Promise<boolean> =>
    (await session.query('SELECT 1 FROM made_from_contract WHERE name = $1 AND checksum = $2', ['feed triggers', checksum])).rows.length > 0;
  if (await standing(database)) return;
  await database.transaction(async (session) => {
    await session.query('LOCK TABLE made_from_contract IN EXCLUSIVE MODE');
    if (await standing(session)) return;
    await session.query(`DO $made$ BEGIN ${text}; END $made$`);
    await session.query('INSERT INTO made_from_contract (name, checksum) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum', ['feed triggers', checksum]);
  });
}
