import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import styles from './contact-bar.module.css';
import type { NextDraft } from './contact-draft.ts';

/** What the wrap-up settled about who goes on, until it is saved. */
export function NextStepLine({ next, onForget }: { next: NextDraft; onForget: () => void }) {
  const { t, i18n } = useTranslation('contact');
  const { collections } = useLive('reference', {});
  const who = collections?.staff.find(({ id }) => id === next.staffId)?.name ?? collections?.services.find(({ id }) => id === next.serviceId)?.name ?? t('next-me');
  return (
    <p className={styles['next']}>
      <span>{next.date === null ? t('next-line', { who, words: next.words }) : t('next-line-by', { who, words: next.words, date: calendarDateWords(next.date, i18n.language, 'short') })}</span>
      <Button variant="quiet" size="small" onPress={onForget}>{t('next-forget')}</Button>
    </p>
  );
}
