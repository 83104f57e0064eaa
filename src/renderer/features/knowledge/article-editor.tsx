import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type ArticleId } from '#domain/ids.ts';
import type { KeptArticle } from '#contract/views/knowledge.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ArticleCompare } from './article-compare.tsx';
import { goOnWith, headingText, toWrite, type ArticleDraft } from './article-draft.ts';
import { ArticleFields } from './article-fields.tsx';
import styles from './knowledge.module.css';

interface ArticleEditorProps {
  kept: KeptArticle | null;
  draft: ArticleDraft;
  onChange: (draft: ArticleDraft) => void;
  /** Nothing is left to be kept on this desk: it was published, or thrown away. */
  onOver: () => void;
}

/** Writes a version: its words beside how they will be read, and what differs from the version in use. */
export function ArticleEditor({ kept, draft, onChange, onOver }: ArticleEditorProps) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  const reference = useLive('reference', {}).collections;
  const services = reference?.services ?? [];
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const shown = useDeferredValue(draft.body);
  const inUse = kept?.published ?? null;
  const saved = kept?.drafts.find(({ id }) => id === draft.articleId) ?? null;
  const theirs = saved !== null && saved.writtenAt !== draft.writtenOver ? saved : null;
  const behind = inUse !== null && inUse.version > draft.basedOn ? inUse : null;
  const staffName = (id: string): string => reference?.staff.find((one) => one.id === id)?.name ?? '';
  const heading = (of: Parameters<typeof headingText>[0]): string => headingText(of, {
    service: (id) => services.find((one) => one.id === id)?.name ?? id, reason: (reason) => t(`vocabulary:reason.${reason}`),
    kind: (kind) => t(`vocabulary:article-kind.${kind}`), audience: (audience) => t(`vocabulary:article-audience.${audience}`),
  });

  const write = async (): Promise<number | null> => {
    const savedAt = Date.now();
    const outcome = await giveCommand('write-article', toWrite(draft, savedAt));
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return null;
    }
    onChange({ ...draft, writtenOver: savedAt });
    return savedAt;
  };
  const press = async (publishes: boolean) => {
    if (working) return;
    setWorking(true);
    setFailure(null);
    const writtenAt = await write();
    const published = writtenAt === null || !publishes ? null : await giveCommand('publish-article', { articleId: asId<ArticleId>(draft.articleId), writtenAt });
    setWorking(false);
    if (writtenAt === null) return;
    if (published === null) return announce(t('saved-draft'));
    if (!published.ok) return setFailure(published.failure.sentence);
    announce(t('published'));
    onOver();
  };
  return (
    <Panel
      title={draft.basedOn === 0 && inUse === null ? t('editing-new') : t('editing', { version: (inUse?.version ?? draft.basedOn) + 1 })}
      actions={<Button variant="quiet" size="small" onPress={() => { announce(t('thrown-away')); onOver(); }}>{t('throw-away')}</Button>}
    >
      <div className={styles['stack']}>
        {theirs === null ? null : (
          <Banner tone="warning" role="status">
            <p>{t('draft-newer', { name: staffName(theirs.writtenBy) })}</p>
            <ArticleCompare title={t('draft-of', { name: staffName(theirs.writtenBy), at: theirs.writtenAt })} before={`${heading(theirs)}\n${theirs.body}`} after={`${heading(draft)}\n${draft.body}`} />
            <div className={styles['buttons']}>
              <Button size="small" onPress={() => { onChange(goOnWith(theirs)); }}>{t('take-theirs')}</Button>
              <Button size="small" onPress={() => { onChange({ ...draft, writtenOver: theirs.writtenAt }); }}>{t('keep-mine')}</Button>
            </div>
          </Banner>
        )}
        {behind === null ? null : (
          <Banner tone="warning" role="status">
            <p>{t('behind', { version: behind.version })}</p>
            <Button size="small" onPress={() => { onChange({ ...draft, basedOn: behind.version }); }}>{t('go-on-from', { version: behind.version })}</Button>
          </Banner>
        )}
        <div className={styles['pair']}>
          <ArticleFields draft={draft} onChange={onChange} services={services} />
          <section className={styles['stack']} aria-label={t('preview')}>
            <h3 className={styles['heading']}>{t('preview')}</h3>
            <div className={styles['preview']}>
              <h4 className={styles['name']}>{draft.title}</h4>
              {shown.trim() === '' ? <p className={styles['muted']}>{t('preview-empty')}</p> : <Markdown text={shown} level={4} />}
            </div>
          </section>
        </div>
        {inUse === null ? null : (
          <section className={styles['stack']}>
            <h3 className={styles['heading']}>{t('compare', { version: inUse.version })}</h3>
            {heading(inUse) === heading(draft) ? null : <ArticleCompare title={t('compare-heading')} before={heading(inUse)} after={heading(draft)} />}
            <ArticleCompare title={t('compare', { version: inUse.version })} before={inUse.body} after={draft.body} />
          </section>
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        <div className={styles['buttons']}>
          <Button variant="primary" isDisabled={working || theirs !== null || behind !== null} onPress={() => { void press(true); }}>{t('publish')}</Button>
          <Button isDisabled={working || theirs !== null} onPress={() => { void press(false); }}>{t('save-draft')}</Button>
          <span className={styles['muted']}>{t('kept')}</span>
        </div>
      </div>
    </Panel>
  );
}
