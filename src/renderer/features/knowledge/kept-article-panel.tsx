import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptArticle } from '#contract/views/knowledge.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Panel } from '../../ui/panel.tsx';
import { goOnWith, nextVersion, type ArticleDraft } from './article-draft.ts';
import styles from './knowledge.module.css';
import { OneLineDialog } from './one-line-dialog.tsx';

interface KeptArticlePanelProps {
  kept: KeptArticle;
  onBegin: (draft: ArticleDraft) => void;
}

/** An article as it stands, with its versions, and the ways to change it or take it out of use. */
export function KeptArticlePanel({ kept, onBegin }: KeptArticlePanelProps) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  const versions = useLive('article', { articleKey: kept.key }).collections?.versions ?? [];
  const [reading, setReading] = useState<string | null>(null);
  const [retiring, setRetiring] = useState<{ id: string; draft: boolean } | null>(null);
  const [draft] = kept.drafts;
  const stands = kept.published ?? kept.retired ?? draft ?? null;
  const shown = versions.find(({ id }) => id === reading) ?? versions.find(({ id }) => id === stands?.id) ?? null;
  if (shown === null || stands === null) return null;
  return (
    <Panel
      title={shown.title}
      actions={(
        <span className={styles['buttons']}>
          {draft !== undefined ? <Button size="small" variant="primary" onPress={() => { onBegin(goOnWith(draft)); }}>{t('go-on')}</Button> : (
            <Button size="small" variant="primary" onPress={() => { onBegin(nextVersion(stands, newId(), Date.now())); }}>{t('begin')}</Button>
          )}
          {draft === undefined ? null : <Button size="small" onPress={() => { setRetiring({ id: draft.id, draft: true }); }}>{t('retire-draft')}</Button>}
          {kept.published === null ? null : <Button size="small" onPress={() => { setRetiring({ id: kept.published?.id ?? '', draft: false }); }}>{t('retire')}</Button>}
        </span>
      )}
    >
      <div className={styles['stack']}>
        <p className={styles['meta']}>
          <Badge tone={shown.kind === 'script' ? 'accent' : 'neutral'}>{t(`vocabulary:article-kind.${shown.kind}`)}</Badge>
          <Badge>{t(`vocabulary:article-audience.${shown.audience}`)}</Badge>
          {shown.status === 'draft' ? <Badge tone="warning">{t('draft-badge')}</Badge> : shown.status === 'retired' ? <Badge>{t('retired-badge')}</Badge> : null}
          {kept.reviewOverdue && shown.status === 'published' ? <Badge tone="warning">{t('review-overdue')}</Badge> : null}
          <span>{shown.version === 0 ? t('draft-of', { name: shown.byName, at: shown.writtenAt }) : t('version-by', { version: shown.version, name: shown.byName, at: shown.publishedAt ?? shown.writtenAt })}</span>
          <span>{t('right-count', { count: shown.tally.right })}</span>
          <span>{t('wrong-count', { count: shown.tally.wrong })}</span>
        </p>
        <Markdown text={shown.body} level={3} />
        {versions.length < 2 ? null : (
          <section className={styles['stack']}>
            <h3 className={styles['heading']}>{t('versions')}</h3>
            <ul className={styles['chips']}>
              {versions.filter(({ version, id }) => version > 0 && id !== shown.id).map((one) => (
                <li key={one.key}><Button size="small" onPress={() => { setReading(one.id); }}>{one.id === stands.id ? t('back-to-one') : t('read-version', { version: one.version })}</Button></li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {retiring === null ? null : (
        <OneLineDialog
          title={t(retiring.draft ? 'retire-draft' : 'retire')} label={t('retire-why')} send={t(retiring.draft ? 'retire-draft' : 'retire')} done={t('retired')} draftKey={`retire:${retiring.id}`}
          onSend={(reasons) => giveCommand('retire-article', { articleId: retiring.id as typeof stands.id, reasons })} onClose={() => { setRetiring(null); }}
        />
      )}
    </Panel>
  );
}
