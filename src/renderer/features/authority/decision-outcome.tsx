import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { residentWording } from '#domain/delegation/outcome.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import styles from './decision-dialog.module.css';
import { givenWords } from './limit-words.ts';

export interface DecisionDone {
  act: 'decide' | 'ask';
  reference: string;
  amount: number;
  item: string | null;
}

interface DecisionOutcomeProps {
  clause: Clause;
  done: DecisionDone;
  offline: boolean;
}

/** What was done, and the reference to read out. */
export function DecisionOutcome({ clause, done, offline }: DecisionOutcomeProps) {
  const { t } = useTranslation('authority');
  const amount = givenWords(clause, done.amount, done.item);
  const asked = done.act === 'ask';
  return (
    <div className={styles['done']}>
      <CircleCheck size={28} aria-hidden="true" />
      <p className={styles['headline']}>{t(asked ? 'done-asked' : 'done-decided')}</p>
      <p>{t(asked ? 'done-asked-body' : 'done-decided-body', { amount, number: clause.number })}</p>
      <p className={styles['reference']}>{done.reference}</p>
      <p className={styles['label']}>{t(asked ? 'tell' : 'told')}</p>
      <blockquote className={styles['told']}>
        {asked ? t('told-ask', { reference: done.reference }) : residentWording(clause, done.amount, done.item, done.reference)}
      </blockquote>
      {offline ? <p>{t('done-offline')}</p> : null}
    </div>
  );
}
