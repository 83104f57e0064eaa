/** Milliseconds since 1970-01-01T00:00Z, an integer. */
export type Instant = number;
/** A calendar date, `YYYY-MM-DD`, in the council's own time zone. */
export type CalendarDate = string;

export const COUNCIL_TIME_ZONE = 'Europe/London';
