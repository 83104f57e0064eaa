/** Expected failures as values: a code, a sentence for the person, and what to do next. Never personal data. */
import { z } from 'zod';

export const failureCodes = [
  'bad-input', 'signed-out', 'wrong-passphrase', 'too-many-tries', 'unknown-person', 'centre-unreachable', 'keychain-missing',
  'cache-damaged', 'cache-newer', 'outbox-damaged', 'outbox-newer', 'engine-stopped', 'not-allowed', 'not-found', 'refused',
  'escalation', 'too-old', 'too-new', 'disk-full', 'disk-unwritable', 'sequence-gap', 'wrong-epoch', 'paused', 'unexpected', 'lease-over', 'wipe-ordered', 'reset',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** What a disk does that a person mends. `disk-unwritable`: another program holds the file, or the disk has become read-only or can't be reached. */
export type DiskFault = Extract<FailureCode, 'disk-full' | 'disk-unwritable'>;

export const failureSchema = z.object({
  code: z.enum(failureCodes),
  /** What happened and what to do, in one or two sentences. */
  sentence: z.string(),
  /** More for the screen, e.g. how many seconds to wait. Never personal data. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export const succeed = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const fail = (code: FailureCode, sentence: string, details?: Failure['details']): { ok: false; failure: Failure } =>
  ({ ok: false, failure: details === undefined ? { code, sentence } : { code, sentence, details } });
