import type { ReactNode } from 'react';
import type { MakeDecisionArgs } from '#domain/delegation/make-decision.ts';
import type { PassOnArgs } from '#domain/delegation/pass-on.ts';
import type { RequestApprovalArgs } from '#domain/delegation/request-approval.ts';
import { useLive } from '../../engine-client/live.ts';
import { DecisionDialog } from './decision-dialog.tsx';

interface DecisionCorrectionProps {
  commandId: string;
  args: MakeDecisionArgs | RequestApprovalArgs | PassOnArgs;
  why: ReactNode;
  onClose: () => void;
  /** Shown where the form can't open: nobody in sight by that name, or the scheme has no such clause any more. */
  otherwise: ReactNode;
}

/** The form a decision or request came from, filled with what was entered. */
export function DecisionCorrection({ commandId, args, why, onClose, otherwise }: DecisionCorrectionProps) {
  const { collections } = useLive('subject', { kind: 'resident', id: args.residentId });
  const offline = useLive('sync', {}).collections?.status[0]?.phase === 'offline';
  if (collections === null) return null;
  const resident = collections.header[0]?.resident ?? null;
  const item = collections.authority.find((one) => one.key === args.clauseId);
  if (resident === null || item === undefined) return otherwise;
  return (
    <DecisionDialog item={item} resident={resident} contactId={args.contactId} offline={offline} onClose={onClose} correcting={{ commandId, args, why }} />
  );
}
