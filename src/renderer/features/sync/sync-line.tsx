import { TriangleAlert } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { useShortcut } from '../../ui/keys.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { moodIcons } from './standing.tsx';
import { moodOf, syncSentences } from './sync-words.ts';
import styles from './sync.module.css';

/** How it stands with the centre, always in sight; pressed, it opens the page with every piece of it. */
export function SyncLine({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation('sync');
  const status = useLive('sync', {}).collections?.status[0];
  useShortcut({ keys: 'Alt+S', label: t('title'), run: onOpen });
  const mood = status === undefined ? 'busy' : moodOf(status);
  const line = status === undefined ? t('starting') : syncSentences(status).map(({ key, values }) => t(key, values)).join(' ');
  const attention = status?.needsAttention ?? 0;
  const Icon = moodIcons[mood];
  return (
    <>
      <AriaButton className={styles['line'] ?? ''} data-mood={mood} onPress={onOpen}>
        <Icon size={14} aria-hidden="true" />
        <span>{line}</span>
        {attention === 0 ? null : (
          <span className={styles['attention']}><TriangleAlert size={14} aria-hidden="true" /> {t('attention-count', { count: attention })}</span>
        )}
      </AriaButton>
      {/* A change of state is read out; the numbers that count up and down beside it are not. A pause has words of its own. */}
      <VisuallyHidden><span role="status">{mood === 'offline' || mood === 'stuck' ? t(`heard-${mood}`) : mood === 'online' ? t(attention === 0 ? 'saved' : 'saved-rest') : ''}</span></VisuallyHidden>
    </>
  );
}
