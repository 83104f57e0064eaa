import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BookingItem } from '#contract/views/care.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { dateAt } from '#domain/time/dates.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DigitShortcut, LAST_DIGIT } from '../../ui/digit-shortcut.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDateWords, languageWords } from '../../ui/idiom.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useNow } from '../../ui/now.ts';
import { Panel } from '../../ui/panel.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { relativeText } from '../../ui/time-text.ts';
import styles from './care.module.css';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface BookingsPageProps {
  onOpenSubject: (subject: SubjectRef) => void;
}

const SOON_MS = 2 * 24 * 60 * 60 * 1000;

/** What is to be booked because of somebody’s need, over all residents, the soonest first. */
export function BookingsPage({ onOpenSubject }: BookingsPageProps) {
  const { t } = useTranslation('care');
  const { collections } = useLive('bookings', {});
  // By its key: what is marked as booked leaves the list while its dialog is still open.
  const [confirming, setConfirming] = useState<BookingItem | null>(null);
  if (collections === null) return <Skeleton lines={8} label={t('bookings-loading')} />;
  const { waiting, booked } = collections;
  const open = ({ residentId }: BookingItem) => { onOpenSubject({ kind: 'resident', id: residentId }); };
  return (
    <div className={styles['page']}>
      <div>
        <h1 className={styles['title']}>{t('bookings-title')}</h1>
        <p className={styles['none']}>{t('bookings-lead')}</p>
      </div>
      <Panel title={t('bookings-waiting')} actions={waiting.length === 0 ? null : <Badge>{waiting.length}</Badge>}>
        {waiting.length === 0 ? <EmptyState title={t('bookings-none')} advice={t('bookings-none-advice')} /> : (
          <ul className={styles['tasks']} aria-label={t('bookings-waiting')}>
            {waiting.map((item, index) => <Booking key={item.key} item={item} digit={index < LAST_DIGIT ? index + 1 : null} onOpen={() => { open(item); }} onConfirm={() => { setConfirming(item); }} />)}
          </ul>
        )}
      </Panel>
      {booked.length === 0 ? null : (
        <Panel title={t('bookings-booked')} actions={<Badge>{booked.length}</Badge>}>
          <ul className={styles['tasks']} aria-label={t('bookings-booked')}>
            {booked.map((item) => <Booking key={item.key} item={item} digit={null} onOpen={() => { open(item); }} onConfirm={() => { setConfirming(item); }} />)}
          </ul>
        </Panel>
      )}
      {waiting.slice(0, LAST_DIGIT).map((item, index) => <DigitShortcut key={item.key} digit={index + 1} label={t('bookings-open', { name: item.name })} onPress={() => { open(item); }} />)}
      {confirming === null ? null : <ConfirmDialog needId={confirming.needId} booking={{ id: confirming.key, on: confirming.on, time: confirming.time, reference: confirming.reference }} onClose={() => { setConfirming(null); }} />}
    </div>
  );
}

interface BookingProps {
  item: BookingItem;
  /** The key that opens the record, where it has one. */
  digit: number | null;
  onOpen: () => void;
  onConfirm: () => void;
}

function Booking({ item, digit, onOpen, onConfirm }: BookingProps) {
  const { t, i18n } = useTranslation(['care', 'vocabulary']);
  const now = useNow();
  const date = calendarDateWords(item.on, i18n.language, 'short');
  const soon = item.reference === null && item.on <= dateAt(now + SOON_MS);
  const facts = [
    item.place ?? t('bookings-place-kept'), item.language === null ? null : t('bookings-language', { language: languageWords(item.language, i18n.language) }),
    item.serviceName === null ? null : t('bookings-for', { service: item.serviceName }),
    item.askedAt === null ? t('bookings-asked', { name: item.askedByName }) : t('bookings-asked-at', { name: item.askedByName, at: relativeText(item.askedAt, now, i18n.language) }),
    item.pending ? t('pending') : null,
  ];
  return (
    <li className={styles['booking']}>
      <div>
        <p className={styles['line']}>
          {digit === null ? null : <Kbd keys={String(digit)} />}
          <Button variant="link" onPress={onOpen}><Sensitive>{item.name}</Sensitive></Button>
          <strong>{t(`vocabulary:need.${item.kind}`)}</strong>
          <Badge tone={item.reference !== null ? 'success' : soon ? 'warning' : 'accent'}>{t('bookings-when', { date, time: item.time })}</Badge>
          {item.reference === null ? null : <span>{t('bookings-reference', { reference: item.reference, name: item.confirmedByName ?? '' })}</span>}
        </p>
        <p className={styles['muted']}><Sensitive>{facts.filter((fact) => fact !== null).join(' · ')}</Sensitive></p>
      </div>
      <Button variant={item.reference === null ? 'secondary' : 'quiet'} size="small" aria-label={t(item.reference === null ? 'bookings-confirm' : 'bookings-change', { name: item.name, date })} onPress={onConfirm}>
        {t(item.reference === null ? 'confirm' : 'confirm-change')}
      </Button>
    </li>
  );
}
