import { useTranslation } from 'react-i18next';
import type { ActingItem, HeldItem } from '#contract/views/subject.ts';
import { asId, type PaymentId } from '#domain/ids.ts';
import { isExecutor } from '#domain/residents/estate.ts';
import { dateAt } from '#domain/time/dates.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import styles from './lives.module.css';

/** What is owed to somebody who has died: that there is something is told, how much only to an executor on the record. */
export function HeldPayments({ items, acting }: { items: readonly HeldItem[]; acting: readonly ActingItem[] }) {
  const { t, i18n } = useTranslation('lives');
  const now = useNow();
  if (items.length === 0) return null;
  const executor = acting.find((one) => isExecutor(one, now));
  const pay = async (item: HeldItem) => {
    if (executor === undefined) return;
    const outcome = await giveCommand('release-balance', { paymentId: asId<PaymentId>(item.paymentId), authorityId: executor.id });
    announce(outcome.ok ? t('held-done') : outcome.failure.sentence, outcome.ok ? 'polite' : 'assertive');
  };
  return (
    <section aria-label={t('held')} className={styles['held']}>
      {executor === undefined ? <p className={styles['muted']}>{t('held-locked', { count: items.length })}</p> : (
        <>
          <p className={styles['standing']}>{t('held-executor', { name: executor.name })}</p>
          <ul className={styles['list']}>
            {items.map((item) => (
              <li key={item.key}>
                <span>{t('held-line', { amount: item.amount ?? 0, date: calendarDateWords(dateAt(item.since), i18n.language) })}</span>
                {item.asked ? <span className={styles['muted']}>{t('held-asked')}</span> : (
                  <Button variant="secondary" size="small" aria-label={t('held-pay-about', { amount: item.amount ?? 0 })} onPress={() => { void pay(item); }}>{t('held-pay')}</Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
