import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogContactArgs } from '#domain/contacts/log-contact.ts';
import { correctionDraftKey, correctWork } from '../../engine-client/correct.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { contactFaults, draftOf, subjectOf, toLogContact } from './contact-draft.ts';
import { ContactForm } from './contact-form.tsx';
import { useToMissing } from './use-to-missing.ts';

interface ContactCorrectionProps {
  commandId: string;
  args: LogContactArgs;
  /** Why it came back, shown above the form. */
  why: ReactNode;
  onClose: () => void;
}

/** The contact's own form, filled with what was entered. Its times stay those of the contact. */
export function ContactCorrection({ commandId, args, why, onClose }: ContactCorrectionProps) {
  const { t } = useTranslation('contact');
  const subject = subjectOf(args);
  const [entered] = useState(() => draftOf(args));
  const [draft, setDraft, { discard }] = useDraft(correctionDraftKey(commandId, args.residentId ?? args.propertyId ?? ''), entered);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const toMissing = useToMissing(form);
  const send = async () => {
    if (working) return;
    setTried(true);
    const corrected = toLogContact(draft, subject, args.endedAt ?? args.startedAt);
    if (corrected === null) {
      toMissing();
      return;
    }
    setWorking(true);
    const outcome = await correctWork(commandId, 'log-contact', { ...corrected, endedAt: args.endedAt });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('corrected'));
    onClose();
  };
  return (
    <Dialog
      title={t('correct-title')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('correct-later')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void send(); }}>{t('correct-send')}</Button>
        </>
      )}
    >
      {why}
      <h3 id={titleId}>{t('correct-form')}</h3>
      <ContactForm
        ref={form} labelledBy={titleId} draft={draft} onChange={setDraft} subject={subject} onSave={() => { void send(); }}
        faults={tried ? contactFaults(draft) : []} failure={failure}
      />
    </Dialog>
  );
}
