import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem, QueueSite } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { useNoteTicket } from './note-ticket.ts';
import { ChannelWords, QueueBadges } from './queue-row.tsx';
import styles from './queue.module.css';
import { SendDialog } from './send-dialog.tsx';

interface QueueDetailProps {
  item: QueueItem;
  sites: readonly QueueSite[];
  onTake: (item: QueueItem) => void;
  onOpenSubject: (subject: SubjectRef) => void;
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return children === null || children === '' ? null : <div><dt>{term}</dt><dd><Sensitive>{children}</Sensitive></dd></div>;
}

/** One who waits, in full, and what can be done for them. */
export function QueueDetail({ item, sites, onTake, onOpenSubject }: QueueDetailProps) {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const [sending, setSending] = useState(false);
  const { note, failure } = useNoteTicket();
  const ticket = item.kind === 'ticket' ? item.ticket : null;
  const open = item.subject;
  const name = item.name === '' ? t('unnamed') : item.name;
  const mayCall = item.kind !== 'ticket' || item.ticket.status === 'waiting';
  const verb = { 'ticket': t('call'), 'call-back': t('ring'), 'transfer': t('take-over'), 'request': t('open-request') }[item.kind];
  return (
    <article className={styles['entry']} aria-label={name}>
      <h2 className={styles['entryTitle']}>{ticket === null ? null : <span className={styles['number']}>{ticket.number}</span>} <Sensitive>{name}</Sensitive></h2>
      <p className={styles['badges']}><span className={styles['muted']}><ChannelWords item={item} /></span><QueueBadges item={item} /></p>
      <dl className={styles['facts']}>
        {ticket === null ? null : (
          <>
            <Fact term={t('fact-reason')}>{ticket.reason === null ? null : t(`vocabulary:reason.${ticket.reason}`)}</Fact>
            <Fact term={t('fact-service')}>{item.kind === 'ticket' ? item.serviceName : null}</Fact>
            <Fact term={t('fact-arrived')}><RelativeTime at={ticket.arrivedAt} /></Fact>
            <Fact term={t('fact-due')}>{ticket.dueAt === null ? null : <RelativeTime at={ticket.dueAt} />}</Fact>
            <Fact term={t('fact-site')}>{sites.find(({ key }) => key === ticket.siteId)?.name ?? null}</Fact>
            <Fact term={t('fact-needs')}>{ticket.needs.map((need) => t(`vocabulary:need.${need}`)).join(', ')}</Fact>
            <Fact term={t('fact-called')}>{item.kind === 'ticket' ? item.calledByName : null}</Fact>
            <Fact term={t('fact-desk')}>{ticket.desk}</Fact>
            <Fact term={t('fact-note')}>{[ticket.note, item.kind === 'ticket' && item.sentWords !== '' ? t('sent-from', { words: item.sentWords }) : ''].filter((one) => one !== '').join(' · ')}</Fact>
          </>
        )}
        {item.kind === 'call-back' ? (
          <>
            <Fact term={t('fact-words')}>{item.promise.words}</Fact>
            <Fact term={t('fact-due')}><RelativeTime at={item.promise.dueAt} /></Fact>
            <Fact term={t('fact-owner')}>{item.promise.ownerName}</Fact>
          </>
        ) : null}
        {item.kind === 'transfer' ? (
          <>
            <Fact term={t('fact-words')}>{item.transfer.words}</Fact>
            <Fact term={t('fact-reason')}>{item.transfer.handedOver.reason === null ? null : t(`vocabulary:reason.${item.transfer.handedOver.reason}`)}</Fact>
            <Fact term={t('fact-service')}>{item.transfer.serviceName}</Fact>
            <Fact term={t('fact-note')}>{item.transfer.handedOver.note}</Fact>
          </>
        ) : null}
      </dl>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      <div className={styles['buttons']}>
        {mayCall ? <Button variant="primary" onPress={() => { onTake(item); }}>{ticket === null ? verb : t('call-number', { number: ticket.number })}</Button> : null}
        {open === null ? null : <Button variant="secondary" onPress={() => { onOpenSubject(open); }}>{t('open-record')}</Button>}
        {ticket === null || ticket.endedAt !== null ? null : (
          <>
            <Button variant="secondary" onPress={() => { setSending(true); }}>{t('send')}</Button>
            {ticket.status === 'waiting' ? null : <Button variant="quiet" onPress={() => { void note(ticket, 'put-back'); }}>{t('back-to-waiting')}</Button>}
            <Button variant="quiet" onPress={() => { void note(ticket, 'left'); }}>{t('left')}</Button>
          </>
        )}
      </div>
      {sending && ticket !== null ? <SendDialog ticket={ticket} sites={sites} onClose={() => { setSending(false); }} /> : null}
    </article>
  );
}
