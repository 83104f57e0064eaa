import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueSite } from '#contract/views/queue.ts';
import { isSubjectHit, type SubjectHit } from '#contract/views/search.ts';
import { asId, type ResidentId, type ServiceId, type SiteId, type TicketId } from '#domain/ids.ts';
import { dateAt, instantOf } from '#domain/time/dates.ts';
import { contactReasons, needKinds, restrictedCategories, ticketChannels, type ContactReason, type NeedKind, type ServiceCategory, type TicketChannel } from '#domain/vocabulary.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useNow } from '../../ui/now.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './queue.module.css';

interface Form {
  id: string;
  siteId: string;
  channel: TicketChannel;
  name: string;
  residentId: string | null;
  reason: ContactReason | null;
  serviceId: string | null;
  time: string;
  needs: NeedKind[];
  vulnerable: boolean;
  note: string;
}

const NONE = 'none';
const SHORTEST = 3;

/** People of a like name; asked for again only once the typing rests. */
function useKnown(name: string): SubjectHit[] {
  const [hits, setHits] = useState<{ name: string; hits: SubjectHit[] }>({ name: '', hits: [] });
  useEffect(() => {
    if (name.trim().length < SHORTEST) return;
    let current = true;
    const timer = setTimeout(() => {
      void invoke('search.find', { text: name.slice(0, 200), limit: 5 }).then((answer) => {
        if (current) setHits({ name, hits: answer.ok ? answer.value.hits.filter(isSubjectHit).filter(({ kind }) => kind === 'resident') : [] });
      });
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [name]);
  return name.trim().length < SHORTEST ? [] : hits.hits;
}

interface TakeDialogProps {
  sites: readonly QueueSite[];
  siteId: string;
  onClose: () => void;
}

/** Somebody who came: what to call them by is enough, and everything else may be left out. */
export function TakeDialog({ sites, siteId, onClose }: TakeDialogProps) {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const reference = useLive('reference', {}).collections;
  // Everybody at the counters reads the queue.
  const services = useMemo(() => reference?.services.filter(({ category }) => !(restrictedCategories as readonly ServiceCategory[]).includes(category)).map(({ id, name }) => ({ id, label: name })) ?? [], [reference]);
  const [begun] = useState<Form>(() => ({ id: newId(), siteId, channel: 'walk-in', name: '', residentId: null, reason: null, serviceId: null, time: '', needs: [], vulnerable: false, note: '' }));
  const [form, setForm, { discard }] = useDraft<Form>('ticket', begun);
  const [given, setGiven] = useState<{ number: string; name: string } | null>(null);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const known = useKnown(form.name);
  const now = useNow();
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  const dueAt = form.channel === 'appointment' ? instantOf(dateAt(now), form.time) : null;
  const timeMissing = form.channel === 'appointment' && dueAt === null;
  const chosen = known.find(({ subject }) => subject.id === form.residentId) ?? null;

  const save = async () => {
    setTried(true);
    const site = sites.find(({ key }) => key === form.siteId);
    if (working || site === undefined || form.name.trim() === '' || timeMissing) return;
    setWorking(true);
    const outcome = await giveCommand('take-ticket', {
      ticketId: asId<TicketId>(form.id), number: site.nextNumber, siteId: asId<SiteId>(form.siteId), channel: form.channel,
      residentId: form.residentId === null ? null : asId<ResidentId>(form.residentId), calledName: form.name.trim(), reason: form.reason,
      serviceId: form.serviceId === null ? null : asId<ServiceId>(form.serviceId), needs: form.needs, vulnerable: form.vulnerable, dueAt, note: form.note.trim(),
    });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    setFailure(null);
    setTried(false);
    setGiven({ number: site.nextNumber, name: form.name.trim() });
    announce(t('taken', { name: form.name.trim(), number: site.nextNumber }));
  };

  if (given !== null) {
    return (
      <Dialog
        title={t('take-title')} onClose={onClose}
        actions={(
          <>
            <Button variant="secondary" onPress={() => { setForm({ ...begun, id: newId(), siteId: form.siteId }); setGiven(null); }}>{t('take-another')}</Button>
            <Button variant="primary" autoFocus onPress={onClose}>{t('done')}</Button>
          </>
        )}
      >
        <p className={styles['given']}>{t('take-number')} <strong className={styles['bigNumber']}>{given.number}</strong> {given.name}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t('take-title')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('take-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        <TextField
          label={t('take-name')} value={form.name} description={t('take-name-hint')} error={tried && form.name.trim() === '' ? t('take-name-missing') : undefined} autoFocus
          onChange={(name) => { change({ name, residentId: null }); }}
        />
        {known.length === 0 && chosen === null ? null : (
          <RadioGroup
            label={t('take-known')} value={form.residentId ?? NONE}
            options={[...known.map((hit) => ({ id: hit.subject.id, label: [hit.title, hit.dateOfBirth, hit.address].filter((part) => part !== null && part !== '').join(', '), sensitive: true })), { id: NONE, label: t('take-unknown') }]}
            onChange={(id) => { change({ residentId: id === NONE ? null : id }); }}
          />
        )}
        <div className={styles['fields']}>
          <Select label={t('site')} value={form.siteId} options={sites.map(({ key, name }) => ({ id: key, label: name }))} onChange={(id) => { change({ siteId: id }); }} />
          <Select
            label={t('take-channel')} value={form.channel} options={ticketChannels.map((id) => ({ id, label: t(`vocabulary:channel.${id}`) }))}
            onChange={(id) => { change({ channel: id as TicketChannel }); }}
          />
          {form.channel === 'appointment' ? (
            <TextField label={t('take-time')} type="time" value={form.time} onChange={(time) => { change({ time }); }} error={tried && timeMissing ? t('take-time-missing') : undefined} />
          ) : null}
          <Select
            label={t('take-reason')} value={form.reason ?? NONE} options={[{ id: NONE, label: t('take-reason-none') }, ...contactReasons.map((id) => ({ id, label: t(`vocabulary:reason.${id}`) }))]}
            onChange={(id) => { change({ reason: id === NONE ? null : id as ContactReason }); }}
          />
          {services.length === 0 ? null : <ComboBox label={t('take-service')} value={form.serviceId} options={services} onChange={(serviceId) => { change({ serviceId }); }} />}
        </div>
        <fieldset className={styles['needs']}>
          <legend>{t('take-needs')}</legend>
          <Checkbox isSelected={form.vulnerable} onChange={(vulnerable) => { change({ vulnerable }); }}>{t('take-vulnerable')}</Checkbox>
          {needKinds.map((need) => (
            <Checkbox
              key={need} isSelected={form.needs.includes(need)}
              onChange={(on) => { change({ needs: on ? [...form.needs, need] : form.needs.filter((one) => one !== need) }); }}
            >
              {t(`vocabulary:need.${need}`)}
            </Checkbox>
          ))}
        </fieldset>
        <TextField label={t('take-note')} value={form.note} description={t('take-note-hint')} onChange={(note) => { change({ note }); }} />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
