import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateAt } from '#domain/time/dates.ts';
import type { ArticleVersion } from '#contract/views/knowledge.ts';
import type { ContactTopic } from '../../engine-client/contact-topic.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Markdown } from '../../ui/markdown.tsx';
import { stepsIn } from '../../ui/markdown-tree.ts';
import { useNow } from '../../ui/now.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './knowledge.module.css';
import { readArticle } from './panel-state.ts';
import { useContactTicks, useLooseTicks, type TicksOf } from './ticks.ts';
import { Vote } from './vote.tsx';

interface ReaderProps {
  articleKey: string;
  topic: ContactTopic | null;
  mayVote: boolean;
}

/** One article as it is now: steps to tick off, and whether it was right. */
export function Reader({ articleKey, topic, mayVote }: ReaderProps) {
  const { t } = useTranslation('knowledge');
  const versions = useLive('article', { articleKey }).collections?.versions;
  const article = versions?.find(({ status }) => status === 'published');
  const [first, setFirst] = useState<string | null>(null);
  if (first === null && article !== undefined) setFirst(article.id);
  if (versions === undefined) return <Skeleton lines={6} label={t('loading')} />;
  if (article === undefined) return <EmptyState title={t('gone')} advice={t('found-none')} />;
  const shared = { article, topic, mayVote, isNewer: first !== null && first !== article.id };
  return topic === null ? <ReadAlone key={article.id} {...shared} /> : <ReadInContact key={`${topic.contactId} ${article.id}`} {...shared} topic={topic} />;
}

interface ReadProps {
  article: ArticleVersion;
  topic: ContactTopic | null;
  mayVote: boolean;
  /** It came in while an older version was being read. */
  isNewer: boolean;
}

function ReadInContact({ topic, ...rest }: ReadProps & { topic: ContactTopic }) {
  return <Read {...rest} topic={topic} ticks={useContactTicks(topic.contactId, rest.article.id)} />;
}
function ReadAlone(props: ReadProps) {
  return <Read {...props} ticks={useLooseTicks(props.article.id)} />;
}

function Read({ article, topic, mayVote, isNewer, ticks }: ReadProps & { ticks: TicksOf }) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  const now = useNow();
  const steps = stepsIn(article.body);
  const { ticked } = ticks;
  const done = [...ticked].filter((step) => step < steps).length;
  return (
    <article className={styles['reader']} aria-labelledby="knowledge-article">
      <h3 id="knowledge-article" tabIndex={-1} className={styles['name']}>{article.title}</h3>
      <p className={styles['meta']}>
        <Badge tone={article.kind === 'script' ? 'accent' : 'neutral'}>{t(`vocabulary:article-kind.${article.kind}`)}</Badge>
        {article.reviewBy < dateAt(now) ? <Badge tone="warning">{t('review-overdue')}</Badge> : null}
        <span>{t('version', { version: article.version, at: article.publishedAt ?? article.writtenAt })}</span>
        {steps === 0 ? null : <span className={styles['steps']}>{t('steps', { done, count: steps })}</span>}
        {done === 0 ? null : <Button variant="link" onPress={ticks.clear}>{t('steps-again')}</Button>}
      </p>
      {isNewer ? <Banner tone="info" role="status">{t('newer')}</Banner> : null}
      <Markdown text={article.body} level={4} ticked={ticked} onTick={ticks.toggle} onOpenArticle={readArticle} />
      {mayVote ? <Vote article={article} topic={topic} /> : null}
    </article>
  );
}
