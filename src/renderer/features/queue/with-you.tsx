import { useTranslation } from 'react-i18next';
import type { TicketItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useClock } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { countText } from '../../ui/time-text.ts';
import { useNoteTicket } from './note-ticket.ts';
import styles from './queue.module.css';

/** Whoever this person has called, on every screen until they are seen to. */
export function WithYou({ onOpenSubject }: { onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation('queue');
  const { collections } = useLive('queue', {});
  const mine = (collections?.called ?? []).filter((item) => item.mine);
  if (mine.length === 0) return null;
  return (
    <section className={styles['with']} aria-label={t('with-you')}>
      {mine.map((item) => <One key={item.key} item={item} onOpenSubject={onOpenSubject} />)}
    </section>
  );
}

function One({ item, onOpenSubject }: { item: TicketItem; onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation('queue');
  const now = useClock(1000);
  const { note, failure } = useNoteTicket();
  const { ticket, subject } = item;
  const words = t('with-line', { number: ticket.number, name: item.name });
  return (
    <div className={styles['withOne']} role="group" aria-label={words}>
      <span className={styles['muted']}>{t('with-you')}</span>
      {subject === null ? <strong><Sensitive>{words}</Sensitive></strong> : <Button variant="link" onPress={() => { onOpenSubject(subject); }}><Sensitive>{words}</Sensitive></Button>}
      <span className={styles['muted']}>{t('with-since', { time: countText(now - (ticket.calledAt ?? now)) })}</span>
      {item.contactSaved ? <span className={styles['muted']}>{t('contact-saved')}</span> : null}
      <span className={styles['buttons']}>
        {ticket.status === 'called' ? (
          <>
            <Button variant="primary" size="small" onPress={() => { void note(ticket, 'with'); }}>{t('here')}</Button>
            <Button variant="secondary" size="small" onPress={() => { void note(ticket, 'no-show'); }}>{t('no-show')}</Button>
          </>
        ) : null}
        <Button variant={ticket.status === 'called' ? 'quiet' : 'primary'} size="small" onPress={() => { void note(ticket, 'finished'); }}>{t('finished')}</Button>
        <Button variant="quiet" size="small" onPress={() => { void note(ticket, 'put-back'); }}>{t('put-back')}</Button>
      </span>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </div>
  );
}
