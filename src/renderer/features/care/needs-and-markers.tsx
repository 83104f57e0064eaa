import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterpretingItem, MarkerItem, NeedItem, SubjectRef } from '#contract/views.ts';
import type { Resident } from '#domain/records.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './care.module.css';
import { MarkerDialog } from './marker-dialog.tsx';
import { MarkerRow } from './marker-row.tsx';
import { NeedDialog } from './need-dialog.tsx';
import { NeedRow } from './need-row.tsx';

interface NeedsAndMarkersProps {
  subject: SubjectRef;
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
export function NeedsAndMarkers({ subject, name, resident, needs, markers, interpreting, contactId, staffId, leads, writes }: NeedsAndMarkersProps) {
  const { t } = useTranslation('care');
  const [open, setOpen] = useState<'need' | 'marker' | null>(null);
  const needed = writes && resident !== null && resident.kind === 'person';
  useShortcut({ keys: 'i', label: t('add-need'), run: () => { setOpen('need'); }, enabled: needed });
  useShortcut({ keys: 'm', label: t('add-marker'), run: () => { setOpen('marker'); }, enabled: writes });
  if (needs === null || markers === null) return <Skeleton lines={1} label={t('title')} />;
  const close = () => { setOpen(null); };
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
      {writes ? (
        <div className={styles['head']}>
          {needed ? <Button variant="quiet" size="small" shortcut="I" onPress={() => { setOpen('need'); }}>{t('add-need')}</Button> : null}
          <Button variant="quiet" size="small" shortcut="M" onPress={() => { setOpen('marker'); }}>{t('add-marker')}</Button>
        </div>
      ) : null}
      {open === 'need' && resident !== null ? <NeedDialog residentId={resident.id} name={name} need={null} onClose={close} /> : null}
      {open === 'marker' ? <MarkerDialog subject={subject} name={name} onClose={close} /> : null}
    </section>
  );
}
