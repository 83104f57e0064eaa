import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { Channel } from '#domain/vocabulary.ts';
import { asId, type ContactId } from '#domain/ids.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { announce } from '../../ui/live-region.tsx';

/** What the screen around the queue does with what is taken up. */
export interface QueueDoors {
  /** A contact begins with whoever it is; nobody is named where the subject is null. */
  onBegin: (subject: SubjectRef | null, begun: { channel: Channel; startedAt: number; contactId: string; ticketId: string | null; called: string }) => void;
  onTakeOver: (item: Extract<QueueItem, { kind: 'transfer' }>) => void;
  onOpenRequest: (escalationId: string) => void;
}

/** Takes up what waits: a number is called, a promised call opens the record, what was handed over is taken over. */
export function useCall(desk: string, offline: boolean, { onBegin, onTakeOver, onOpenRequest }: QueueDoors): { call: (item: QueueItem) => Promise<void>; failure: string | null } {
  const { t } = useTranslation('queue');
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  return {
    failure,
    async call(item) {
      if (working) return;
      const startedAt = Date.now();
      const contactId = newId();
      if (item.kind === 'transfer') onTakeOver(item);
      else if (item.kind === 'request') onOpenRequest(item.escalation.id);
      else if (item.kind === 'call-back') onBegin(item.subject, { channel: 'call-back', startedAt, contactId, ticketId: null, called: item.name });
      else {
        setWorking(true);
        const outcome = await giveCommand('call-ticket', { ticketId: item.ticket.id, at: startedAt, desk, contactId: asId<ContactId>(contactId) });
        setWorking(false);
        setFailure(outcome.ok ? null : outcome.failure.sentence);
        if (!outcome.ok) return;
        announce(t(offline ? 'called-pending' : 'called', { number: item.ticket.number, name: item.name }));
        onBegin(item.subject, { channel: item.ticket.channel, startedAt, contactId, ticketId: item.ticket.id, called: `${item.ticket.number} ${item.name}` });
      }
    },
  };
}
