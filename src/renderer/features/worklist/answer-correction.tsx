import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { AnswerEscalationArgs } from '#domain/delegation/answer-escalation.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { AnswerForm } from './answer-form.tsx';
import { askedWords } from './request-words.ts';

interface AnswerCorrectionProps {
  commandId: string;
  args: AnswerEscalationArgs;
  person: SignedInPerson;
  why: ReactNode;
  onClose: () => void;
  /** Shown where the request is not on this desk, or nobody waits for an answer to it any more. */
  otherwise: ReactNode;
}

/** The answers to a request once more, with the amount and the reasons that were entered. */
export function AnswerCorrection({ commandId, args, person, why, onClose, otherwise }: AnswerCorrectionProps) {
  const { t } = useTranslation('worklist');
  const { collections } = useLive('worklist', {});
  const [draft] = useState({ amount: args.amount, reasons: args.reasons });
  if (collections === null) return null;
  const item = collections.waiting.find(({ key }) => key === args.escalationId);
  if (item === undefined) return otherwise;
  return (
    <Dialog title={t('correct-title', { name: item.residentName })} sensitive={item.residentName} size="wide" onClose={onClose} actions={<Button variant="quiet" onPress={onClose}>{t('correct-later')}</Button>}>
      {why}
      <h3>{askedWords(item)} · {item.clause.title}</h3>
      <AnswerForm item={item} person={person} correcting={{ commandId, draft, onSent: onClose }} />
    </Dialog>
  );
}
