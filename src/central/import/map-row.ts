/** One row of another system's export as the council's own words, or the reason why it can't be. Pure. */
import { TZDate, tzOffset } from '@date-fns/tz';
import { isValid } from 'date-fns/isValid';
import { parse } from 'date-fns/parse';
import { isValid as isPostcode, toNormalised } from 'postcode';
import type { Instant } from '#domain/time/instant.ts';
import type { CaseStatus, Channel, ContactOutcome, ContactReason } from '#domain/vocabulary.ts';
import { fillTemplate, type Mapping, type Template } from './mapping.ts';
import type { SourceRow } from './read-csv.ts';

export interface MappedRow {
  line: number;
  reference: string;
  createdAt: Instant;
  closedAt: Instant | null;
  channel: Channel;
  reason: ContactReason;
  outcome: ContactOutcome;
  status: CaseStatus;
  serviceId: string;
  title: string;
  note: string;
  address: { addressLine: string; locality: string; postcode: string; ward: string };
}

export type RowVerdict = { ok: true; row: MappedRow } | { ok: false; reference: string | null; reason: string };

const LONGEST_REFERENCE = 60;

/** Prepares a mapping for one heading. The reasons it gives name columns and list values, never a person's words. */
export function createRowMapper(mapping: Mapping, heading: string[], now: Instant): (source: SourceRow) => RowVerdict {
  const places = new Map(heading.map((name, index) => [name, index]));
  const readCreated = timeReader(mapping.created);
  const readClosed = mapping.closed === null ? null : timeReader(mapping.closed);

  return ({ line, fields }) => {
    const value = (column: string): string => (fields[places.get(column) ?? -1] ?? '').trim();
    const reference = value(mapping.reference.column);
    const no = (reason: string): RowVerdict => ({ ok: false, reference: reference === '' ? null : reference.slice(0, LONGEST_REFERENCE), reason });
    if (fields.length !== heading.length) return no(`has ${String(fields.length)} fields where the heading has ${String(heading.length)}`);
    if (reference === '') return no(`no reference in ${mapping.reference.column}`);
    if (reference.length > LONGEST_REFERENCE) return no(`the reference in ${mapping.reference.column} is longer than ${String(LONGEST_REFERENCE)} characters`);
    const createdAt = readCreated(value(mapping.created.column));
    if (createdAt === null) return no(`${mapping.created.column} is not a time like ${mapping.created.format}`);
    if (createdAt > now) return no(`${mapping.created.column} is in the future`);
    const closedText = mapping.closed === null ? '' : value(mapping.closed.column);
    const closedAt = closedText === '' || readClosed === null ? null : readClosed(closedText);
    if (closedText !== '' && closedAt === null) return no(`${mapping.closed?.column ?? ''} is not a time like ${mapping.closed?.format ?? ''}`);
    if (closedAt !== null && closedAt < createdAt) return no(`${mapping.closed?.column ?? ''} is before ${mapping.created.column}`);
    const channel = listed(mapping.channel.values, value(mapping.channel.column));
    if (channel === undefined) return no(unknown(mapping.channel.column));
    const type = listed(mapping.requestType.values, value(mapping.requestType.column));
    if (type === undefined) return no(unknown(mapping.requestType.column));
    const status = listed(mapping.status.values, value(mapping.status.column));
    if (status === undefined) return no(unknown(mapping.status.column));
    const addressLine = written(mapping.address.line, value);
    if (addressLine === '') return no('no address');
    return {
      ok: true,
      row: {
        line, reference, createdAt, closedAt: status.status === 'closed' || status.status === 'cancelled' ? closedAt : null, channel,
        reason: type.reason, outcome: status.outcome, status: status.status, serviceId: type.serviceId, title: type.title,
        note: mapping.note.flatMap((sentence) => fillTemplate(sentence, value) ?? []).join(' '),
        address: {
          addressLine, locality: written(mapping.address.locality, value), ward: written(mapping.address.ward, value),
          postcode: normalPostcode(written(mapping.address.postcode, value)),
        },
      },
    };
  };
}

/**
 * Reads clock times of one format and zone. Date arithmetic in a zone is some twenty times slower than in the machine's
 * own, so a time is read in the machine's and moved; on the days when the machine's clocks change it is read in UTC,
 * where every clock time exists. An hour that the zone repeats is taken as one of the two.
 */
function timeReader(field: { format: string; timeZone: string }): (text: string) => Instant | null {
  const here = new Date(2000, 0, 1);
  const inUtc = new TZDate(2000, 0, 1, '+00:00');
  return (text) => {
    const local = parse(text, field.format, here);
    if (!isValid(local)) return null;
    const wall = clocksChangeOn(local) ? parse(text, field.format, inUtc).getTime()
      : Date.UTC(local.getFullYear(), local.getMonth(), local.getDate(), local.getHours(), local.getMinutes(), local.getSeconds(), local.getMilliseconds());
    const guess = wall - tzOffset(field.timeZone, new Date(wall)) * 60_000;
    return wall - tzOffset(field.timeZone, new Date(guess)) * 60_000;
  };
}

const clocksChangeOn = (local: Date): boolean =>
  new Date(local.getFullYear(), local.getMonth(), local.getDate()).getTimezoneOffset()
    !== new Date(local.getFullYear(), local.getMonth(), local.getDate() + 1).getTimezoneOffset();

/** Own keys only: a column that says `constructor` is not on the list. */
const listed = <V>(values: Record<string, V>, key: string): V | undefined => Object.hasOwn(values, key) ? values[key] : undefined;
const unknown = (column: string): string => `${column} has a value the mapping doesn’t list`;

function written(template: Template, value: (column: string) => string): string {
  let text = fillTemplate(template.template, value) ?? '';
  const ending = template.dropEnding === undefined ? null : fillTemplate(template.dropEnding, value);
  if (ending !== null && text.endsWith(ending)) text = text.slice(0, -ending.length).trim();
  return template.titleCase === true ? titleCase(text) : text;
}

const titleCase = (text: string): string => text.toLowerCase()
  .replaceAll(/(^|[\s(/-])(\p{L})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase()).replaceAll(' At ', ' at ');

export const normalPostcode = (text: string): string => isPostcode(text) ? toNormalised(text) ?? text : text.toUpperCase();
