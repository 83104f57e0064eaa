import { ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkerItem } from '#contract/views/care.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './care.module.css';
import { AnswerMarkerDialog, ReviewMarkerDialog } from './marker-answers.tsx';
import { MarkerStory } from './marker-story.tsx';

interface MarkerRowProps {
  marker: MarkerItem;
  /** Whom or what it is on. */
  name: string;
  leads: boolean;
  staffId: string;
}

/** A marker where it protects: category, control and how its review stands. The story only where it came at all. */
export function MarkerRow({ marker, name, leads, staffId }: MarkerRowProps) {
  return (
    <li className={styles['marker']}>
      <ShieldAlert size={16} aria-hidden="true" />
      <MarkerBody marker={marker} name={name} leads={leads} staffId={staffId} folded />
    </li>
  );
}

/** `folded`: the story waits for a press, so that nobody reads it over a shoulder. */
export function MarkerBody({ marker, name, leads, staffId, folded }: MarkerRowProps & { folded: boolean }) {
  const { t, i18n } = useTranslation(['care', 'vocabulary']);
  const [open, setOpen] = useState<'answer' | 'review' | null>(null);
  const date = calendarDateWords(marker.reviewBy, i18n.language);
  const mine = marker.authorId === staffId;
  const close = () => { setOpen(null); };
  return (
    <div>
      <p className={styles['line']}>
        <span className={styles['kind']}>{t(marker.on === 'person' ? 'marker-person' : 'marker-property')}: {t(`vocabulary:marker.${marker.category}`)}</span>
        {marker.reviewOverdue ? <Badge tone="warning">{t('marker-overdue', { date })}</Badge> : <span className={styles['muted']}>{t('marker-review-by', { date })}</span>}
        {marker.provisional ? <Badge>{t('marker-provisional')}</Badge> : null}
        {marker.pending ? <span className={styles['muted']}>{t('pending')}</span> : null}
      </p>
      <p className={styles['control']}><Sensitive>{marker.control}</Sensitive></p>
      {marker.narrative === null ? null : folded ? (
        <details>
          <summary>{t('marker-story')}</summary>
          <MarkerStory marker={marker} />
        </details>
      ) : <MarkerStory marker={marker} />}
      {leads ? (
        <p className={styles['acts']}>
          {marker.provisional
            ? mine ? <span className={styles['muted']}>{t('own-marker')}</span>
              : <Button variant="secondary" size="small" aria-label={t('approve-about', { name })} onPress={() => { setOpen('answer'); }}>{t('approve')}</Button>
            : <Button variant={marker.reviewOverdue ? 'secondary' : 'quiet'} size="small" aria-label={t('review-about', { name })} onPress={() => { setOpen('review'); }}>{t('review')}</Button>}
        </p>
      ) : null}
      {open === 'answer' ? <AnswerMarkerDialog marker={marker} name={name} onClose={close} /> : null}
      {open === 'review' ? <ReviewMarkerDialog marker={marker} name={name} onClose={close} /> : null}
    </div>
  );
}
