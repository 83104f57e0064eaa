import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntitlementItem } from '#contract/views/subject.ts';
import { dateText } from '#domain/delegation/clause-fields.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './authority-panel.module.css';

/** Permits, holds and arrangements that run for this resident, each with the way to end it before its time. */
export function RunningList({ items }: { items: readonly EntitlementItem[] }) {
  const { t } = useTranslation('authority');
  const [ending, setEnding] = useState<EntitlementItem | null>(null);
  if (items.length === 0 && ending === null) return null;
  return (
    <section aria-label={t('running')}>
      <h3 className={styles['restTitle']}>{t('running')}</h3>
      <ul className={styles['running']}>
        {items.map((item) => (
          <li key={item.key} className={styles['runningItem']}>
            <span>
              <strong>{item.title}</strong>{item.vehicle === null ? null : ` ${item.vehicle}`} {t('running-until', { date: dateText(item.endsOn) })}
              {item.pending ? <span className={styles['muted']}> {t('running-sending')}</span> : null}
            </span>
            <Button variant="quiet" size="small" onPress={() => { setEnding(item); }}>{t('end')} <VisuallyHidden>{item.title}</VisuallyHidden></Button>
          </li>
        ))}
      </ul>
      {ending === null ? null : <EndDialog item={ending} onClose={() => { setEnding(null); }} />}
    </section>
  );
}

function EndDialog({ item, onClose }: { item: EntitlementItem; onClose: () => void }) {
  const { t } = useTranslation('authority');
  const [reasons, setReasons, { discard }] = useDraft(`end:${item.id}`, '');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const end = async () => {
    setWorking(true);
    const given = await giveCommand('end-entitlement', { entitlementId: item.id, reasons: reasons.trim() });
    setWorking(false);
    if (!given.ok) {
      setFailure(given.failure.sentence);
      return;
    }
    announce(t('ended', { title: item.title }));
    discard();
    onClose();
  };
  return (
    <Dialog
      title={t('end-title', { title: item.title })} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('end-keep')}</Button>
          <Button variant="primary" isDisabled={working || reasons.trim() === ''} onPress={() => { void end(); }}>{t('end-confirm')}</Button>
        </>
      )}
    >
      <TextArea label={t('end-reasons')} rows={3} value={reasons} onChange={setReasons} autoFocus />
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
    </Dialog>
  );
}
