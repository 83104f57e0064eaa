import { useTranslation } from 'react-i18next';
import type { InterpretingItem, MarkerItem, NeedItem } from '#contract/views/care.ts';
import type { Resident } from '#domain/records/people.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './care.module.css';
import { MarkerRow } from './marker-row.tsx';
import { NeedRow } from './need-row.tsx';

interface NeedsAndMarkersProps {
  /** What the record is called. */
  name: string;
  /** Null for an address. */
  resident: Resident | null;
  /** Null while they load. */
  needs: readonly NeedItem[] | null;
  markers: readonly MarkerItem[] | null;
  interpreting: readonly InterpretingItem[];
  contactId: string | null;
  staffId: string;
  /** Approves and reviews markers. */
  leads: boolean;
  /** False for those who only read: governance and partners. */
  writes: boolean;
}

/** What to do for this person, each to be pressed, and what to beware of: the control and never the story. */
export function NeedsAndMarkers({ name, resident, needs, markers, interpreting, contactId, staffId, leads, writes }: NeedsAndMarkersProps) {
  const { t } = useTranslation('care');
  if (needs === null || markers === null) return <Skeleton lines={1} label={t('title')} />;
  return (
    <section aria-label={t('title')} className={styles['care']}>
      {needs.length === 0 && markers.length === 0 ? <p className={styles['none']}>{t('none')}</p> : (
        <ul className={styles['list']}>
          {markers.map((marker) => <MarkerRow key={marker.key} marker={marker} name={name} leads={leads} staffId={staffId} />)}
          {needs.map((need) => (
            <NeedRow key={need.key} need={need} name={name} language={resident?.language ?? 'en'} interpreting={interpreting} contactId={contactId} writes={writes} />
          ))}
        </ul>
      )}
    </section>
  );
}
