import { useTranslation } from 'react-i18next';
import type { NeedItem } from '#contract/views/care.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Whoever arranges it has: the task is done, and the record says so. */
export function ConfirmDialog({ needId, booking, onClose }: { needId: NeedItem['id']; booking: Pick<NeedItem['booked'][number], 'id' | 'on' | 'time' | 'reference'>; onClose: () => void }) {
  const { t, i18n } = useTranslation('care');
  const [reference, setReference, { discard }] = useDraft(`confirm:${booking.id}`, booking.reference ?? '');
  return (
    <FormDialog
      title={t('confirm-title', { date: calendarDateWords(booking.on, i18n.language), time: booking.time })} save={t('confirm-save')} cancel={t('cancel')} enterSends
      give={() => giveCommand('confirm-booking', { bookingId: booking.id, needId, reference })}
      onGiven={() => { discard(); announce(t('confirm-saved', { reference: reference.trim() })); }} onCancel={discard} onClose={onClose}
    >
      <TextField label={t('confirm-reference')} description={t('confirm-reference-hint')} value={reference} onChange={setReference} autoFocus />
    </FormDialog>
  );
}
