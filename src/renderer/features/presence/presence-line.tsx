import { Users } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { PresentItem } from '#contract/views/subject.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { announce } from '../../ui/live-region.tsx';
import styles from './presence.module.css';

const MANNERS: Partial<Record<Channel, 'phone' | 'counter'>> = {
  'phone-in': 'phone', 'phone-out': 'phone', 'call-back': 'phone', 'walk-in': 'counter', 'appointment': 'counter', 'visit': 'counter',
};

interface PresenceLineProps {
  subject: SubjectRef;
  /** How this person is speaking about them; null where no contact is in progress. */
  channel: Channel | null;
}

/** Who else is talking to or about them now; says to others that this desk is here, for as long as it is drawn. */
export function PresenceLine({ subject, channel }: PresenceLineProps) {
  const { t } = useTranslation('presence');
  const { kind, id } = subject;
  useEffect(() => { void invoke('presence.here', { subject: { kind, id }, channel }); }, [kind, id, channel]);
  useEffect(() => () => { void invoke('presence.here', { subject: null, channel: null }); }, [kind, id]);
  const others = useLive('presence', subject).collections?.others ?? [];
  const say = (one: PresentItem): string => t(one.channel === null ? 'open' : MANNERS[one.channel] ?? 'other', { name: one.name, site: one.siteName });
  const lines = others.map((one) => ({ key: one.key, text: say(one) }));
  const spoken = useRef<ReadonlySet<string>>(new Set());
  const all = lines.map(({ text }) => text).join('\n');
  useEffect(() => {
    const now = new Set(all === '' ? [] : all.split('\n'));
    for (const line of now) if (!spoken.current.has(line)) announce(line);
    spoken.current = now;
  }, [all]);
  if (lines.length === 0) return null;
  return (
    <ul className={styles['line']} aria-label={t('title')}>
      {lines.map(({ key, text }) => <li key={key}><Users size={14} aria-hidden="true" />{text}</li>)}
    </ul>
  );
}
