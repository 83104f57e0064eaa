import { HeartHandshake } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InterpretingItem, NeedItem } from '#contract/views/care.ts';
import { isBookable, isFormat, isInterpreted, isRestriction } from '#domain/needs/kinds.ts';
import { dateAt } from '#domain/time/dates.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import { BookDialog } from './book-dialog.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './care.module.css';
import { InterpreterDialog } from './interpreter-dialog.tsx';
import { NeedDialog } from './need-dialog.tsx';

interface NeedRowProps {
  need: NeedItem;
  name: string;
  /** The language they speak. */
  language: string;
  interpreting: readonly InterpretingItem[];
  contactId: string | null;
  writes: boolean;
}

/** One need: what to do, how it stands, and the button that does it. */
export function NeedRow({ need, name, language, interpreting, contactId, writes }: NeedRowProps) {
  const { t, i18n } = useTranslation(['care', 'vocabulary']);
  const now = useNow();
  const [open, setOpen] = useState<'change' | 'book' | 'interpret' | null>(null);
  const close = () => { setOpen(null); };
  const date = need.reviewBy === null ? null : calendarDateWords(need.reviewBy, i18n.language);
  const overdue = need.reviewBy !== null && need.reviewBy < dateAt(now);
  const here = isInterpreted(need.kind) && contactId !== null ? interpreting.filter((one) => one.contactId === contactId) : [];
  return (
    <li className={styles['need']}>
      <HeartHandshake size={16} aria-hidden="true" />
      <div>
        <p className={styles['line']}>
          <strong><Sensitive>{need.action}</Sensitive></strong>
          <span className={styles['muted']}>{t(`vocabulary:need.${need.kind}`)}</span>
          {isFormat(need.kind) ? <Badge tone="success">{t('format-on')}</Badge> : null}
          {isRestriction(need.kind) && need.kind !== 'named-officer' ? <Badge tone="warning">{t('no-calls')}</Badge> : null}
          {date === null ? null : overdue ? <Badge tone="warning">{t('need-overdue', { date })}</Badge> : <span className={styles['muted']}>{t('need-review-by', { date })}</span>}
          {need.pending ? <span className={styles['muted']}>{t('pending')}</span> : null}
        </p>
        <div className={styles['acts']}>
          {here.map((one) => (
            <Badge key={one.key} tone={one.kind === 'child-declined' ? 'warning' : 'success'}>
              {one.kind === 'child-declined' ? t('interpreting-declined') : t('interpreting-now', { kind: t(`vocabulary:interpreting.${one.kind}`), reference: one.reference })}
            </Badge>
          ))}
          {need.booked.map((one) => <Booking key={one.id} needId={need.id} booking={one} writes={writes} />)}
          {writes && isInterpreted(need.kind) ? <Button variant="secondary" size="small" onPress={() => { setOpen('interpret'); }}>{t('interpret')}</Button> : null}
          {writes && isBookable(need.kind) ? <Button variant="secondary" size="small" onPress={() => { setOpen('book'); }}>{t(`book.${need.kind}`)}</Button> : null}
          {writes ? <Button variant="quiet" size="small" aria-label={t('need-change-about', { action: need.action })} onPress={() => { setOpen('change'); }}>{t('need-change')}</Button> : null}
        </div>
      </div>
      {open === 'change' ? <NeedDialog residentId={need.residentId} name={name} need={need} onClose={close} /> : null}
      {open === 'book' ? <BookDialog need={need} name={name} onClose={close} /> : null}
      {open === 'interpret' ? <InterpreterDialog need={need} name={name} language={language} contactId={contactId} onClose={close} /> : null}
    </li>
  );
}

function Booking({ needId, booking, writes }: { needId: NeedItem['id']; booking: NeedItem['booked'][number]; writes: boolean }) {
  const { t, i18n } = useTranslation('care');
  const [confirming, setConfirming] = useState(false);
  const date = calendarDateWords(booking.on, i18n.language, 'short');
  const said = { date, time: booking.time, place: booking.place, reference: booking.reference ?? '' };
  const cancel = async () => {
    const outcome = await giveCommand('cancel-booking', { bookingId: booking.id, needId });
    announce(outcome.ok ? t('booking-cancelled') : outcome.failure.sentence, outcome.ok ? 'polite' : 'assertive');
  };
  return (
    <span className={styles['acts']}>
      <Badge tone={booking.arranged ? 'success' : 'accent'}>{t(booking.reference !== null ? 'booked-reference' : booking.arranged ? 'booked-confirmed' : 'booked', said)}</Badge>
      {writes ? <Button variant={booking.arranged ? 'quiet' : 'secondary'} size="small" aria-label={t(booking.arranged ? 'confirm-change-about' : 'confirm-about', { date })} onPress={() => { setConfirming(true); }}>{t(booking.arranged ? 'confirm-change' : 'confirm')}</Button> : null}
      {writes ? <Button variant="quiet" size="small" aria-label={t('booking-cancel-about', { date })} onPress={() => { void cancel(); }}>{t('booking-cancel')}</Button> : null}
      {confirming ? <ConfirmDialog needId={needId} booking={booking} onClose={() => { setConfirming(false); }} /> : null}
    </span>
  );
}
