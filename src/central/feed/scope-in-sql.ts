/** `scopeOfRow` of the contract, written as SQL for rows that are changed by hand. A test holds the two together. */
import { restrictedCategories } from '#domain/vocabulary.ts';
import type { TableName } from '#domain/records.ts';
import { follows } from '#contract/scope-of-row.ts';
import { RESTRICTED } from '#contract/scopes.ts';
import { columnSql, columnsOf, tableNames, tables } from '#contract/tables.ts';
import { quoted, tableSql } from '../pg/ddl.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const restricted = restrictedCategories.map(text).join(', ');

const has = (table: TableName, field: string): boolean => columnsOf(table).some(([name]) => name === field);

/** An expression over `row`, a record of the table's columns. */
export function scopeSql(table: TableName, row: string): string {
  const rule = tables[table].scope;
  if (rule !== 'service' && rule !== 'follows') return text(rule);
  const category = `(SELECT s.category FROM service s WHERE s.council = ${row}.council AND s.id = ${row}.service_id)`;
  const about = (follows[table] ?? []).map(([field, followed]) =>
    `(SELECT f.row_scope FROM ${tableSql(followed)} f WHERE f.council = ${row}.council AND f.id = ${row}.${quoted(columnSql(field))} AND f.row_scope LIKE '${RESTRICTED}%')`);
  const own = has(table, 'serviceId') ? [`CASE WHEN ${category} IN (${restricted}) THEN '${RESTRICTED}' || ${row}.service_id END`] : [];
  const usual = rule === 'service' ? [`'service:' || ${category}`] : ofItsOwn(table, row);
  return `coalesce(${[...own, ...about, ...usual, text('council')].join(', ')})`;
}

const ofItsOwn = (table: TableName, row: string): string[] => table === 'transfer' ? [`CASE WHEN ${row}.to_category IS NOT NULL THEN 'service:' || ${row}.to_category END`]
  : table !== 'contact' ? []
  : [`CASE WHEN ${row}.resident_id IS NULL AND ${row}.property_id IS NULL AND ${row}.case_id IS NULL THEN 'site:' || ${row}.site_id END`,
    `(SELECT 'service:' || s.partner_category FROM staff s WHERE s.council = ${row}.council AND s.id = ${row}.staff_id)`];

/** Statements of PL/pgSQL, after `OLD` became `NEW`, that write again what is filed by this row, so that it moves along. */
export function refileSql(table: TableName): string {
  if (table === 'service') return refileByService();
  const followers = tableNames.flatMap((follower) => (follows[follower] ?? []).filter(([, followed]) => followed === table)
    .map(([field]) => touch(follower, `${quoted(columnSql(field))} = NEW.id`)));
  if (followers.length === 0) return '';
  return `IF TG_OP = 'INSERT' THEN moved := NEW.row_scope LIKE '${RESTRICTED}%';
    ELSE moved := NEW.row_scope <> OLD.row_scope AND (NEW.row_scope LIKE '${RESTRICTED}%' OR OLD.row_scope LIKE '${RESTRICTED}%'); END IF;
    IF moved THEN ${followers.join(' ')} END IF;`;
}

function refileByService(): string {
  const filed = tableNames.filter((table) => has(table, 'serviceId'));
  const always = filed.filter((table) => tables[table].scope === 'service').map((table) => touch(table, 'service_id = NEW.id'));
  // Only a restricted service decides where its contacts belong.
  const crossing = filed.filter((table) => tables[table].scope === 'follows').map((table) => touch(table, 'service_id = NEW.id'));
  return `IF TG_OP = 'UPDATE' AND NEW.category <> OLD.category THEN ${always.join(' ')}
      IF (NEW.category IN (${restricted})) <> (OLD.category IN (${restricted})) THEN ${crossing.join(' ')} END IF;
    END IF;`;
}

const touch = (table: TableName, where: string): string => `UPDATE ${tableSql(table)} SET id = id WHERE council = NEW.council AND ${where};`;
