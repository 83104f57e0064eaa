/** One clause of a scheme of delegation as a council writes it, with what no clause may say. */
import { z } from 'zod';
import type { Clause } from '#domain/delegation/scheme.ts';
import { posts } from '#domain/vocabulary.ts';

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
]);

const limit = z.strictObject({ post, perDecision: amount.min(1), offline: amount.nullable() })
  .refine((one) => (one.offline ?? 0) <= one.perDecision, { path: ['offline'], message: 'may not be above perDecision' });

const cumulative = z.strictObject({
  scope: z.enum(['resident', 'household', 'property', 'operative']), window: windowSchema,
  total: amount.nullable(), times: z.int().min(1).nullable(), perItem: z.boolean(),
}).refine((one) => one.total !== null || one.times !== null, 'needs a total or a number of times');

const condition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('evidence'), words: text,
    evidence: z.enum([
      'fault-recorded', 'apology-given', 'crew-damage-log', 'cancelled-in-time', 'crew-failure-code', 'missed-collection-log',
      'proof-of-address', 'proof-of-vehicle', 'hardship-statement', 'payment-record', 'second-failure-report',
    ]),
  }),
  z.strictObject({ kind: z.literal('confirm'), code, words: text }),
]);

const effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('payment'), method: z.enum(['original-card', 'bank-transfer', 'voucher', 'account-credit']) }),
  z.strictObject({ kind: z.literal('task'), serviceId: z.string(), title: text }),
  z.strictObject({ kind: z.literal('elsewhere'), where: text }),
]);

/** The values that a resident's wording may call for. */
const wording = text.refine((words) => [...words.matchAll(/\{\{(.*?)\}\}/g)].every((found) => ['amount', 'item', 'reference'].includes(found[1] ?? '')),
  'may only fill in {{amount}}, {{item}} and {{reference}}');

export const clauseSchema = z.strictObject({
  id: code, number: text, title: text, serviceId: z.string().nullable(), power: text,
  measure: z.enum(['money', 'count', 'days']), usual: amount,
  limits: z.array(limit), ladder: z.array(z.strictObject({ post, upTo: amount.min(1) })),
  cumulative: z.array(cumulative), reasons: z.array(coded).min(1), conditions: z.array(condition), items: z.array(coded),
  effect, residentWording: wording, never: text.nullable(),
}).superRefine((clause, context) => {
  const fault = (path: (string | number)[], message: string): void => { context.addIssue({ code: 'custom', path, message }); };
  clause.ladder.forEach((rung, index) => {
    const below = clause.ladder[index - 1];
    if (below !== undefined && rung.upTo <= below.upTo) fault(['ladder', index, 'upTo'], 'each rung must reach above the one before');
  });
  const most = Math.max(0, ...clause.limits.map((one) => one.perDecision));
  const top = clause.ladder.at(-1);
  if (top !== undefined && top.upTo < most) fault(['ladder'], 'the top approver may do less than the desk');
  if (clause.limits.length > 0 && clause.effect.kind !== 'elsewhere' && top === undefined) fault(['ladder'], 'somebody must decide above the desk');
  if (clause.effect.kind === 'payment' && clause.measure !== 'money') fault(['measure'], 'a payment is measured in money');
}) satisfies z.ZodType<Clause>;
