import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleHit, ArticleItem } from '#contract/views/knowledge.ts';
import { invoke } from '../../engine-client/bridge.ts';
import type { ContactTopic } from '../../engine-client/contact-topic.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CrossButton } from '../../ui/cross-button.tsx';
import { isTypingPlace } from '../../ui/key-registry.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './knowledge.module.css';
import { closePanel, readArticle, usePanel } from './panel-state.ts';
import { Reader } from './reader.tsx';

const FEW = 4;
const MOST_FOUND = 20;

interface KnowledgePanelProps {
  topic: ContactTopic | null;
  /** What fits the contact, or all there is; null while it loads. */
  fitting: readonly ArticleItem[] | null;
  mayVote: boolean;
}

/** Scripts and articles beside the work: those for the contact at hand, the first one open, and a search over all. */
export function KnowledgePanel({ topic, fitting, mayVote }: KnowledgePanelProps) {
  const { t } = useTranslation('knowledge');
  const { asked, articleKey } = usePanel();
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly ArticleHit[] | null>(null);
  const panel = useRef<HTMLElement>(null);
  const cameFrom = useRef<HTMLElement | null>(null);
  const about = topic !== null && topic.serviceIds.length + topic.reasons.length > 0;

  useEffect(() => {
    if (asked === 0) return;
    const active = document.activeElement;
    if (active instanceof HTMLElement && panel.current?.contains(active) !== true) cameFrom.current = active;
    (panel.current?.querySelector<HTMLElement>('[data-step]') ?? panel.current?.querySelector<HTMLElement>('#knowledge-article') ?? panel.current)?.focus();
  }, [asked]);

  useEffect(() => {
    const words = text.trim();
    if (words === '') {
      setHits(null);
      return;
    }
    let current = true;
    void invoke('knowledge.find', { text: words, limit: MOST_FOUND }).then((answer) => { if (current) setHits(answer.ok ? answer.value.hits : []); });
    return () => { current = false; };
  }, [text]);

  const goBack = () => {
    if (cameFrom.current?.isConnected === true) cameFrom.current.focus();
    else document.getElementById('main')?.focus();
  };
  const close = () => {
    goBack();
    closePanel();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'F4') close();
    else if (event.key === 'Escape') {
      if (text === '') goBack();
      else setText('');
    } else if (/^[1-9]$/.test(event.key) && !isTypingPlace(event.target)) {
      const step = panel.current?.querySelector<HTMLElement>(`[data-step="${String(Number(event.key) - 1)}"]`);
      step?.click();
      step?.focus();
    } else return;
    event.preventDefault();
  };
  const shown = articleKey ?? (about ? fitting?.[0]?.articleKey : undefined) ?? null;
  return (
    <aside ref={panel} tabIndex={-1} className={styles['panel']} aria-label={t('title')} onKeyDown={onKeyDown}>
      <header className={styles['head']}>
        <h2 className={styles['title']}>{t('title')}</h2>
        <CrossButton label={t('close')} onPress={close} />
      </header>
      <div className={styles['find']}>
        <TextField label={t('search')} placeholder={t('search-hint')} value={text} onChange={setText} />
      </div>
      <div className={styles['scroll']}>
        {hits !== null ? (
          <Listed
            title={t('found')} empty={t('found-none')} items={hits.map(({ item, excerpt }) => ({ item, excerpt }))} shown={shown} status={t('found-count', { count: hits.length })}
            onOpen={(key) => { readArticle(key); setText(''); }}
          />
        ) : fitting === null ? <Skeleton lines={5} label={t('loading')} /> : (
          <Listed title={t(about ? 'fitting' : 'everything')} empty={t('fitting-none')} items={fitting.map((item) => ({ item, excerpt: null }))} shown={shown} few={about} onOpen={readArticle} />
        )}
        {shown === null || hits !== null ? null : <Reader key={shown} articleKey={shown} topic={topic} mayVote={mayVote} />}
      </div>
    </aside>
  );
}

interface ListedProps {
  title: string;
  empty: string;
  items: readonly { item: ArticleItem; excerpt: string | null }[];
  shown: string | null;
  /** Only the first few until more are asked for. */
  few?: boolean;
  status?: string;
  onOpen: (articleKey: string) => void;
}

function Listed({ title, empty, items, shown, few = false, status, onOpen }: ListedProps) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  const [all, setAll] = useState(false);
  const listed = few && !all ? items.slice(0, FEW) : items;
  return (
    <section className={styles['listed']} aria-label={title}>
      <h3 className={styles['heading']}>{title}</h3>
      {status === undefined ? null : <span className={styles['count']} role="status">{status}</span>}
      {items.length === 0 ? <p className={styles['muted']}>{empty}</p> : (
        <ul className={styles['list']}>
          {listed.map(({ item, excerpt }) => (
            <li key={item.key}>
              <button type="button" className={styles['item']} aria-current={item.articleKey === shown ? 'true' : undefined} onClick={() => { onOpen(item.articleKey); }}>
                <span>{item.title}</span>
                {item.kind === 'script' ? null : <Badge>{t(`vocabulary:article-kind.${item.kind}`)}</Badge>}
                {item.reviewOverdue ? <Badge tone="warning">{t('review-overdue')}</Badge> : null}
                {excerpt === null ? null : <span className={styles['excerpt']}>{excerpt}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {few && items.length > FEW ? <Button variant="quiet" size="small" onPress={() => { setAll((before) => !before); }}>{all ? t('show-few') : t('show-all', { count: items.length })}</Button> : null}
    </section>
  );
}
