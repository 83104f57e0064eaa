import type { SentenceCode } from './en.ts';
import { formatPence } from '../money.ts';

/** Something to be said, by code and values, so that each reader hears it in their own language. */
export interface Sentence {
  code: SentenceCode;
  values?: Record<string, string | number>;
}
export type { SentenceCode } from './en.ts';

/**
 * Fills `{{name}}` and `{{name, money}}` (pence) in a template; the same notation as the screen's catalogue, so that
 * one template serves both.
 */
export function fill(template: string, values: Record<string, string | number> = {}): string {
  return template.replace(/\{\{(\w+)(?:, (\w+))?\}\}/g, (whole, name: string, format: string | undefined) => {
    const value = values[name];
    if (value === undefined) return whole;
    return format === 'money' ? formatPence(Number(value)) : String(value);
  });
}
