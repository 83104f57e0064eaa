import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { CodesAtHand } from '#contract/views/worklist.ts';
import { amountText, approvalLimit } from '#domain/delegation/evaluate.ts';
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { passedOn } from '#domain/delegation/scheme.ts';
import type { Post } from '#domain/vocabulary.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNow } from '../../ui/now.ts';
import { dateTimeText } from '../../ui/time-text.ts';
import { spelled } from './spelled.ts';
import styles from './worklist.module.css';

interface ReadOutDraft { reference: string; clauseId: string | null; amount: number | null; reasons: string }
const EMPTY: ReadOutDraft = { reference: '', clauseId: null, amount: null, reasons: '' };

/** A team leader approves over the telephone: what was read out goes in, a code to read back comes out. Works without the centre. */
export function ReadOutDialog({ person, onClose }: { person: SignedInPerson; onClose: () => void }) {
  const { t, i18n } = useTranslation('worklist');
  const now = useNow();
  const schemes = useLive('governance', {}).collections?.schemes ?? null;
  const [draft, setDraft, { discard }] = useDraft('read-out', EMPTY);
  const [atHand, setAtHand] = useState<CodesAtHand | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    void invoke('approval-codes.ready').then((ready) => { if (ready.ok) setAtHand(ready.value); else setFailure(ready.failure.sentence); });
  }, []);

  const scheme = schemes === null ? null : schemeInForce(schemes, now, '');
  const clauses = scheme?.clauses.filter((clause) => passedOn(clause) === null && clause.secondApprover === null && approvalLimit(clause, person.post as Post) > 0) ?? [];
  const clause = clauses.find(({ id }) => id === draft.clauseId) ?? null;
  const ready = draft.reference.trim().length >= 4 && clause !== null && draft.amount !== null && draft.amount > 0 && draft.reasons.trim() !== '';
  const ask = async () => {
    if (!ready || working) return;
    setWorking(true);
    setFailure(null);
    const read = await invoke('approval-codes.read-out', { reference: draft.reference, clauseId: clause.id, amount: draft.amount ?? 0, reasons: draft.reasons });
    setWorking(false);
    if (!read.ok) {
      setFailure(read.failure.sentence);
      return;
    }
    setCode(read.value.code);
    announce(t('code-ready', { code: spelled(read.value.code).join(', ') }));
  };
  const done = () => {
    discard();
    onClose();
  };

  if (schemes === null) return <Dialog title={t('read-out')} onClose={onClose}><Skeleton lines={4} label={t('loading')} /></Dialog>;
  if (code !== null && clause !== null) {
    return (
      <Dialog title={t('read-out')} onClose={done} actions={<Button variant="primary" autoFocus onPress={done}>{t('code-done')}</Button>}>
        <div className={styles['stack']}>
          <p>{t('code-read', { amount: amountText(draft.amount ?? 0, clause.measure), title: clause.title, reference: draft.reference.trim().toUpperCase() })}</p>
          <output className={styles['code']} aria-label={t('code')}>{code}</output>
          <p className={styles['muted']}>{spelled(code).join(' · ')}</p>
          <p className={styles['muted']}>{t('code-kept')}</p>
        </div>
      </Dialog>
    );
  }
  const Amount = clause?.measure === 'money' ? MoneyField : NumberField;
  const limit = clause === null ? '' : amountText(approvalLimit(clause, person.post as Post), clause.measure);
  return (
    <Dialog
      title={t('read-out')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('code-cancel')}</Button>
          <Button variant="primary" isDisabled={working || !ready} onPress={() => { void ask(); }}>{t('code-get')}</Button>
        </>
      )}
    >
      <div className={styles['stack']}>
        <p className={styles['muted']}>{t('read-out-advice')}</p>
        <TextField label={t('code-reference')} value={draft.reference} onChange={(reference) => { setDraft({ ...draft, reference }); }} autoFocus />
        <Select label={t('code-clause')} value={draft.clauseId} onChange={(clauseId) => { setDraft({ ...draft, clauseId }); }} options={clauses.map((one) => ({ id: one.id, label: `${one.number} ${one.title}` }))} />
        {clause === null ? null : (
          <Amount
            key={clause.measure} label={t('code-amount')} description={t('code-limit', { limit })} value={draft.amount} onChange={(amount) => { setDraft({ ...draft, amount }); }}
          />
        )}
        <TextArea label={t('code-reasons')} rows={2} value={draft.reasons} onChange={(reasons) => { setDraft({ ...draft, reasons }); }} />
        <p className={styles['muted']}>{atHand === null ? '' : atHand.goodUntil === null ? t('codes-none') : t('codes-left', { count: atHand.left, until: dateTimeText(atHand.goodUntil, now, i18n.language) })}</p>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
