import { CircleCheck, CircleX, CloudOff, RefreshCw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views.ts';
import { useLive } from '../../engine-client/live.ts';
import { useShortcut } from '../../ui/keys.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { moodOf, syncSentences } from './sync-words.ts';
import styles from './sync.module.css';

const icons = { online: CircleCheck, busy: RefreshCw, offline: CloudOff, stuck: CircleX };

/** How it stands with the centre, always in sight; pressed, it opens the details. */
export function SyncLine({ onOpenSubject }: { onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation('sync');
  const [open, setOpen] = useState(false);
  const status = useLive('sync', {}).collections?.status[0];
  useShortcut({ keys: 'Alt+S', label: t('title'), run: () => { setOpen(true); } });
  const mood = status === undefined ? 'busy' : moodOf(status);
  const line = status === undefined ? t('starting') : syncSentences(status).map(({ key, values }) => t(key, values)).join(' ');
  const attention = status?.needsAttention ?? 0;
  const Icon = icons[mood];
  return (
    <>
      <AriaButton className={styles['line'] ?? ''} data-mood={mood} onPress={() => { setOpen(true); }}>
        <Icon size={14} aria-hidden="true" />
        <span>{line}</span>
        {attention === 0 ? null : (
          <span className={styles['attention']}><TriangleAlert size={14} aria-hidden="true" /> {t('attention-count', { count: attention })}</span>
        )}
      </AriaButton>
      {/* A change of state is read out; the numbers that count up and down beside it are not. */}
      <VisuallyHidden><span role="status">{mood === 'offline' || mood === 'stuck' ? line : mood === 'online' ? t('saved') : ''}</span></VisuallyHidden>
      {open ? (
        <SyncPanel
          onClose={() => { setOpen(false); }}
          onOpenSubject={(subject) => {
            setOpen(false);
            onOpenSubject(subject);
          }}
        />
      ) : null}
    </>
  );
}
