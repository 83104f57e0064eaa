import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskHoldings } from '#contract/views/sync.ts';
import { serviceCategories, type ServiceCategory } from '#domain/vocabulary.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { numberWords } from '../../ui/idiom.ts';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { bytesText, kindsHeld, scopeWords } from './holdings-words.ts';
import styles from './sync-page.module.css';

/** What this desk holds, in words: how many of what, how much room, and whose records. */
export function HoldingsPanel() {
  const { t, i18n } = useTranslation('sync');
  const [held, setHeld] = useState<DeskHoldings | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const count = useCallback(async () => {
    const answer = await invoke('desk.holdings');
    if (answer.ok) setHeld(answer.value);
    setFailure(answer.ok ? null : answer.failure.sentence);
  }, []);
  useEffect(() => { void count(); }, [count]);
  const number = (value: number): string => numberWords(value, i18n.language);
  const bytes = (value: number): string => bytesText(value, i18n.language);
  return (
    <Panel title={t('holds-title')} actions={<Button variant="quiet" size="small" onPress={() => { void count(); }}>{t('holds-again')}</Button>}>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      {held === null ? failure === null ? <Skeleton lines={5} label={t('holds-loading')} /> : null : (
        <div className={styles['stack']}>
          <dl className={styles['counts']}>
            {kindsHeld(held.rows).map(({ kind, count: rows }) => <div key={kind}><dt>{t(`kind-${kind}`)}</dt><dd>{number(rows)}</dd></div>)}
          </dl>
          <dl className={styles['counts']}>
            <div><dt>{t('size-cache')}</dt><dd>{bytes(held.cacheBytes)}</dd></div>
            <div><dt>{t('size-outbox')}</dt><dd>{bytes(held.outboxBytes)}</dd></div>
            {held.freeBytes === null ? null : <div><dt>{t('size-free')}</dt><dd>{bytes(held.freeBytes)}</dd></div>}
          </dl>
          <div>
            <h3 className={styles['small']}>{t('scopes-title')}</h3>
            <ul className={styles['plain']}>
              {held.scopes.map((scope) => <li key={scope}><ScopeName scope={scope} /></li>)}
            </ul>
          </div>
        </div>
      )}
    </Panel>
  );
}

function ScopeName({ scope }: { scope: string }) {
  const { t } = useTranslation('sync');
  const reference = useLive('reference', {}).collections;
  const { key, of } = scopeWords(scope);
  if (of === null) return t(key, { what: scope });
  if (of.kind === 'category') return t(key, { what: isCategory(of.id) ? t(`category-${of.id}`) : of.id });
  const named = of.kind === 'site' ? reference?.sites.find(({ id }) => id === of.id) : reference?.services.find(({ id }) => id === of.id);
  return t(key, { what: named?.name ?? of.id });
}

const isCategory = (id: string): id is ServiceCategory => (serviceCategories as readonly string[]).includes(id);
