import { BookOpenText } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useContactTopic } from '../../engine-client/contact-topic.ts';
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

const NOTHING_KNOWN = { serviceIds: [], reasons: [] };

function useFitting() {
  const topic = useContactTopic();
  const known = topic !== null && topic.serviceIds.length + topic.reasons.length > 0;
  const live = useLive('knowledge', known ? { serviceIds: [...topic.serviceIds], reasons: [...topic.reasons] } : NOTHING_KNOWN);
  return { topic, known, fitting: live.collections?.fitting ?? null };
}

/** The column beside the work: there by itself once a contact has a reason or a service that something is written for. */
export function KnowledgeDock({ mayVote }: { mayVote: boolean }) {
  const { t } = useTranslation('knowledge');
  const { mode } = usePanel();
  const { topic, known, fitting } = useFitting();
  const wide = useMedia(WIDE);
  const about = known ? JSON.stringify([topic?.contactId, topic?.serviceIds, topic?.reasons]) : '';
  // Whatever was looked up before, what now fits comes first.
  useEffect(() => { readArticle(null); }, [about]);
  useEffect(() => resetPanel, []);
  useShortcut({ keys: 'F4', label: t('open'), run: askForPanel });
  const byItself = mode === 'by-itself' && wide && known && fitting !== null && fitting.length > 0;
  if (mode !== 'open' && !byItself) return null;
  return (
    <Suspense fallback={<div className={styles['panel']}><Skeleton lines={8} label={t('loading')} /></div>}>
      <KnowledgePanel topic={topic} fitting={fitting} mayVote={mayVote} />
    </Suspense>
  );
}

/** The way to it along the bottom, and how much there is for the contact at hand. */
export function KnowledgeLine() {
  const { t } = useTranslation('knowledge');
  const { known, fitting } = useFitting();
  const count = known ? fitting?.length ?? 0 : 0;
  return (
    <Button variant="quiet" size="small" shortcut="F4" onPress={askForPanel}>
      <BookOpenText size={14} aria-hidden="true" />
      {count === 0 ? t('title') : t('open-count', { count })}
    </Button>
  );
}
