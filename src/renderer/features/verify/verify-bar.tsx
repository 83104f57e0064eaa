import { ShieldCheck, ShieldQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseItem, SubjectHeader, VerificationItem } from '#contract/views/subject.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { useNow } from '../../ui/now.ts';
import { dateTimeText } from '../../ui/time-text.ts';
import { VerifyDialog } from './verify-dialog.tsx';
import styles from './verify.module.css';

interface VerifyBarProps {
  header: SubjectHeader;
  verification: VerificationItem;
  cases: readonly CaseItem[];
  contactId: string | null;
}

/** How surely this is who they say, and the way to find out. */
export function VerifyBar({ header, verification, cases, contactId }: VerifyBarProps) {
  const { t, i18n } = useTranslation('verify');
  const now = useNow();
  const [open, setOpen] = useState(false);
  const { level, at, byName, failures, lockedUntil, coercion } = verification;
  const locked = lockedUntil !== null && lockedUntil > now;
  const may = !locked && header.resident !== null && header.resident.deceasedOn === null;
  useShortcut({ keys: 'v', label: t('verify'), run: () => { setOpen(true); }, enabled: may });
  const Icon = level > 0 ? ShieldCheck : ShieldQuestion;
  return (
    <section className={styles['bar']} aria-label={t('title')}>
      <Badge tone={level > 0 ? 'success' : locked ? 'warning' : 'neutral'}><Icon size={12} aria-hidden="true" />{t(`level-${String(level)}`)}</Badge>
      {at === null || byName === null ? null : <span className={styles['muted']}>{t('by', { time: dateTimeText(at, now, i18n.language), name: byName })}</span>}
      {failures === 0 || locked ? null : <span className={styles['muted']}>{t('failures', { count: failures })}</span>}
      {may ? <Button variant="secondary" size="small" shortcut="V" onPress={() => { setOpen(true); }}>{t(level > 0 ? 'verify-further' : 'verify')}</Button> : null}
      {locked ? <Banner tone="warning">{t('locked', { time: dateTimeText(lockedUntil, now, i18n.language) })}</Banner> : null}
      {coercion ? <Banner tone="warning">{t('coercion-noted')}</Banner> : null}
      {open && header.resident !== null ? (
        <VerifyDialog resident={header.resident} property={header.property} cases={cases} contactId={contactId} failures={failures} onClose={() => { setOpen(false); }} />
      ) : null}
    </section>
  );
}
