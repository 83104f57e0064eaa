import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { AttentionItem } from '#contract/views/sync.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { PartlySensitive, Sensitive } from '../../ui/sensitive.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { enteredIn } from './entered.ts';
import styles from './sync.module.css';
import { WhyItCameBack } from './why-it-came-back.tsx';

const NO_CLAUSES: readonly Clause[] = [];

interface AttentionListProps {
  items: readonly AttentionItem[];
  onOpenSubject: (subject: SubjectRef) => void;
  /** Opens the form it came from, filled with what was entered. */
  onEdit: (item: AttentionItem) => void;
}

/** What the centre refused. It stays until a person has done something about it. */
export function AttentionList({ items, onOpenSubject, onEdit }: AttentionListProps) {
  const { t } = useTranslation('sync');
  const clauses = useLive('reference', {}).collections?.clauses ?? NO_CLAUSES;
  if (items.length === 0) return <p className={styles['muted']}>{t('attention-none')}</p>;
  return (
    <>
      <p className={styles['muted']}>{t('attention-advice')}</p>
      <ul className={styles['list']}>
        {items.map((item) => <AttentionRow key={item.key} item={item} clauses={clauses} onOpenSubject={onOpenSubject} onEdit={onEdit} />)}
      </ul>
    </>
  );
}

function AttentionRow({ item, clauses, onOpenSubject, onEdit }: { item: AttentionItem; clauses: readonly Clause[] } & Omit<AttentionListProps, 'items'>) {
  const { t } = useTranslation(['sync', 'vocabulary']);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [asking, setAsking] = useState(false);
  const { residentId, residentName } = item;
  const command = t(`command-${item.name}`);
  const what = residentName === null ? command : t('about', { what: command, name: residentName });
  const resubmit = async () => {
    setWorking(true);
    setFailure(null);
    const outcome = await invoke('attention.resubmit', { commandId: item.commandId });
    setWorking(false);
    if (outcome.ok) announce(t('resubmitted'));
    else setFailure(outcome.failure.sentence);
  };
  return (
    <li className={styles['refused']}>
      <p className={styles['refusedHead']}>
        <strong><PartlySensitive words={what} part={residentName ?? undefined} /></strong> <span className={styles['muted']}>{t('made', { at: item.madeAt })}</span>
      </p>
      <WhyItCameBack item={item} />
      <dl className={styles['entered']} aria-label={t('entered')}>
        {enteredIn(item, clauses).map(({ field, value }) => (
          <div key={field}>
            <dt>{t(`field-${field}`)}</dt>
            <dd><Sensitive>{'text' in value ? value.text : t(value.word)}</Sensitive></dd>
          </div>
        ))}
      </dl>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      <div className={styles['buttons']}>
        <Button variant="primary" size="small" isDisabled={working} aria-label={t('edit-label', { what })} onPress={() => { onEdit(item); }}>{t('edit')}</Button>
        <Button variant="secondary" size="small" isDisabled={working} aria-label={t('resubmit-label', { what })} onPress={() => { void resubmit(); }}>{t('resubmit')}</Button>
        {residentId === null || residentName === null ? null : (
          <Button variant="secondary" size="small" onPress={() => { onOpenSubject({ kind: 'resident', id: residentId }); }}><PartlySensitive words={t('open-resident', { name: residentName })} part={residentName} /></Button>
        )}
        <Button variant="secondary" size="small" isDisabled={working} aria-label={t('discard-label', { what })} onPress={() => { setAsking(true); }}>{t('discard')}</Button>
      </div>
      {asking ? <DiscardDialog commandId={item.commandId} what={what} name={residentName ?? undefined} onClose={() => { setAsking(false); }} /> : null}
    </li>
  );
}

function DiscardDialog({ commandId, what, name, onClose }: { commandId: string; what: string; name: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('sync');
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const discard = async () => {
    setTried(true);
    if (missing) return;
    const outcome = await invoke('attention.discard', { commandId, reason: reason.trim().slice(0, 2000) });
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    announce(t('discarded'));
    onClose();
  };
  return (
    <Dialog
      title={t('discard-title')} role="alertdialog" onClose={onClose}
      actions={(
        <>
          <Button variant="secondary" onPress={onClose}>{t('discard-keep')}</Button>
          <Button variant="danger" onPress={() => { void discard(); }}>{t('discard-confirm')}</Button>
        </>
      )}
    >
      <div className={styles['panel']}>
        <p><strong><PartlySensitive words={what} part={name} /></strong></p>
        <p>{t('discard-body')}</p>
        <TextArea label={t('discard-reason')} rows={2} autoFocus value={reason} onChange={setReason} error={tried && missing ? t('discard-need') : undefined} />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
