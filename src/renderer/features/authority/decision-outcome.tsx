import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Details } from '#domain/delegation/clause-fields.ts';
import { residentWording } from '#domain/delegation/outcome.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import styles from './decision-dialog.module.css';
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
  done: DecisionDone;
  offline: boolean;
}

/** What was done, and the reference to read out. */
export function DecisionOutcome({ clause, done, offline }: DecisionOutcomeProps) {
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
      <blockquote className={styles['told']}>
        {asked ? t('told-ask', { reference: done.reference }) : residentWording(clause, done.amount, done.item, done.reference, done.details)}
      </blockquote>
      {offline ? <p>{t('done-offline')}</p> : null}
    </div>
  );
}
