import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/skeleton.tsx';

// Markdown is most of it, and only those who keep articles come here.
const KeepingPage = lazy(() => import('./keeping-page.tsx').then((module) => ({ default: module.KeepingPage })));

export function KeepingTab() {
  const { t } = useTranslation('knowledge');
  return <Suspense fallback={<Skeleton lines={10} label={t('loading')} />}><KeepingPage /></Suspense>;
}
