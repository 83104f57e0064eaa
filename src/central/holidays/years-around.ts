import { asId } from '#domain/ids.ts';
import type { Holiday } from '#domain/records/council.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Instant } from '#domain/time/instant.ts';
import type { Division } from '#domain/time/working-days.ts';

/** A clock runs back to what was received last year and forward for months. */
const YEARS_BEHIND = 2;
const YEARS_AHEAD = 3;
export function yearsAround(now: Instant): number[] {
  const year = Number(dateAt(now).slice(0, 4));
  return Array.from({ length: YEARS_BEHIND + 1 + YEARS_AHEAD }, (_none, n) => year - YEARS_BEHIND + n);
}

export const holidayId = (division: Division, date: string): Holiday['id'] => asId(`${division}.${date}`);
