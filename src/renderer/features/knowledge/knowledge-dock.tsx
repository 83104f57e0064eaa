import { BookOpenText } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArticleItem } from '#contract/views/knowledge.ts';
import { useContactTopic, type ContactTopic } from '../../engine-client/contact-topic.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { useMedia } from '../../ui/media.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './knowledge.module.css';
import { askForPanel, readArticle, resetPanel, usePanel } from './panel-state.ts';

// Markdown is most of it, and the first screen does without.
const KnowledgePanel = lazy(() => import('./knowledge-panel.tsx').then((module) => ({ default: module.KnowledgePanel })));

/** Room for a column beside the work. */
const WIDE = '(width >= 75rem) and (height >= 34rem)';

const isKnown = (topic: ContactTopic | null): topic is ContactTopic => topic !== null && topic.serviceIds.length + topic.reasons.length > 0;

const useFitting = (topic: ContactTopic | null): readonly ArticleItem[] | null =>
  useLive('knowledge', { serviceIds: [...topic?.serviceIds ?? []], reasons: [...topic?.reasons ?? []] }).collections?.fitting ?? null;

/** The column beside the work: there by itself once a contact has a reason or a service that something is written for. */
export function KnowledgeDock({ mayVote }: { mayVote: boolean }) {
  const { t } = useTranslation('knowledge');
  const { mode } = usePanel();
  const topic = useContactTopic();
  const about = isKnown(topic) ? JSON.stringify(topic) : '';
  // Whatever was looked up before, what now fits comes first.
  useEffect(() => { readArticle(null); }, [about]);
  useEffect(() => resetPanel, []);
  useShortcut({ keys: 'F4', label: t('open'), run: askForPanel });
  // Nothing is asked of the engine before there is something to ask for.
  return mode === 'open' || (mode === 'by-itself' && isKnown(topic)) ? <Dock topic={topic} asked={mode === 'open'} mayVote={mayVote} /> : null;
}

function Dock({ topic, asked, mayVote }: { topic: ContactTopic | null; asked: boolean; mayVote: boolean }) {
  const { t } = useTranslation('knowledge');
  const found = useFitting(topic);
  // While what fits another service is looked for, what is there stays: the column must not come and go.
  const [fitting, setFitting] = useState(found);
  if (found !== null && found !== fitting) setFitting(found);
  const wide = useMedia(WIDE);
  if (!asked && (!wide || fitting === null || fitting.length === 0)) return null;
  return (
    <Suspense fallback={<div className={styles['panel']}><Skeleton lines={8} label={t('loading')} /></div>}>
      <KnowledgePanel topic={topic} fitting={fitting} mayVote={mayVote} />
    </Suspense>
  );
}

/** The way to it along the bottom, and how much there is for the contact at hand. */
export function KnowledgeLine() {
  const { t } = useTranslation('knowledge');
  const topic = useContactTopic();
  return isKnown(topic) ? <CountedLine topic={topic} /> : <Line words={t('title')} />;
}

function CountedLine({ topic }: { topic: ContactTopic }) {
  const { t } = useTranslation('knowledge');
  const count = useFitting(topic)?.length ?? 0;
  return <Line words={count === 0 ? t('title') : t('open-count', { count })} />;
}

function Line({ words }: { words: string }) {
  return (
    <Button variant="quiet" size="small" shortcut="F4" onPress={askForPanel}>
      <BookOpenText size={14} aria-hidden="true" />{words}
    </Button>
  );
}
