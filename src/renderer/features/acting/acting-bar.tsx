import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActingItem } from '#contract/views/subject.ts';
import type { Resident } from '#domain/records/people.ts';
import { mayAct } from '#domain/residents/authority-to-act.ts';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { useShortcut } from '../../ui/keys.ts';
import { useNow } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { ActingDialog } from './acting-dialog.tsx';
import styles from './acting.module.css';

interface ActingBarProps {
  resident: Resident;
  items: readonly ActingItem[];
  contactId: string | null;
}

/** Whom one may speak to about somebody besides themselves, said before anybody asks. */
export function ActingBar({ resident, items, contactId }: ActingBarProps) {
  const { t, i18n } = useTranslation(['acting', 'vocabulary']);
  const now = useNow();
  const [open, setOpen] = useState(false);
  useShortcut({ keys: 't', label: t('open'), run: () => { setOpen(true); } });
  const lines = items.map((item) => {
    if (!mayAct(item, contactId, now)) return t('over', { name: item.name });
    const until = item.expiresOn === null ? [] : [t('until', { date: calendarDateWords(item.expiresOn, i18n.language) })];
    return [item.relation === '' ? t('may', { name: item.name }) : t('may-as', { name: item.name, relation: item.relation }), item.scope, t(`vocabulary:acting.${item.basis}`), ...until].join(' · ');
  });
  return (
    <section className={styles['bar']} aria-label={t('title')}>
      <Button variant="secondary" size="small" shortcut="T" onPress={() => { setOpen(true); }}>{t('open')}</Button>
      {lines.length === 0 ? <p className={styles['standing']}>{t(resident.deceasedOn === null ? 'none' : 'none-dead')}</p> : lines.map((line, n) => <p key={items[n]?.key} className={styles['standing']}><Sensitive>{line}</Sensitive></p>)}
      {open ? <ActingDialog resident={resident} items={items} contactId={contactId} onClose={() => { setOpen(false); }} /> : null}
    </section>
  );
}
