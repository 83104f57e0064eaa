import { HeartHandshake, ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MarkerItem, NeedItem } from '#contract/views.ts';
import { Badge } from '../../ui/badge.tsx';
import { useNow } from '../../ui/now.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateText, isPast } from './dates.ts';
import styles from './needs-and-markers.module.css';

interface NeedsAndMarkersProps {
  /** Null while they load. */
  needs: readonly NeedItem[] | null;
  markers: readonly MarkerItem[] | null;
}

/** What to do for this person, and what to beware of: the action and the control, never the story. */
export function NeedsAndMarkers({ needs, markers }: NeedsAndMarkersProps) {
  const { t } = useTranslation('resident');
  if (needs === null || markers === null) return <Skeleton lines={1} label={t('attention.title')} />;
  if (needs.length === 0 && markers.length === 0) return <p className={styles['none']}>{t('attention.none')}</p>;
  return (
    <section aria-label={t('attention.title')}>
      <ul className={styles['list']}>
        {markers.map((marker) => <MarkerRow key={marker.key} marker={marker} />)}
        {needs.map((need) => <NeedRow key={need.key} need={need} />)}
      </ul>
    </section>
  );
}

function MarkerRow({ marker }: { marker: MarkerItem }) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  const date = dateText(marker.reviewBy, i18n.language);
  return (
    <li className={styles['marker']}>
      <ShieldAlert size={16} aria-hidden="true" />
      <div>
        <p className={styles['line']}>
          <span className={styles['kind']}>{t(marker.on === 'person' ? 'attention.marker-person' : 'attention.marker-property')}: {t(`vocabulary:marker.${marker.category}`)}</span>
          {marker.reviewOverdue
            ? <Badge tone="warning">{t('attention.marker-overdue', { date })}</Badge>
            : <span className={styles['review']}>{t('attention.marker-review', { date })}</span>}
          {marker.provisional ? <Badge>{t('attention.provisional')}</Badge> : null}
        </p>
        <p className={styles['control']}>{marker.control}</p>
        {marker.narrative === null ? null : (
          <details>
            <summary>{t('attention.narrative')}</summary>
            <p className={styles['narrative']}>{marker.narrative}</p>
          </details>
        )}
      </div>
    </li>
  );
}

function NeedRow({ need }: { need: NeedItem }) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  const now = useNow();
  const date = need.reviewBy === null ? null : dateText(need.reviewBy, i18n.language);
  const overdue = need.reviewBy !== null && isPast(need.reviewBy, now);
  return (
    <li className={styles['need']}>
      <HeartHandshake size={16} aria-hidden="true" />
      <p className={styles['line']}>
        <strong>{need.action}</strong>
        <span className={styles['review']}>{t(`vocabulary:need.${need.kind}`)}</span>
        {date === null ? null : overdue
          ? <Badge tone="warning">{t('attention.need-overdue', { date })}</Badge>
          : <span className={styles['review']}>{t('attention.need-review', { date })}</span>}
      </p>
    </li>
  );
}
