import { useTranslation } from 'react-i18next';
import type { AttentionItem, FactSinceItem, FactSinceValue } from '#contract/views/sync.ts';
import { inOurWords } from '../../engine-client/our-words.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './sync.module.css';

/** The centre's reason, and what it was about: as it stood when this was entered, and as it stands now. */
export function WhyItCameBack({ item }: { item: AttentionItem }) {
  const { t } = useTranslation('sync');
  return (
    <div role="group" className={styles['panel']} aria-label={t('why')}>
      <p className={styles['why']}>{t(item.state === 'parked' ? 'why-parked' : 'why')}: {inOurWords(item.sentence)}</p>
      {item.outOfSight ? <p>{t('out-of-sight')}</p> : null}
      <FactsSince facts={item.facts} />
    </div>
  );
}

function FactsSince({ facts }: { facts: readonly FactSinceItem[] }) {
  const { t } = useTranslation(['sync', 'vocabulary']);
  const say = (value: FactSinceValue | null): string => {
    if (value === null) return t('fact-none');
    if ('text' in value) return value.text;
    if ('hidden' in value) return t('entered-hidden');
    return 'word' in value ? t(value.word) : t(`request-${value.status}`);
  };
  if (facts.length === 0) return null;
  return (
    <table className={styles['facts']}>
      <caption>{t(facts.some(({ changed }) => changed) ? 'facts-changed' : 'facts-same')}</caption>
      <thead><tr><th scope="col">{t('facts-what')}</th><th scope="col">{t('facts-then')}</th><th scope="col">{t('facts-now')}</th></tr></thead>
      <tbody>
        {facts.map(({ field, then, now, changed }) => (
          <tr key={field} data-changed={changed}>
            <th scope="row">{t(`fact-${field}`)}</th>
            <td><Sensitive>{say(then)}</Sensitive></td>
            <td><Sensitive>{say(now)}</Sensitive>{changed ? <strong> {t('fact-changed')}</strong> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
