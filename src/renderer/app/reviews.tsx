import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './reviews.module.css';
import { useReviewCounts } from './review-counts.ts';
import { go } from './routes.ts';
import { Count } from './top-bar.tsx';

/** A leader’s two lists of what wants a second look, side by side in one place; each has a key of its own. */
export function Reviews({ current, children }: { current: 'markers' | 'duplicates'; children: ReactNode }) {
  const { t } = useTranslation('app');
  const { markers, duplicates } = useReviewCounts();
  return (
    <div className={styles['reviews']}>
      <nav aria-label={t('reviews')} className={styles['tabs']}>
        <button type="button" aria-current={current === 'markers' ? 'page' : undefined} onClick={() => { go({ name: 'markers' }); }}>
          {t('markers')} <Count count={markers} words={t('reviews-waiting', { count: markers })} />
        </button>
        <button type="button" aria-current={current === 'duplicates' ? 'page' : undefined} onClick={() => { go({ name: 'duplicates', duplicateId: null }); }}>
          {t('duplicates')} <Count count={duplicates} words={t('reviews-waiting', { count: duplicates })} />
        </button>
      </nav>
      <div className={styles['list']}>{children}</div>
    </div>
  );
}
