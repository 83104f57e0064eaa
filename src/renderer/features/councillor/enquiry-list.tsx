import { useTranslation } from 'react-i18next';
import type { EnquiryItem, OwedItem } from '#contract/views/councillor.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DigitShortcut, LAST_DIGIT } from '../../ui/digit-shortcut.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import type { Answering } from './answer-dialog.tsx';
import styles from './councillor.module.css';

interface EnquiryListProps {
  label: string;
  items: readonly EnquiryItem[];
  /** In place of the list while nothing is in it. */
  none: string;
  onOpen: (subject: SubjectRef, caseId: string | null) => void;
  onAnswer: (answering: Answering) => void;
}

const awaitsAnswerHere = ({ answeredHere, answer }: EnquiryItem): boolean => answeredHere && answer.status === 'open';

export function EnquiryList({ label, items, none, onOpen, onAnswer }: EnquiryListProps) {
  const { t } = useTranslation('councillor');
  if (items.length === 0) return <p className={styles['muted']}>{none}</p>;
  const numbered = items.filter(awaitsAnswerHere).slice(0, LAST_DIGIT);
  return (
    <>
      <ul className={styles['list']} aria-label={label}>
        {items.map((item) => {
          const at = numbered.indexOf(item);
          return <Enquiry key={item.key} item={item} digit={at < 0 ? undefined : String(at + 1)} onOpen={onOpen} onAnswer={onAnswer} />;
        })}
      </ul>
      {numbered.map((item, index) => (
        <DigitShortcut key={item.key} digit={index + 1} label={t('mark-answer-of', { at: item.at })} onPress={() => { onAnswer({ item, part: 'answer' }); }} />
      ))}
    </>
  );
}

interface EnquiryProps extends Pick<EnquiryListProps, 'onOpen' | 'onAnswer'> {
  item: EnquiryItem;
  /** The key that marks it as answered, where it has one. */
  digit: string | undefined;
}

/** One thing they asked: about whom, what came of it, and how it stands with the two days by which they are answered. */
function Enquiry({ item, digit, onOpen, onAnswer }: EnquiryProps) {
  const { t } = useTranslation(['councillor', 'vocabulary']);
  const { subject, matter, owner, enquiry } = item;
  const caseId = matter?.caseId ?? null;
  const facts = [
    t('asked', { at: item.at }), item.takenByName === null ? null : t('taken-by', { name: item.takenByName }),
    owner === null || item.answer.status !== 'open' ? null : item.mine ? t('owner-me') : t('owner', { name: 'staffName' in owner ? owner.staffName : owner.serviceName }),
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
        <span className={styles['trailing']}><Acknowledgement owed={item.acknowledgement} /><Answer owed={item.answer} /></span>
      </div>
      {matter === null || matter.note === '' ? null : <p className={styles['note']}><Sensitive>{matter.note}</Sensitive></p>}
      <Outcome owed={item.answer} />
      <div className={styles['line']}>
        <p className={styles['muted']}>{facts.filter((fact) => fact !== null).join(' · ')}</p>
        {item.answeredHere ? (
          <span className={styles['trailing']}>
            {item.acknowledgement.status === 'open' ? <Mark item={item} part="acknowledge" onAnswer={onAnswer} /> : null}
            {item.answer.status === 'open' ? <Mark item={item} part="answer" digit={digit} onAnswer={onAnswer} /> : null}
          </span>
        ) : null}
      </div>
    </li>
  );
}

function Mark({ item, part, digit, onAnswer }: Answering & { digit?: string | undefined; onAnswer: EnquiryListProps['onAnswer'] }) {
  const { t } = useTranslation('councillor');
  return (
    <Button size="small" shortcut={digit} onPress={() => { onAnswer({ item, part }); }}>
      <span>{t(`mark-${part}`)} <VisuallyHidden>{t('asked', { at: item.at })}</VisuallyHidden></span>
    </Button>
  );
}

function Outcome({ owed: { words, doneByName } }: { owed: OwedItem }) {
  const { t } = useTranslation('councillor');
  if (words === null || words === '') return null;
  return <p className={styles['note']}>{t('came-of-it')} <Sensitive>{words}</Sensitive>{doneByName === null ? null : ` (${doneByName})`}</p>;
}

function Acknowledgement({ owed }: { owed: OwedItem }) {
  const { t, i18n } = useTranslation('councillor');
  const date = calendarDateWords(owed.by, i18n.language, 'short');
  switch (owed.status) {
    case 'open': return <Badge tone={owed.overdue ? 'danger' : 'accent'}>{t(owed.overdue ? 'acknowledge-late' : 'acknowledge-by', { date })}</Badge>;
    case 'done': return <span className={styles['muted']}>{owed.doneOn === null ? t('acknowledged') : t('acknowledged-on', { date: calendarDateWords(owed.doneOn, i18n.language, 'short') })}</span>;
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
    case 'done': return <Badge tone="success">{owed.doneOn === null ? t('answered') : t('answered-on', { date: calendarDateWords(owed.doneOn, i18n.language, 'short') })}</Badge>;
    case 'ended': return <Badge tone="warning">{t('answer-ended')}</Badge>;
    case 'unknown': return <span className={styles['muted']}>{t('answer-unknown')}</span>;
  }
}
