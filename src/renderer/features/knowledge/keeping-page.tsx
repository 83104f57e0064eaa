import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptArticle } from '#contract/views/knowledge.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { draftKeyOf, newArticle, type ArticleDraft } from './article-draft.ts';
import { ArticleEditor } from './article-editor.tsx';
import { KeptArticlePanel } from './kept-article-panel.tsx';
import styles from './knowledge.module.css';
import { WrongList } from './wrong-list.tsx';

const filters = ['all', 'wrong', 'overdue', 'drafts', 'retired'] as const;
type Filter = (typeof filters)[number];

const passes = ({ published, drafts, retired, tally, reviewOverdue }: KeptArticle, filter: Filter): boolean => {
  switch (filter) {
    case 'all': return retired === null || drafts.length > 0;
    case 'wrong': return tally.wrong > 0;
    case 'overdue': return reviewOverdue;
    case 'drafts': return drafts.length > 0;
    case 'retired': return published === null && retired !== null;
  }
};
const titleOf = ({ published, drafts, retired }: KeptArticle): string => (published ?? drafts[0] ?? retired)?.title ?? '';

/** Everything that is written for the desk: what was found wrong, what is due, and the place where it is written. */
export function KeepingPage() {
  const { t } = useTranslation('knowledge');
  const { collections } = useLive('article-keeping', {});
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  // Which one is being written outlives the window, as its words do.
  const [open, setOpen] = useDraft<string | null>('article-open', null);
  if (collections === null) return <Skeleton lines={10} label={t('loading')} />;
  const words = text.trim().toLowerCase();
  const listed = collections.articles.filter((one) => passes(one, filter) && titleOf(one).toLowerCase().includes(words))
    .toSorted((one, other) => titleOf(one).localeCompare(titleOf(other)));
  return (
    <div className={styles['columns']}>
      <div className={styles['stack']}>
        <WrongList items={collections.wrong} onOpen={setOpen} />
        <Panel title={t('keep-list')} actions={<Button size="small" variant="primary" onPress={() => { setOpen(`new-${newId()}`); }}>{t('keep-new')}</Button>}>
          <div className={styles['pair']}>
            <TextField label={t('keep-search')} value={text} onChange={setText} />
            <Select label={t('keep-filter')} value={filter} options={filters.map((id) => ({ id, label: t(`filter-${id}`) }))} onChange={(id) => { setFilter(id as Filter); }} />
          </div>
          {listed.length === 0 ? <p className={styles['muted']}>{t('keep-none')}</p> : (
            <ul className={`${styles['list'] ?? ''} ${styles['kept'] ?? ''}`}>
              {listed.map((one) => (
                <li key={one.key}>
                  <button type="button" className={styles['item']} aria-current={one.key === open ? 'true' : undefined} onClick={() => { setOpen(one.key); }}>
                    <span>{titleOf(one)}</span>
                    <span className={styles['badges']}>
                      {one.drafts.length === 0 ? null : <Badge tone="accent">{t('draft-badge')}</Badge>}
                      {one.reviewOverdue ? <Badge tone="warning">{t('review-overdue')}</Badge> : null}
                      {one.tally.wrong === 0 ? null : <Badge tone="danger">{t('wrong-count', { count: one.tally.wrong })}</Badge>}
                      {one.published === null && one.drafts.length === 0 ? <Badge>{t('retired-badge')}</Badge> : null}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Panel>
      </div>
      {open === null ? <Panel title={t('choose-one')}><EmptyState title={t('choose-one')} advice={t('choose-one-advice')} /></Panel> : (
        <OneArticle key={open} articleKey={open} kept={collections.articles.find(({ key }) => key === open) ?? null} onClose={() => { setOpen(null); }} />
      )}
    </div>
  );
}

function OneArticle({ articleKey, kept, onClose }: { articleKey: string; kept: KeptArticle | null; onClose: () => void }) {
  const { t } = useTranslation('knowledge');
  const [draft, setDraft, { status, discard }] = useDraft<ArticleDraft | null>(draftKeyOf(articleKey), null);
  const [fresh] = useState(() => newArticle(articleKey, newId(), Date.now()));
  if (status === 'loading') return <Skeleton lines={10} label={t('loading')} />;
  if (draft === null && kept !== null) return <KeptArticlePanel kept={kept} onBegin={setDraft} />;
  return (
    <ArticleEditor
      kept={kept} draft={draft ?? fresh} onChange={setDraft}
      onOver={() => {
        discard();
        if (kept === null) onClose();
      }}
    />
  );
}
