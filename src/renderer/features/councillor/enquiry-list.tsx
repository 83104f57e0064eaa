import { useTranslation } from 'react-i18next';
import type { EnquiryItem, OwedItem } from '#contract/views/councillor.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './councillor.module.css';

interface EnquiryListProps {
  label: string;
  items: readonly EnquiryItem[];
  /** In place of the list while nothing is in it. */
  none: string;
  onOpen: (subject: SubjectRef, caseId: string | null) => void;
}

export function EnquiryList({ label, items, none, onOpen }: EnquiryListProps) {
  if (items.length === 0) return <p className={styles['muted']}>{none}</p>;
  return <ul className={styles['list']} aria-label={label}>{items.map((item) => <Enquiry key={item.key} item={item} onOpen={onOpen} />)}</ul>;
}

/** One thing they asked: about whom, what came of it, and how it stands with the two days by which they are answered. */
function Enquiry({ item, onOpen }: { item: EnquiryItem; onOpen: EnquiryListProps['onOpen'] }) {
  const { t } = useTranslation(['councillor', 'vocabulary']);
  const { subject, matter, owner, enquiry } = item;
  const caseId = matter?.caseId ?? null;
  const facts = [
    t('asked', { at: item.at }), item.takenByName === null ? null : t('taken-by', { name: item.takenByName }),
    owner === null ? null : item.mine ? t('owner-me') : t('owner', { name: 'staffName' in owner ? owner.staffName : owner.serviceName }),
    t(enquiry.scope === 'necessary' ? 'told-necessary' : 'told-general'), enquiry.noInfluence ? t('no-influence') : null, item.pending ? t('pending') : null,
  ];
  return (
    <li className={styles['item']}>
      <div className={styles['line']}>
        {subject === null ? <strong>{t('nobody')}</strong> : <Button variant="link" onPress={() => { onOpen(subject, null); }}><Sensitive>{item.name}</Sensitive></Button>}
        {item.sealed ? <Badge>{t('sealed')}</Badge> : null}
        {matter === null ? null : (
          <>
            <span>{[t(`vocabulary:reason.${matter.reason}`), matter.serviceName].filter((one) => one !== null).join(', ')}</span>
            {caseId === null || matter.caseReference === null || subject === null ? null : <Button variant="link" onPress={() => { onOpen(subject, caseId); }}>{t('case', { reference: matter.caseReference })}</Button>}
            <Badge>{t(`vocabulary:outcome.${matter.outcome}`)}</Badge>
          </>
        )}
        <span className={styles['clock']}><Acknowledgement owed={item.acknowledgement} /><Answer owed={item.answer} /></span>
      </div>
      {matter === null || matter.note === '' ? null : <p className={styles['note']}><Sensitive>{matter.note}</Sensitive></p>}
      <p className={styles['muted']}>{facts.filter((fact) => fact !== null).join(' · ')}</p>
    </li>
  );
}

function Acknowledgement({ owed }: { owed: OwedItem }) {
  const { t, i18n } = useTranslation('councillor');
  const date = calendarDateWords(owed.by, i18n.language, 'short');
  switch (owed.status) {
    case 'open': return <Badge tone={owed.overdue ? 'danger' : 'accent'}>{t(owed.overdue ? 'acknowledge-late' : 'acknowledge-by', { date })}</Badge>;
    case 'done': return <span className={styles['muted']}>{owed.doneAt === null ? t('acknowledged') : t('acknowledged-on', { at: owed.doneAt })}</span>;
    case 'ended': return <span className={styles['muted']}>{t('acknowledge-ended')}</span>;
    case 'unknown': return null;
  }
}

function Answer({ owed }: { owed: OwedItem }) {
  const { t, i18n } = useTranslation('councillor');
  const date = calendarDateWords(owed.by, i18n.language, 'short');
  switch (owed.status) {
    case 'open': return (
      <>
        <Badge tone={owed.overdue ? 'danger' : 'accent'}>{t(owed.overdue ? 'answer-late' : 'answer-by', { date })}</Badge>
        {owed.agreedFor === null ? null : <span className={styles['muted']}>{t('agreed-for', { at: owed.agreedFor })}</span>}
      </>
    );
    case 'done': return <Badge tone="success">{owed.doneAt === null ? t('answered') : t('answered-on', { at: owed.doneAt })}</Badge>;
    case 'ended': return <Badge tone="warning">{t('answer-ended')}</Badge>;
    case 'unknown': return <span className={styles['muted']}>{t('answer-unknown')}</span>;
  }
}
