import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NeedItem } from '#contract/views/care.ts';
import type { PromiseItem } from '#contract/views/subject.ts';
import { noCallNeed } from '#domain/needs/kinds.ts';
import type { Resident } from '#domain/records/people.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { PromiseDialog } from './promise-dialog.tsx';
import { PromiseList } from './promise-list.tsx';
import styles from './promises.module.css';

interface PromiseBarProps {
  resident: Resident;
  items: readonly PromiseItem[];
  contactId: string | null;
  staffId: string;
  /** What they need: who is not to be rung is offered no call first. */
  needs: readonly NeedItem[];
}

/** What was promised to somebody and is open, and the way to promise more. */
export function PromiseBar({ resident, items, contactId, staffId, needs }: PromiseBarProps) {
  const { t } = useTranslation('promises');
  const [open, setOpen] = useState(false);
  const may = resident.deceasedOn === null;
  useShortcut({ keys: 'p', label: t('make'), run: () => { setOpen(true); }, enabled: may });
  return (
    <section className={styles['bar']} aria-label={t('title')}>
      {may ? <Button variant="secondary" size="small" shortcut="P" onPress={() => { setOpen(true); }}>{t('make')}</Button> : null}
      {items.length === 0 ? null : <PromiseList items={items} label={t('title')} />}
      {open ? <PromiseDialog resident={resident} contactId={contactId} staffId={staffId} noCall={noCallNeed(needs)?.action ?? null} onClose={() => { setOpen(false); }} /> : null}
    </section>
  );
}
