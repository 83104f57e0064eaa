import { useTranslation } from 'react-i18next';
import type { WorklistItem } from '#contract/views/worklist.ts';
import { Badge } from '../../ui/badge.tsx';
import { ListRow, RowLine, RowTitle } from '../../ui/list-page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { amountOf, askedWords, isJustOne, requestedText } from './request-words.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './worklist.module.css';

export function RequestRow({ item }: { item: WorklistItem }) {
  const { t } = useTranslation('worklist');
  const { escalation } = item;
  return (
    <ListRow id={item.key} textValue={`${askedWords(item)} ${item.clause.title} ${item.residentName}`.trim()}>
      <RowLine>
        {isJustOne(item) ? null : <strong className={styles['amount']}>{askedWords(item)}</strong>}
        <RowTitle>{item.clause.title}</RowTitle>
        <span className={styles['muted']}><RelativeTime at={escalation.answeredAt ?? escalation.requestedAt} /></span>
      </RowLine>
      <span><Sensitive>{item.residentName}</Sensitive></span>
      <RowLine>
        <span className={styles['muted']}>{item.requestedAtSite === null ? item.requestedByName : t('asked-by', { name: item.requestedByName, site: item.requestedAtSite })}</span>
        <RequestBadges item={item} />
      </RowLine>
    </ListRow>
  );
}

export function RequestBadges({ item }: { item: WorklistItem }) {
  const { t } = useTranslation('worklist');
  const { escalation } = item;
  return (
    <>
      {item.mine ? <Badge tone="accent">{t('mine')}</Badge> : null}
      {item.pending ? <Badge tone="warning">{t('sending')}</Badge> : null}
      {item.yours ? <Badge tone="accent">{t('yours')}</Badge> : null}
      {item.late ? <Badge tone="danger">{t('late')}</Badge> : null}
      {escalation.status === 'pending' && escalation.firstApprovedBy !== null ? <Badge>{t('second')}</Badge> : null}
      {escalation.kind === 'ratify' ? <Badge tone="warning">{t('ratify')}</Badge> : null}
      {escalation.exceptional ? <Badge>{t('exceptional')}</Badge> : null}
      {escalation.referredBy === null ? null : <Badge>{t('referred')}</Badge>}
      {escalation.status === 'declined' ? <Badge tone="danger">{t('status-declined')}</Badge> : null}
      {escalation.status === 'approved' ? <Badge tone="success"><ApprovedWords item={item} /></Badge> : null}
    </>
  );
}

function ApprovedWords({ item }: { item: WorklistItem }) {
  const { t } = useTranslation('worklist');
  const { approvedAmount, requestedAmount } = item.escalation;
  if (isJustOne(item)) return t('status-approved-it');
  const amount = amountOf(item, approvedAmount ?? requestedAmount);
  return approvedAmount !== null && approvedAmount < requestedAmount
    ? t('status-approved-less', { amount, requested: requestedText(item) })
    : t('status-approved', { amount });
}
