import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { asId, type CaseId, type ContactId, type PropertyId, type ResidentId, type ServiceId, type StaffId, type TransferId } from '#domain/ids.ts';
import type { VerificationLevel } from '#domain/delegation/scheme.ts';
import type { HandedOver } from '#domain/records/queue.ts';
import { contactReasons, type ContactReason, type ServiceCategory } from '#domain/vocabulary.ts';
import { onContactOver } from '../../engine-client/contact-topic.ts';
import { discardDraft, useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { AlreadyHanded } from './already-handed.tsx';
import { useAtDesk } from './at-desk.ts';
import { receiversOf, type ReceiverKind } from './receivers.ts';
import styles from './transfer.module.css';

/** The contact as it stands when it is handed over. */
export interface HandedContact {
  contactId: string;
  startedAt: number;
  serviceId: string | null;
  caseId: string | null;
  /** Of the case, where there is one: it decides which partner may have it. */
  caseServiceId: string | null;
  handedOver: HandedOver;
}

interface TransferDialogProps {
  contact: HandedContact;
  subject: SubjectRef | null;
  name: string | null;
  staffId: string;
  verifiedLevel: VerificationLevel | null;
  actingName: string;
  /** Puts this person’s part on the record; the reason is the one chosen here. */
  onSent: (reason: ContactReason) => Promise<void>;
  onClose: () => void;
}

interface Form { kind: ReceiverKind; to: string | null; words: string; reason: ContactReason | null }
const kinds = ['colleague', 'team', 'partner'] as const;
const LONGEST_SHOWN = 160;

const transferKey = (contactId: string): string => `transfer:${contactId}`;
onContactOver((contactId) => { void discardDraft(transferKey(contactId)); });

/** Hands a contact to somebody with everything typed so far. */
export function TransferDialog({ contact, subject, name, staffId, verifiedLevel, actingName, onSent, onClose }: TransferDialogProps) {
  const { t } = useTranslation(['transfer', 'vocabulary']);
  const reference = useLive('reference', {}).collections;
  const offline = useLive('sync', {}).collections?.status[0]?.phase === 'offline';
  const transfers = useLive('queue', {}).collections?.transfers;
  const [begun] = useState<Form>(() => ({ kind: 'colleague', to: null, words: '', reason: contact.handedOver.reason }));
  const [form, setForm, { discard }] = useDraft<Form>(transferKey(contact.contactId), begun);
  const [id] = useState(newId);
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const atDesk = useAtDesk();
  const change = (part: Partial<Form>) => { setForm({ ...form, ...part }); };
  const receivers = reference === null ? [] : receiversOf(form.kind, reference, staffId, contact.caseServiceId ?? contact.serviceId, atDesk);
  const options = receivers.map(({ id, label, there }) => ({ id, label: (there ?? 0) === 0 ? label : form.kind === 'colleague' ? t('at-desk', { name: label }) : t('at-desks', { name: label, count: there ?? 0 }) }));
  const receiver = receivers.find(({ id }) => id === form.to) ?? null;

  const note = contact.handedOver.note.trim();

  const send = async () => {
    setTried(true);
    if (working || receiver === null || form.reason === null) return;
    setWorking(true);
    const outcome = await giveCommand('send-transfer', {
      transferId: asId<TransferId>(id), contactId: asId<ContactId>(contact.contactId), residentId: subject?.kind === 'resident' ? asId<ResidentId>(subject.id) : null,
      propertyId: subject?.kind === 'property' ? asId<PropertyId>(subject.id) : null, caseId: contact.caseId === null ? null : asId<CaseId>(contact.caseId),
      serviceId: contact.serviceId === null ? null : asId<ServiceId>(contact.serviceId), toStaffId: form.kind === 'colleague' ? asId<StaffId>(receiver.id) : null,
      toTeamId: form.kind === 'team' ? receiver.id : null, toCategory: form.kind === 'partner' ? receiver.id as ServiceCategory : null, calledName: name ?? '', words: form.words,
      handedOver: { ...contact.handedOver, reason: form.reason, note }, verifiedLevel, actingName, startedAt: contact.startedAt,
    });
    if (!outcome.ok) {
      setWorking(false);
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('sent', { to: receiver.label }));
    await onSent(form.reason);
    onClose();
  };
  // Until it is known whether this was handed over already, nobody is asked to whom.
  if (transfers === undefined) return null;
  // What this press sent is not what was sent before it.
  const before = working ? undefined : transfers.find(({ mine, contactId }) => mine && contactId === contact.contactId);
  if (before !== undefined) return <AlreadyHanded item={before} onSave={onSent} onClose={onClose} />;
  const service = reference?.services.find(({ id }) => id === contact.serviceId)?.name;
  return (
    <Dialog
      title={t('title')} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void send(); }}>{t('send')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send(); }}>
        {offline ? <Banner tone="warning">{t('offline')}</Banner> : null}
        <RadioGroup label={t('to')} value={form.kind} options={kinds.map((id) => ({ id, label: t(`to-${id}`) }))} onChange={(kind) => { change({ kind: kind as ReceiverKind, to: null }); }} />
        {reference === null ? null : form.kind === 'partner' && receivers.length === 0 ? <p className={styles['plain']}>{t('partner-none')}</p> : (
          <ComboBox
            key={form.kind} label={t(form.kind)} value={form.to} options={options} onChange={(to) => { change({ to }); }} autoFocus
            description={receiver !== null && receiver.there === 0 ? t('nobody-there') : form.kind === 'partner' ? t('partner-sees') : undefined} error={tried && receiver === null ? t('to-missing') : undefined}
          />
        )}
        {contact.handedOver.reason !== null ? null : (
          <Select
            label={t('reason')} value={form.reason} placeholder={t('choose')} options={contactReasons.map((id) => ({ id, label: t(`vocabulary:reason.${id}`) }))}
            error={tried && form.reason === null ? t('reason-missing') : undefined} onChange={(reason) => { change({ reason: reason as ContactReason }); }}
          />
        )}
        <TextArea label={t('words')} placeholder={t('words-hint')} rows={2} value={form.words} onChange={(words) => { change({ words }); }} />
        <section aria-label={t('note-goes')} className={styles['goes']}>
          <strong>{t('note-goes')}</strong>
          <ul>
            <li>{note === '' ? t('goes-no-note') : t('goes-note', { note: note.length > LONGEST_SHOWN ? `${note.slice(0, LONGEST_SHOWN)}…` : note })}</li>
            {service === undefined ? null : <li>{t('goes-service', { service })}</li>}
            {verifiedLevel === null || verifiedLevel === 0 ? null : <li>{t('goes-verified', { level: verifiedLevel })}</li>}
            {actingName === '' ? null : <li>{t('goes-acting', { name: actingName })}</li>}
            <li>{t('goes-since', { at: contact.startedAt })}</li>
          </ul>
        </section>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
