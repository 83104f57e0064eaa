import { useTranslation } from 'react-i18next';
import type { AuthorityItem } from '#contract/views/subject.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { Button } from '../../ui/button.tsx';
import { Meter } from '../../ui/meter.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './authority-panel.module.css';
import { hasAmount } from './decision-form.ts';
import { usedWords } from './limit-words.ts';

interface ClauseRowProps {
  item: AuthorityItem;
  /** The key that opens it, where it has one. */
  digit: number | null;
  offline: boolean;
  /** Null where nothing may be decided for this resident. */
  onOpen: (() => void) | null;
}

export function ClauseRow({ item: { clause, evaluation }, digit, offline, onOpen }: ClauseRowProps) {
  const { t } = useTranslation('authority');
  const limit = amountText(evaluation.upTo, clause.measure);
  return (
    <li className={styles['clause']}>
      <div className={styles['clauseHead']}>
        <h3 className={styles['clauseTitle']}>{clause.title}</h3>
        {onOpen === null ? null : (
          <Button
            variant="primary" size="small" shortcut={digit === null ? undefined : String(digit)} onPress={onOpen}
          >
            <span>{t('decide')} <VisuallyHidden>{clause.title}</VisuallyHidden></span>
          </Button>
        )}
      </div>
      <p className={styles['upTo']}>
        <span>{hasAmount(clause) ? t(offline ? 'up-to-offline' : 'up-to', { limit }) : t('up-to-once')}</span>
        <span className={styles['muted']}>{t('clause', { number: clause.number, version: evaluation.schemeVersion })}</span>
      </p>
      {evaluation.remaining.map((left) => (
        <Meter key={`${left.scope}:${left.unit}:${JSON.stringify(left.window)}`} label={usedWords(t, left)} value={left.used} max={left.limit} />
      ))}
    </li>
  );
}
