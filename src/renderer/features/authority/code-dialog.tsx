import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeApprover } from '#contract/views/worklist.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { phraseWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './authority-panel.module.css';
import type { EscalationEntry } from './scheme-groups.ts';

interface CodeDraft { staffId: string | null; code: string; amount: number | null }

/** An approval over the telephone: what to say to whom, and the code they read out, which this desk checks by itself. */
export function CodeDialog({ request, onClose }: { request: EscalationEntry; onClose: () => void }) {
  const { t, i18n } = useTranslation(['authority', 'vocabulary']);
  const { escalation, measure, clauseTitle } = request;
  const [approvers, setApprovers] = useState<CodeApprover[] | null>(null);
  const [draft, setDraft, { discard }] = useDraft<CodeDraft>(`code:${escalation.id}`, { staffId: null, code: '', amount: escalation.requestedAmount });
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    void invoke('approval-codes.approvers', { escalationId: escalation.id }).then((known) => { if (known.ok) setApprovers(known.value); else setFailure(known.failure.sentence); });
  }, [escalation.id]);
  const ready = draft.staffId !== null && draft.code.trim() !== '' && draft.amount !== null && !working;
  const use = async () => {
    if (draft.staffId === null || draft.amount === null || working) return;
    setWorking(true);
    setFailure(null);
    const used = await invoke('approval-codes.use', { escalationId: escalation.id, staffId: draft.staffId, code: draft.code, amount: draft.amount });
    setWorking(false);
    if (!used.ok) {
      setFailure(used.failure.sentence);
      return;
    }
    announce(t('code-taken'), 'assertive');
    discard();
    onClose();
  };
  const change = (next: CodeDraft) => {
    setFailure(null);
    setDraft(next);
  };
  const Amount = measure === 'money' ? MoneyField : NumberField;
  const nobody = approvers?.length === 0;
  return (
    <Dialog
      title={t('code-title')} onClose={onClose}
      actions={nobody ? <Button variant="primary" onPress={onClose}>{t('code-close')}</Button> : (
        <>
          <Button variant="quiet" onPress={onClose}>{t('code-close')}</Button>
          <Button variant="primary" isDisabled={!ready} onPress={() => { void use(); }}>{t('code-use')}</Button>
        </>
      )}
    >
      {approvers === null && failure === null ? <Skeleton lines={4} label={t('loading')} /> : nobody ? <EmptyState title={t('code-nobody')} advice={t('code-nobody-advice')} /> : (
        <div className={styles['code']}>
          <p>{t('code-say')}</p>
          <dl className={styles['codeFacts']}>
            <div><dt>{t('code-reference')}</dt><dd>{escalation.reference}</dd></div>
            <div><dt>{t('code-clause')}</dt><dd>{escalation.clauseNumber} {clauseTitle}</dd></div>
            <div><dt>{t('amount')}</dt><dd>{phraseWords(amountText(escalation.requestedAmount, measure), i18n.language)}</dd></div>
          </dl>
          <Select
            label={t('code-who')} value={draft.staffId} onChange={(staffId) => { change({ ...draft, staffId }); }} autoFocus
            options={(approvers ?? []).map(({ staffId, name, post }) => ({ id: staffId, label: `${name}, ${t(`vocabulary:post.${post}`)}` }))}
          />
          <TextField label={t('code-heard')} description={t('code-heard-hint')} value={draft.code} onChange={(code) => { change({ ...draft, code }); }} />
          <Amount label={t('code-amount')} description={t('code-amount-hint')} value={draft.amount} onChange={(amount) => { change({ ...draft, amount }); }} />
          {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        </div>
      )}
    </Dialog>
  );
}
