import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Details } from '#domain/delegation/clause-fields.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Resident } from '#domain/records/people.ts';
import styles from './decision-dialog.module.css';
import { LetterPreview } from './letter-preview.tsx';
import { givenWords } from './limit-words.ts';

export interface DecisionDone {
  act: 'decide' | 'ask' | 'pass-on';
  reference: string;
  amount: number;
  item: string | null;
  details: Details;
}

interface DecisionOutcomeProps {
  clause: Clause;
  resident: Resident;
  done: DecisionDone;
  offline: boolean;
}

/** What was done, and the reference to read out. */
export function DecisionOutcome({ clause, resident, done, offline }: DecisionOutcomeProps) {
  const { t } = useTranslation('authority');
  const amount = givenWords(clause, done.amount, done.item);
  const asked = done.act === 'ask';
  const said = { 'decide': 'done-decided', 'ask': 'done-asked', 'pass-on': 'done-passed-on' }[done.act];
  return (
    <div className={styles['done']}>
      <CircleCheck size={28} aria-hidden="true" />
      <p className={styles['headline']}>{t(said)}</p>
      <p>{t(`${said}-body`, { amount, number: clause.number })}</p>
      <p className={styles['reference']}>{done.reference}</p>
      <p className={styles['label']}>{t(asked ? 'tell' : 'told')}</p>
      {asked ? <blockquote className={styles['told']}>{t('told-ask', { reference: done.reference })}</blockquote> : (
        <LetterPreview clause={clause} resident={resident} amount={done.amount} item={done.item} reference={done.reference} details={done.details} />
      )}
      {offline ? <p>{t('done-offline')}</p> : null}
    </div>
  );
}
