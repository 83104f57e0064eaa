/** Instants in words, in the council's time zone. */
import { COUNCIL_TIME_ZONE, type Instant } from '#domain/time/instant.ts';
import { clockWords, dateWords, distanceWords, lengthWords, type DateParts } from './idiom.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const dayFormat = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: COUNCIL_TIME_ZONE });
const dayOf = (at: Instant): string => dayFormat.format(at);
const words = (at: Instant, parts: DateParts, language: string): string => dateWords(at, parts, COUNCIL_TIME_ZONE, language);

/** "10:42" */
export const clockText = (at: Instant, language: string): string => clockWords(at, COUNCIL_TIME_ZONE, language);

/** "Monday 23 November 2026 at 10:42": everything, for whoever asks. */
export const fullText = (at: Instant, language: string): string =>
  `${words(at, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }, language)}, ${clockText(at, language)}`;

/** The shortest that says when: "10:42" today, "22 Nov, 10:42" this year, "22 Nov 2025, 10:42" before. */
export function dateTimeText(at: Instant, now: Instant, language: string): string {
  if (dayOf(at) === dayOf(now)) return clockText(at, language);
  const year = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : { year: 'numeric' } as const;
  return `${words(at, { day: 'numeric', month: 'short', ...year }, language)}, ${clockText(at, language)}`;
}

/** How long ago, while that is what one thinks in: minutes, then the time today, then the date. */
export function relativeText(at: Instant, now: Instant, language: string): string {
  // What has just happened may be a little ahead of a clock that moves every half minute: that is not the future.
  const minutes = at > now ? Math.floor((at - now) / MINUTE) : Math.round((at - now) / MINUTE);
  if (Math.abs(minutes) < 60) return distanceWords(minutes, 'minute', minutes === 0 ? 'auto' : 'always', language);
  if (dayOf(at) === dayOf(now)) return clockText(at, language);
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / DAY);
  if (Math.abs(days) <= 1) return `${distanceWords(days, 'day', 'auto', language)}, ${clockText(at, language)}`;
  return dateText(at, now, language);
}

/** "22 Nov", with its year where that is another. */
export function dateText(at: Instant, now: Instant, language: string): string {
  const year = dayOf(at).slice(0, 4) === dayOf(now).slice(0, 4) ? {} : { year: 'numeric' } as const;
  return words(at, { day: 'numeric', month: 'short', ...year }, language);
}

/** "12 minutes ago", "3 hours ago", "2 days ago": the age of something. */
export function agoText(at: Instant, now: Instant, language: string): string {
  const minutes = Math.max(0, Math.round((now - at) / MINUTE));
  const [count, unit] = minutes < 60 ? [minutes, 'minute'] as const : minutes < 48 * 60 ? [Math.round(minutes / 60), 'hour'] as const : [Math.round(minutes / 1440), 'day'] as const;
  return distanceWords(count === 0 ? 0 : -count, unit, count === 0 ? 'auto' : 'always', language);
}

/** A moment not far off, as one speaks of it: "18:00" today, "Monday 08:00" within six days, else "7 Dec, 08:00". */
export function momentText(at: Instant, now: Instant, language: string): string {
  if (dayOf(at) === dayOf(now)) return clockText(at, language);
  const days = Math.round((Date.parse(dayOf(at)) - Date.parse(dayOf(now))) / DAY);
  if (Math.abs(days) <= 6) return `${words(at, { weekday: 'long' }, language)} ${clockText(at, language)}`;
  return dateTimeText(at, now, language);
}

/** "12 minutes", "3 hours", "2 days": how long something lasted. */
export function lengthText(ms: number, language: string): string {
  const minutes = ms / MINUTE;
  const [count, unit] = minutes < 1 ? [Math.max(1, Math.round(ms / 1000)), 'second'] as const
    : minutes < 60 ? [Math.round(minutes), 'minute'] as const
      : minutes < 48 * 60 ? [Math.round(minutes / 60), 'hour'] as const : [Math.round(minutes / 1440), 'day'] as const;
  return lengthWords(count, unit, language);
}

/** "4:07", "1:04:07": how long something has lasted, counting. */
export function countText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => value.toString().padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours === 0 ? `${String(minutes)}:${two(seconds % 60)}` : `${String(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}
