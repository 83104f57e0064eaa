/** How one system's export is read: a JSON file that a person who knows that system writes, and no code. */
import { z } from 'zod';
import { caseStatuses, channels, contactOutcomes, contactReasons } from '#domain/vocabulary.ts';

const text = z.string().min(1);
const timeZone = z.string().refine((zone) => {
  try { new Intl.DateTimeFormat('en', { timeZone: zone }); return true; } catch { return false; }
}, 'no such time zone; write it as in Europe/London');
const column = z.strictObject({ column: text });
/** `format` in the notation of date-fns, e.g. `dd/MM/yyyy HH:mm`. */
const time = z.strictObject({ column: text, format: text, timeZone });
/** Text with columns in braces: `{HouseNumber} {StreetName}`. */
const template = z.strictObject({
  template: text,
  /** Taken off the end where it stands there, itself a template: `, {ZipCode}`. */
  dropEnding: text.optional(),
  /** For a source that shouts: `2111 W BELLEVUE AVE` becomes `2111 W Bellevue Ave`. */
  titleCase: z.boolean().optional(),
});

export const mappingSchema = z.strictObject({
  /** Part of every id that the import makes: never change it once used. */
  id: z.string().regex(/^[a-z0-9-]{2,30}$/, 'two to thirty small letters, digits and dashes'),
  title: text,
  encoding: z.enum(['utf-8', 'windows-1252']), delimiter: z.string().length(1),
  /** `required` where the source always ends its last line, so that a file without is known to be cut short. */
  finalLineBreak: z.enum(['required', 'optional']),
  reference: column, created: time, closed: time.nullable(),
  channel: z.strictObject({ column: text, values: z.record(z.string(), z.enum(channels)) }),
  requestType: z.strictObject({
    column: text,
    values: z.record(z.string(), z.strictObject({ serviceId: z.string().regex(/^\d+$/, 'an LGSL code'), reason: z.enum(contactReasons), title: text })),
  }),
  status: z.strictObject({
    column: text, values: z.record(z.string(), z.strictObject({ status: z.enum(caseStatuses), outcome: z.enum(contactOutcomes) })),
  }),
  address: z.strictObject({ line: template, locality: template, postcode: template, ward: template }),
  /** Sentences of the note; one whose columns are all empty is left out. */
  note: z.array(text).min(1),
  /** A request about the same address and of the same type, made this long after an open case began, joins that case. */
  mergeWithinDays: z.int().min(0).max(366),
});
export type Mapping = z.infer<typeof mappingSchema>;
export type Template = Mapping['address']['line'];

const namesIn = (templateText: string): string[] => [...templateText.matchAll(/\{([^{}]+)\}/g)].map((found) => found[1] ?? '');

/** Every column the mapping reads, in the order of its first mention. */
export function columnsOf(mapping: Mapping): string[] {
  const { address } = mapping;
  const templates = [address.line, address.locality, address.postcode, address.ward].flatMap((one) => [one.template, one.dropEnding ?? '']);
  return [...new Set([
    mapping.reference.column, mapping.created.column, ...(mapping.closed === null ? [] : [mapping.closed.column]), mapping.channel.column,
    mapping.requestType.column, mapping.status.column, ...[...templates, ...mapping.note].flatMap(namesIn),
  ])];
}

/** Fills a template; `null` where it names columns and every one of them is empty. */
export function fillTemplate(templateText: string, value: (column: string) => string): string | null {
  const names = namesIn(templateText);
  if (names.length > 0 && names.every((name) => value(name) === '')) return null;
  return templateText.replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => value(name)).replaceAll(/\s+/g, ' ').trim();
}
