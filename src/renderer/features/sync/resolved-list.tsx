import { useTranslation } from 'react-i18next';
import type { ResolvedItem } from '#contract/views/sync.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { useLive } from '../../engine-client/live.ts';
import { inOurWords } from '../../engine-client/our-words.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { PartlySensitive, Sensitive } from '../../ui/sensitive.tsx';
import { enteredIn } from './entered.ts';
import styles from './sync.module.css';

const NO_CLAUSES: readonly Clause[] = [];

/** Lost and found: what came back in the last 30 days and what was done about it, with every word that was entered. */
export function ResolvedList({ items }: { items: readonly ResolvedItem[] }) {
  const { t } = useTranslation('sync');
  const clauses = useLive('reference', {}).collections?.clauses ?? NO_CLAUSES;
  if (items.length === 0) return null;
  return (
    <details className={styles['resolved']}>
      <summary>{t('resolved-title', { count: items.length })}</summary>
      <ul className={styles['list']}>
        {items.map((item) => <ResolvedRow key={item.key} item={item} clauses={clauses} />)}
      </ul>
    </details>
  );
}

function ResolvedRow({ item, clauses }: { item: ResolvedItem; clauses: readonly Clause[] }) {
  const { t } = useTranslation(['sync', 'vocabulary']);
  const command = t(`command-${item.name}`);
  return (
    <li className={styles['refused']}>
      <p>
        <strong>{item.residentName === null ? command : <PartlySensitive words={t('about', { what: command, name: item.residentName })} part={item.residentName} />}</strong>{' '}
        <span className={styles['muted']}>{t('made', { at: item.madeAt })}</span>
      </p>
      <p>{t(`resolved-${item.how}`)} <RelativeTime at={item.settledAt} />{item.reason === null ? null : <>: <Sensitive>{item.reason}</Sensitive></>}</p>
      <p className={styles['muted']}>{t('why')}: {inOurWords(item.sentence)}</p>
      <dl className={styles['entered']} aria-label={t('entered')}>
        {enteredIn(item, clauses).map(({ field, value }) => (
          <div key={field}><dt>{t(`field-${field}`)}</dt><dd><Sensitive>{'text' in value ? value.text : t(value.word)}</Sensitive></dd></div>
        ))}
      </dl>
    </li>
  );
}
