import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useCall, type QueueDoors } from './call.ts';
import { ALL, nextOf, shown } from './queue-lists.ts';
import styles from './queue.module.css';

/** On every screen: two desks called one person, and this one is told that it was the second, and offered the next. */
export function LostCalls({ siteId, ...doors }: QueueDoors & { siteId: string }) {
  const { t } = useTranslation('queue');
  const { collections } = useLive('queue', {});
  const { call } = useCall('', false, doors);
  const lost = collections?.lost ?? [];
  const next = nextOf(shown(collections?.waiting ?? [], { site: siteId, channel: ALL }));
  const keys = lost.map(({ key }) => key).join(' ');
  useEffect(() => {
    if (keys !== '') announce(t('lost-title'), 'assertive');
  }, [keys, t]);
  const putAway = (commandId: string): void => { void invoke('attention.discard', { commandId, reason: t('lost-reason') }); };
  if (lost.length === 0) return null;
  return (
    <div className={styles['lost']}>
      {lost.map(({ key, sentence }) => (
        <Banner key={key} tone="warning" title={t('lost-title')}>
          <p className={styles['plain']}>{sentence}</p>
          <div className={styles['buttons']}>
            {next === null ? null : <Button variant="primary" size="small" onPress={() => { putAway(key); void call(next); }}>{t('lost-next')}</Button>}
            <Button variant="secondary" size="small" onPress={() => { putAway(key); }}>{t('lost-away')}</Button>
          </div>
        </Banner>
      ))}
    </div>
  );
}
