import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityItem } from '#contract/views/subject.ts';
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { MakeDecisionArgs } from '#domain/delegation/make-decision.ts';
import type { PassOnArgs } from '#domain/delegation/pass-on.ts';
import type { RequestApprovalArgs } from '#domain/delegation/request-approval.ts';
import type { VerificationLevel } from '#domain/delegation/scheme.ts';
import type { Resident } from '#domain/records/people.ts';
import { correctionDraftKey, correctWork } from '../../engine-client/correct.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { humanReference, newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './decision-dialog.module.css';
import { DecisionFields } from './decision-fields.tsx';
import {
  decisionDraftKey, draftOf, isReady, newDecisionDraft, planOf, toMakeDecision, toPassOn, toRequestApproval, amountIn, detailFaults, exceptionalFaults, hasAmount, type DecisionDraft,
} from './decision-form.ts';
import { DecisionOutcome, type DecisionDone } from './decision-outcome.tsx';
import { DecisionPreview } from './decision-preview.tsx';
import { givenWords } from './limit-words.ts';
import { useEvaluation } from './use-evaluation.ts';

interface DecisionDialogProps {
  item: AuthorityItem;
  resident: Resident;
  contactId: string | null;
  offline: boolean;
  /** As it was last checked; null where nobody has, or a correction says it itself. */
  verifiedLevel?: VerificationLevel | null;
  onClose: () => void;
  /** Set where this corrects work that came back: what was entered, and why it came back. */
  correcting?: { commandId: string; args: MakeDecisionArgs | RequestApprovalArgs | PassOnArgs; why: ReactNode } | undefined;
}

/** Decides under one clause for one resident, or asks somebody above to, and says what will happen before it does. */
export function DecisionDialog({ item, resident, contactId, offline, verifiedLevel = null, onClose, correcting }: DecisionDialogProps) {
  const { t } = useTranslation('authority');
  const { clause, evaluation: standing } = item;
  const [fresh] = useState(() => correcting === undefined ? { ...newDraft(item), verifiedLevel } : draftOf(correcting.args, { decisionId: newId(), escalationId: newId(), taskId: newId() }));
  const [kept, setDraft, { status, discard }] = useDraft<DecisionDraft>(
    correcting === undefined ? decisionDraftKey(resident.id, clause.id) : correctionDraftKey(correcting.commandId, resident.id), fresh,
  );
  // A draft of an earlier version knows nothing of what the form asks since.
  const draft = useMemo(() => ({ ...fresh, ...kept }), [fresh, kept]);
  const now = useNow();
  const [checked, checkAgain] = useEvaluation({
    clauseId: clause.id, residentId: resident.id, amount: amountIn(clause, draft), item: draft.item,
    details: detailFaults(clause, draft.details, now).size > 0 ? null : draft.details, interest: draft.interest ?? '', standing,
  });
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<DecisionDone | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const evaluation = checked.state === 'failed' ? null : checked.evaluation;
  const plan = planOf(clause, draft, evaluation, now);

  const giveIt = async (act: 'decide' | 'ask' | 'pass-on', exceptional: boolean) => {
    setWorking(true);
    setFailure(null);
    const parties = { residentId: resident.id, contactId };
    const give = <N extends CommandName>(name: N, args: CommandArgs<N>) =>
      correcting === undefined ? giveCommand(name, args) : correctWork(correcting.commandId, name, args);
    const outcome = act === 'decide'
      ? await give('make-decision', toMakeDecision(clause, draft, parties))
      : act === 'pass-on' ? await give('pass-on', toPassOn(clause, draft, parties))
      : await give('request-approval', toRequestApproval(clause, draft, parties, exceptional));
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      // Most refusals mean that the limits moved in the meantime: show them as they are now.
      checkAgain();
      return;
    }
    setDone({ act, reference: draft.reference, amount: amountIn(clause, draft) ?? 0, item: draft.item, details: draft.details });
    announce(t(act === 'decide' ? 'announce-decided' : act === 'ask' ? 'announce-asked' : 'announce-passed-on', { reference: draft.reference }));
    discard();
  };
  const submit = (exceptional = false) => {
    if (working) return;
    setTried(true);
    const act = exceptional ? 'ask' : plan.act;
    const ready = exceptional ? plan.mayAskExceptionally && exceptionalFaults(plan).length === 0 : isReady(plan) && checked.state === 'known';
    if (ready && act !== 'nothing') void giveIt(act, exceptional);
    else form.current?.querySelector<HTMLElement>('[data-missing="true"] :is(input, textarea, button)')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };

  const title = t('dialog-title', { title: clause.title, name: resident.preferredName });
  const given = givenWords(clause, amountIn(clause, draft) ?? 0, draft.item);
  return (
    <Dialog
      title={title} sensitive={resident.preferredName} size="wide" onClose={onClose}
      actions={done !== null ? <DoneButton onClose={onClose} /> : (
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          {plan.mayAskExceptionally ? (
            <Button variant={plan.act === 'nothing' ? 'primary' : 'secondary'} isDisabled={working} onPress={() => { submit(true); }}>{t('submit-exceptional')}</Button>
          ) : null}
          {plan.act === 'nothing' ? null : (
            <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { submit(); }}>
              {working ? t('working') : plan.act === 'ask' ? t('submit-ask') : plan.act === 'pass-on' ? t('submit-pass-on')
                : hasAmount(clause) ? t('submit-decide', { amount: given }) : t('submit-decide-once')}
            </Button>
          )}
        </>
      )}
    >
      {done !== null ? <DecisionOutcome clause={clause} resident={resident} done={done} offline={offline} /> : status === 'loading' ? (
        <Skeleton lines={8} label={t('state-checking')} />
      ) : (
        <div ref={form} className={styles['columns']} onKeyDown={onKeyDown}>
          <DecisionFields
            clause={clause} draft={draft} onChange={setDraft} plan={plan} now={now} tried={tried} upTo={standing.upTo} offline={offline}
            kept={correcting === undefined && draft.decisionId !== fresh.decisionId} onClear={() => { discard(); setTried(false); }}
          />
          <div className={styles['aside']}>
            {correcting?.why}
            <DecisionPreview clause={clause} resident={resident} draft={draft} checked={checked} plan={plan} offline={offline} onCheckAgain={checkAgain} />
            {failure === null ? null : <ErrorText>{failure}</ErrorText>}
          </div>
        </div>
      )}
    </Dialog>
  );
}

/** Ctrl+Enter pressed twice decides once, and must not close the reference before anybody has read it. */
function DoneButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('authority');
  return <Button variant="primary" autoFocus onPress={(event) => { if (!event.ctrlKey && !event.metaKey) onClose(); }}>{t('done-close')}</Button>;
}

const newDraft = (item: AuthorityItem): DecisionDraft =>
  newDecisionDraft(item.clause, item.evaluation.upTo, { decisionId: newId(), escalationId: newId(), taskId: newId(), reference: humanReference() });
