import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { compareTexts } from '#domain/knowledge/compare-text.ts';
import styles from './knowledge.module.css';

/** Two versions line by line: what is gone is struck through and named, what is new is named. */
export function ArticleCompare({ title, before, after }: { title: string; before: string; after: string }) {
  const { t } = useTranslation('knowledge');
  const lines = useMemo(() => compareTexts(before, after), [before, after]);
  if (lines.every(({ kind }) => kind === 'same')) return <p className={styles['muted']}>{t('compare-none')}</p>;
  return (
    <ul className={styles['compared']} aria-label={title}>
      {lines.map(({ kind, text }, n) => (
        // A line has no name of its own but its place.
        <li key={n} className={styles['line']} data-kind={kind}>
          <span>{kind === 'gone' ? t('compare-gone') : kind === 'new' ? t('compare-new') : ''}</span>
          <span>{text === '' ? ' ' : text}</span>
        </li>
      ))}
    </ul>
  );
}
