import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type ContactId } from '#domain/ids.ts';
import type { Ticket } from '#domain/records/queue.ts';
import type { TicketNote } from '#domain/vocabulary.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { announce } from '../../ui/live-region.tsx';

/** Notes what became of somebody in the queue; a failure stays on the screen until the next press. */
export function useNoteTicket(): { note: (ticket: Ticket, what: TicketNote, contactId?: string | null) => Promise<void>; failure: string | null } {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const [failure, setFailure] = useState<string | null>(null);
  return {
    failure,
    async note(ticket, what, contactId = null) {
      const outcome = await giveCommand('note-ticket', { ticketId: ticket.id, at: Date.now(), what, contactId: contactId === null ? null : asId<ContactId>(contactId), words: '' });
      setFailure(outcome.ok ? null : outcome.failure.sentence);
      if (outcome.ok) announce(t('queue:noted', { number: ticket.number, what: t(`vocabulary:ticket-note.${what}`) }));
    },
  };
}
