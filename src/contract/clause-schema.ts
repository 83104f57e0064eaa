/** One clause of a scheme of delegation as a council writes it, with what no clause may say. */
import { z } from 'zod';
import type { Clause } from '#domain/delegation/scheme.ts';
import { markerCategories, posts } from '#domain/vocabulary.ts';

const text = z.string().trim().min(1);
const code = z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and dashes only');
/** Pence, a count or days: never a fraction, never above a million pounds. */
const amount = z.int().min(0).max(100_000_000);
const post = z.enum(posts);
const coded = z.strictObject({ code, words: text });

const windowSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling-months'), months: z.int().min(1).max(120) }),
  z.strictObject({ kind: z.literal('rolling-days'), days: z.int().min(1).max(3660) }),
  z.strictObject({ kind: z.literal('calendar-day') }),
  z.strictObject({ kind: z.literal('calendar-month') }),
  z.strictObject({ kind: z.literal('while-running') }),
]);

const limit = z.strictObject({ post, perDecision: amount.min(1), offline: amount.nullable(), authorisation: code.nullable().default(null) })
  .refine((one) => (one.offline ?? 0) <= one.perDecision, { path: ['offline'], message: 'may not be above perDecision' });

const cumulative = z.strictObject({
  scope: z.enum(['resident', 'household', 'property', 'vehicle', 'operative']), window: windowSchema,
  total: amount.nullable(), times: z.int().min(1).nullable(), perItem: z.boolean(),
}).refine((one) => one.total !== null || one.times !== null, 'needs a total or a number of times');

const condition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('evidence'), evidence: code, words: text }),
  z.strictObject({ kind: z.literal('confirm'), code, words: text }),
  z.strictObject({ kind: z.literal('verification'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), words: text }),
  z.strictObject({ kind: z.literal('no-marker'), categories: z.array(z.enum(markerCategories)).min(1), words: text }),
]);

/** Without dashes, so that a resident’s wording can call for its answer. */
const fieldCode = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'a small letter, then letters and digits only');
const field = { code: fieldCode, words: text, required: z.boolean().default(true) };
const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...field, pattern: z.strictObject({ expression: text.refine(isExpression, 'is not a pattern that can be read'), words: text }).nullable().default(null) }),
  z.strictObject({ kind: z.literal('registration'), ...field }),
  z.strictObject({ kind: z.literal('money'), ...field }),
  z.strictObject({ kind: z.literal('number'), ...field, least: z.int(), most: z.int() }),
  z.strictObject({ kind: z.literal('date'), ...field, earliest: z.int().min(-3660).max(3660), latest: z.int().min(-3660).max(3660) }),
  z.strictObject({ kind: z.literal('choice'), ...field, options: z.array(coded).min(1) }),
]);

function isExpression(expression: string): boolean {
  try {
    return new RegExp(`^(?:${expression})$`) instanceof RegExp;
  } catch {
    return false;
  }
}

const worth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entered') }),
  z.strictObject({ kind: z.literal('per-unit'), base: amount, each: amount, field: fieldCode, most: amount.min(1) }),
]);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payment'), method: z.enum(['original-card', 'bank-transfer', 'voucher', 'account-credit']) }),
  z.strictObject({ kind: z.literal('task'), serviceId: z.string(), title: text, dueField: fieldCode.nullable().default(null) }),
  z.strictObject({ kind: z.literal('entitlement'), serviceId: z.string(), title: text, monthsField: fieldCode.nullable().default(null) }),
  z.strictObject({ kind: z.literal('pass-on'), serviceId: z.string(), title: text, where: text }),
]);

