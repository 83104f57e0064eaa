import { useState } from 'react';
import type { SignedInPerson } from '#contract/channels.ts';
import type { AttentionItem } from '#contract/views/sync.ts';
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import { DecisionCorrection } from '../features/authority/decision-correction.tsx';
import { ContactCorrection } from '../features/contact/contact-correction.tsx';
import { DetailsCorrection } from '../features/record/details-correction.tsx';
import { CannotCorrect } from '../features/sync/cannot-correct.tsx';
import { WhyItCameBack } from '../features/sync/why-it-came-back.tsx';
import { AnswerCorrection } from '../features/worklist/answer-correction.tsx';
import { readable } from './readable.ts';

interface CorrectWorkProps {
  item: AttentionItem;
  person: SignedInPerson;
  onClose: () => void;
}

/** Opens the form that refused work came from, filled with what was entered, beside why it came back. */
export function CorrectWork({ item, person, onClose }: CorrectWorkProps) {
  const shared = {
    commandId: item.commandId, why: <WhyItCameBack item={item} />, onClose, otherwise: <CannotCorrect item={item} onClose={onClose} />,
  };
  const [entered] = useState(() => readable(item.args));
  const args = <N extends CommandName>(_name: N): CommandArgs<N> => entered as CommandArgs<N>;
  if (item.outOfSight) return shared.otherwise;
  switch (item.name) {
    case 'log-contact': return <ContactCorrection {...shared} args={args(item.name)} />;
    case 'make-decision':
    case 'request-approval':
    case 'pass-on': return <DecisionCorrection {...shared} args={args(item.name)} />;
    case 'change-resident': return <DetailsCorrection {...shared} args={args(item.name)} mayRestrict={person.role === 'approver'} />;
    case 'answer-escalation': return <AnswerCorrection {...shared} args={args(item.name)} person={person} />;
    // Short and said where it is about: it is put away and said again there.
    case 'discuss-escalation':
    case 'end-entitlement':
    case 'grant-authorisation':
    case 'withdraw-authorisation':
    case 'sign-sub-delegation':
    case 'end-sub-delegation':
    case 'set-deputy':
    case 'end-deputy':
    case 'issue-approval-codes':
    case 'give-approval-code':
    case 'approve-by-code':
    case 'verify-identity':
    case 'record-resident':
    case 'record-authority':
    case 'revoke-authority':
    case 'note-death':
    case 'withdraw-death':
    case 'open-record':
    case 'make-promise':
    case 'note-promise':
    case 'take-ticket':
    case 'call-ticket':
    case 'note-ticket':
    case 'send-ticket':
    case 'send-transfer':
    case 'answer-transfer':
    case 'answer-enquiry':
    case 'place-marker':
    case 'answer-marker':
    case 'review-marker':
    case 'record-need':
    case 'change-need':
    case 'end-need':
    case 'book-need':
    case 'confirm-booking':
    case 'cancel-booking':
    case 'note-interpreter':
    case 'record-link':
    case 'end-link':
    case 'move-resident':
    case 'release-balance':
    case 'write-article':
    case 'publish-article':
    case 'retire-article':
    case 'vote-on-article':
    case 'settle-article-vote': return shared.otherwise;
  }
}
