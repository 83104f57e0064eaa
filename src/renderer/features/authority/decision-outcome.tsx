import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { residentWording } from '#domain/delegation/outcome.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './decision-dialog.module.css';
import { givenWords } from './limit-words.ts';

export interface DecisionDone {
  act: 'decide' | 'ask';
  reference: string;
  amount: number;
  item: string | null;
}

interface DecisionOutcomeProps {
  title: string;
  clause: Clause;
  done: DecisionDone;
  offline: boolean;
  onClose: () => void;
}

/** What was done, and the reference to read out. */
export function DecisionOutcome({ title, clause, done, offline, onClose }: DecisionOutcomeProps) {
  const { t } = useTranslation('authority');
  const amount = givenWords(clause, done.amount, done.item);
  const asked = done.act === 'ask';
  return (
    <Dialog title={title} onClose={onClose} actions={<Button variant="primary" autoFocus onPress={onClose}>{t('done-close')}</Button>}>
      <div className={styles['done']}>
        <CircleCheck size={28} aria-hidden="true" />
        <p className={styles['headline']}>{t(asked ? 'done-asked' : 'done-decided')}</p>
        <p>{t(asked ? 'done-asked-body' : 'done-decided-body', { amount, number: clause.number })}</p>
        <p className={styles['reference']}>{done.reference}</p>
        <p className={styles['label']}>{t('told')}</p>
        <blockquote className={styles['told']}>
          {asked ? t('told-ask', { reference: done.reference }) : residentWording(clause, done.amount, done.item, done.reference)}
        </blockquote>
        {offline ? <p>{t('done-offline')}</p> : null}
      </div>
    </Dialog>
  );
}
