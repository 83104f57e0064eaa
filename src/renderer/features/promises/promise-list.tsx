import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PromiseItem } from '#contract/views/subject.ts';
import type { Instant } from '#domain/time/instant.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/now.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { relativeText } from '../../ui/time-text.ts';
import { FollowUpDialog } from './follow-up-dialog.tsx';
import styles from './promises.module.css';

interface PromiseListProps {
  items: readonly PromiseItem[];
  label: string;
  /** Where the list is about many people, each line opens its own. */
  onOpenResident?: (residentId: string) => void;
}

/** What is owed, the soonest first. */
export function PromiseList({ items, label, onOpenResident }: PromiseListProps) {
  const { t, i18n } = useTranslation(['promises', 'vocabulary']);
  const now = useNow();
  const ago = (at: Instant): string => relativeText(at, now, i18n.language);
  const [followed, setFollowed] = useState<string | null>(null);
  const item = items.find(({ key }) => key === followed);
  return (
    <>
      <ul className={styles['list']} aria-label={label}>
        {items.map((one) => (
          <li key={one.key} className={styles['item']}>
            <div className={styles['owed']}>
              {one.dueAt < now ? <Badge tone="warning">{t('overdue', { at: ago(one.dueAt) })}</Badge> : <Badge tone="accent">{t('due', { at: ago(one.dueAt) })}</Badge>}
              {onOpenResident === undefined ? null : <Button variant="link" onPress={() => { onOpenResident(one.residentId); }}><Sensitive>{one.residentName}</Sensitive></Button>}
              <span>{t(`vocabulary:promise-kind.${one.kind}`)}: <Sensitive>{one.words}</Sensitive></span>
              <span className={styles['facts']}>
                <Sensitive>{[
                  t('by', { name: one.ownerName }),
                  one.phone === null ? null : t('ring', { phone: phoneText(one.phone) }), one.callerPhone === null ? null : t('from', { phone: phoneText(one.callerPhone) }),
                  one.dueAt === one.promisedFor ? null : t('promised-for', { at: one.promisedFor }), one.attempts.length === 0 ? null : t('tried', { count: one.attempts.length }),
                  one.pending ? t('pending') : null,
                ].filter((fact) => fact !== null).join(' · ')}</Sensitive>
              </span>
            </div>
            <Button variant="quiet" size="small" aria-label={t('follow-about', { words: one.words })} onPress={() => { setFollowed(one.key); }}>{t('follow')}</Button>
          </li>
        ))}
      </ul>
      {item === undefined ? null : <FollowUpDialog item={item} onClose={() => { setFollowed(null); }} />}
    </>
  );
}
