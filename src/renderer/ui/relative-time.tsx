import { useTranslation } from 'react-i18next';
import type { Instant } from '#domain/time/instant.ts';
import { useNow } from './now.ts';
import { fullText, relativeText } from './time-text.ts';

/** When, as one thinks of it; the full date and time for the pointer and for a screen reader. */
export function RelativeTime({ at }: { at: Instant }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const full = fullText(at, i18n.language);
  return <time dateTime={new Date(at).toISOString()} title={full}>{relativeText(at, now, i18n.language)}</time>;
}