export const clauseSchema = z.strictObject({
  id: code, number: text, title: text, serviceId: z.string().nullable(), power: text,
  powerOf: z.enum(['council', 'executive']), delegatedFrom: text, maySubDelegate: z.boolean().default(false),
  measure: z.enum(['money', 'count', 'days']), usual: amount, worth: worth.default({ kind: 'entered' }), ceilingField: fieldCode.nullable().default(null),
  limits: z.array(limit), ladder: z.array(z.strictObject({ post, upTo: amount.min(1) })), secondApprover: post.nullable().default(null),
  cumulative: z.array(cumulative), reasons: z.array(coded).min(1), conditions: z.array(condition), items: z.array(coded),
  fields: z.array(fieldSchema).default([]), effects: z.array(effect).min(1), residentWording: text, residentWordings: z.record(z.string().regex(/^[a-z]{2,3}$/, 'a language’s code, such as cy'), text).default({}), never: text.nullable(), offlineAdvice: text.nullable().default(null),
}).superRefine((clause, context) => {
  const fault = (path: (string | number)[], message: string): void => { context.addIssue({ code: 'custom', path, message }); };
  clause.ladder.forEach((rung, index) => {
    const below = clause.ladder[index - 1];
    if (below !== undefined && rung.upTo <= below.upTo) fault(['ladder', index, 'upTo'], 'each rung must reach above the one before');
  });
  const most = Math.max(0, ...clause.limits.map((one) => one.perDecision));
  const top = clause.ladder.at(-1);
  const passesOn = clause.effects.some(({ kind }) => kind === 'pass-on');
  if (top !== undefined && top.upTo < most) fault(['ladder'], 'the top approver may do less than the desk');
  if (clause.limits.length > 0 && !passesOn && top === undefined) fault(['ladder'], 'somebody must decide above the desk');
  if (passesOn && (clause.effects.length > 1 || clause.limits.length > 0)) fault(['effects'], 'what is passed on is decided by nobody here, and does nothing else');
  if (clause.effects.some(({ kind }) => kind === 'payment') && clause.measure !== 'money') fault(['measure'], 'a payment is measured in money');
  if (clause.secondApprover !== null && top === undefined) fault(['secondApprover'], 'there is no first approver');

  const fieldOf = (kind: string | null, named: string | null, path: (string | number)[]): void => {
    if (named === null) return;
    const found = clause.fields.find((one) => one.code === named);
    if (found === undefined) fault(path, `the clause has no field “${named}”`);
    else if (found.kind !== kind) fault(path, `the field “${named}” is not of the kind ${String(kind)}`);
  };
  fieldOf('money', clause.ceilingField, ['ceilingField']);
  if (clause.worth.kind === 'per-unit') fieldOf('number', clause.worth.field, ['worth', 'field']);
  clause.effects.forEach((one, index) => {
    if (one.kind === 'task') fieldOf('date', one.dueField, ['effects', index, 'dueField']);
    if (one.kind === 'entitlement') fieldOf('number', one.monthsField, ['effects', index, 'monthsField']);
    if (one.kind === 'entitlement' && one.monthsField === null && clause.measure !== 'days') fault(['effects', index], 'how long it runs is the amount in days, or a field of months');
  });
  if (clause.cumulative.some(({ scope }) => scope === 'vehicle') && !clause.fields.some(({ kind }) => kind === 'registration')) fault(['cumulative'], 'a limit for a vehicle needs a field for its registration');
  if (clause.cumulative.some(({ window }) => window.kind === 'while-running') && !clause.effects.some(({ kind }) => kind === 'entitlement')) fault(['cumulative'], 'nothing of this clause runs for a time');
  const known = new Set(['amount', 'item', 'reference', ...clause.fields.map((one) => one.code)]);
  const unknown = [...clause.residentWording.matchAll(/\{\{(.*?)\}\}/g)].map((found) => found[1] ?? '').find((name) => !known.has(name));
  if (unknown !== undefined) fault(['residentWording'], `may only fill in {{amount}}, {{item}}, {{reference}} and the clause’s fields, not {{${unknown}}}`);
  // Words of the council’s own in English would stand in the middle of another language.
  const spoken = new Set(['reference', ...clause.measure === 'money' ? ['amount'] : [], ...clause.fields.filter(({ kind }) => kind !== 'choice').map((one) => one.code)]);
  for (const [language, wording] of Object.entries(clause.residentWordings)) {
    const english = [...wording.matchAll(/\{\{(.*?)\}\}/g)].map((found) => found[1] ?? '').find((name) => !spoken.has(name));
    if (english !== undefined) fault(['residentWordings', language], `can’t fill in {{${english}}}: it would be in English`);
  }
}) satisfies z.ZodType<Clause>;

/** What a scheme says beside when it is in force. */
export const schemeSettings = {
  version: z.int().min(1), title: text, signedBy: text, pilotTeams: z.array(text).min(1).nullable().default(null),
  authorisations: z.array(z.strictObject({ code, words: text, months: z.int().min(1).max(120) })).default([]),
  answerWithin: z.int().min(1).max(24 * 60).default(5), splitWithin: z.int().min(1).max(366).default(14),
  offlineHours: z.int().min(1).max(7 * 24).default(24), clauses: z.array(clauseSchema).min(1),
};

/** A version as it is drafted in the app and goes to the centre; instants are milliseconds. */
export const schemeVersionSchema = z.strictObject({
  id: z.string().min(1).max(100), effectiveFrom: z.int().min(0), effectiveTo: z.int().min(0).nullable(), ...schemeSettings,
});
