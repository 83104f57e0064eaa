import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ListTabs, type ListTab } from './list-tabs.tsx';
import { useReviewCounts } from './review-counts.ts';
import { go } from './routes.ts';

/** A leader’s two lists of what wants a second look. */
export function Reviews({ current, children }: { current: 'markers' | 'duplicates'; children: ReactNode }) {
  const { t } = useTranslation('app');
  const { markers, duplicates } = useReviewCounts();
  const tabs: ListTab<typeof current>[] = [
    { id: 'markers', title: t('markers'), count: markers, counted: t('reviews-waiting', { count: markers }), open: () => { go({ name: 'markers' }); } },
    { id: 'duplicates', title: t('duplicates'), count: duplicates, counted: t('reviews-waiting', { count: duplicates }), open: () => { go({ name: 'duplicates', duplicateId: null }); } },
  ];
  return <ListTabs label={t('reviews')} tabs={tabs} current={current}>{children}</ListTabs>;
}
