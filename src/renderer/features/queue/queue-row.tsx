import { useTranslation } from 'react-i18next';
import type { QueueItem } from '#contract/views/queue.ts';
import { Badge } from '../../ui/badge.tsx';
import { ListRow, RowLine } from '../../ui/list-page.tsx';
import { useClock } from '../../ui/now.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { clockText, countText } from '../../ui/time-text.ts';
import { channelOf, teamText } from './queue-lists.ts';
import styles from './queue.module.css';

/** From coming to being called, or to going without it; null while it lasts. */
function waitedOf(item: QueueItem): number | null {
  if (item.kind !== 'ticket') return null;
  const end = item.ticket.calledAt ?? item.ticket.endedAt;
  return end === null ? null : Math.max(0, end - (item.ticket.dueAt ?? item.ticket.arrivedAt));
}

/** Seconds for the eye; whoever hears the screen is told when the item is reached and not each second. */
export function Wait({ since }: { since: number }) {
  const { i18n } = useTranslation();
  const now = useClock(1000);
  return <span className={styles['wait']}>{since > now ? clockText(since, i18n.language) : countText(now - since)}</span>;
}

export function ChannelWords({ item }: { item: QueueItem }) {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const channel = channelOf(item);
  return <>{channel === 'transfer' || channel === 'request' || channel === 'promise' ? t(`queue:channel-${channel}`) : t(`vocabulary:channel.${channel}`)}</>;
}

/** What somebody waits for, in one line. */
export function useAbout(item: QueueItem): string {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const parts = ((): (string | null)[] => {
    switch (item.kind) {
      case 'ticket': return [item.ticket.reason === null ? null : t(`vocabulary:reason.${item.ticket.reason}`), item.serviceName, item.ticket.note];
      case 'call-back': return [item.promise.phone === null ? null : t('kind-call-back', { phone: phoneText(item.promise.phone) }), item.promise.words];
      case 'transfer': return [t('from-name', { name: item.transfer.fromName }), item.transfer.handedOver.reason === null ? null : t(`vocabulary:reason.${item.transfer.handedOver.reason}`), item.transfer.serviceName, item.transfer.words];
      case 'request': return [item.yours ? null : t('asked-by-you'), item.clauseTitle];
    }
  })();
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

interface QueueRowProps {
  item: QueueItem;
  isNext: boolean;
  /** Where, or with whom, if the list does not say so. */
  beside: string | null;
}

export function QueueRow({ item, isNext, beside }: QueueRowProps) {
  const { t } = useTranslation('queue');
  const about = useAbout(item);
  const waited = waitedOf(item);
  const number = item.kind === 'ticket' ? item.ticket.number : null;
  const name = item.name === '' ? t('unnamed') : item.name;
  return (
    <ListRow id={item.key} textValue={`${number ?? ''} ${name} ${about}`.trim()} className={styles['row']} data-next={isNext}>
      {waited === null ? <Wait since={item.place.since} /> : <span className={styles['wait']}>{countText(waited)}</span>}
      <span className={styles['who']}>
        <RowLine>
          {number === null ? null : <strong className={styles['number']}>{number}</strong>}
          <strong><Sensitive>{name}</Sensitive></strong>
          {beside === null ? null : <span className={styles['muted']}>{beside}</span>}
        </RowLine>
        <span className={styles['about']}><Sensitive>{about}</Sensitive></span>
      </span>
      <span className={styles['badges']}>
        {isNext ? <Badge tone="accent">{t('next')}</Badge> : null}
        <QueueBadges item={item} />
        <span className={styles['muted']}><ChannelWords item={item} /></span>
      </span>
    </ListRow>
  );
}

export function QueueBadges({ item }: { item: QueueItem }) {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const { why } = item.place;
  const status = item.kind === 'ticket' && item.ticket.status !== 'waiting' ? item.ticket.status : null;
  return (
    <>
      {status === null ? null : <Badge tone={status === 'left' || status === 'no-show' ? 'warning' : 'neutral'}>{t(`vocabulary:ticket-status.${status}`)}</Badge>}
      {status !== null || why === 'in-turn' ? null : <Badge tone={why === 'not-yet' ? 'neutral' : 'warning'}>{t(`why-${why}`)}</Badge>}
      {item.kind === 'ticket' ? item.ticket.needs.map((need) => <Badge key={need}>{t(`vocabulary:need.${need}`)}</Badge>) : null}
      {item.kind === 'ticket' && item.ticket.teamId !== null ? <Badge>{t('for-team', { team: teamText(item.ticket.teamId) })}</Badge> : null}
      {item.kind === 'ticket' && item.twin ? <Badge tone="danger">{t('twin')}</Badge> : null}
      {item.pending ? <Badge tone="warning">{t('pending')}</Badge> : null}
    </>
  );
}
