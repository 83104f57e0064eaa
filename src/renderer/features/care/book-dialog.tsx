import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asId, type ServiceId } from '#domain/ids.ts';
import type { Need } from '#domain/records/care.ts';
import { dateAt, daysAfter } from '#domain/time/dates.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { calendarDateWords } from '../../ui/idiom.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { FormDialog, FormHint, FormRow } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface Form { id: string; on: string; time: string; place: string; serviceId: string | null }

/** An interpreter, a room or a session for one appointment. */
export function BookDialog({ need, name, onClose }: { need: Need; name: string; onClose: () => void }) {
  const { t, i18n } = useTranslation('care');
  const reference = useLive('reference', {}).collections;
  const services = useMemo(() => reference?.services.map((service) => ({ id: service.id, label: service.name })) ?? [], [reference]);
  const [begun] = useState<Form>(() => ({ id: newId(), on: daysAfter(dateAt(Date.now()), 7), time: '10:00', place: '', serviceId: null }));
  const [form, setForm, { discard }] = useDraft(`book:${need.id}`, begun);
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  return (
    <FormDialog
      title={t('book-title', { action: t(`book.${need.kind}`), name })} sensitive={name} save={t('book-save')} cancel={t('cancel')}
      give={() => giveCommand('book-need', { bookingId: form.id, needId: need.id, on: form.on, time: form.time, place: form.place, serviceId: asId<ServiceId>(form.serviceId ?? '-') })}
      onGiven={() => { discard(); announce(t('booking-saved', { date: calendarDateWords(form.on, i18n.language) })); }} onCancel={discard} onClose={onClose}
    >
      <FormRow>
        <TextField label={t('book-on')} type="date" value={form.on} onChange={(on) => { change({ on }); }} autoFocus />
        <TextField label={t('book-time')} type="time" value={form.time} onChange={(time) => { change({ time }); }} />
      </FormRow>
      <TextField label={t('book-place')} description={t('book-place-hint')} value={form.place} onChange={(place) => { change({ place }); }} />
      {services.length === 0 ? null : <ComboBox label={t('book-service')} value={form.serviceId} options={services} onChange={(serviceId) => { change({ serviceId }); }} />}
      <FormHint>{t('book-hint')}</FormHint>
    </FormDialog>
  );
}
