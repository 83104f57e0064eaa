import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { ContactReason } from '#domain/vocabulary.ts';
import { useLive } from '../engine-client/live.ts';
import { useSession } from '../engine-client/session.ts';
import type { ContactAtHand } from '../features/contact/contact-bar.tsx';
import { handedOverOf } from './begin-contact.ts';
import { TransferDialog, type HandedContact } from '../features/transfer/transfer-dialog.tsx';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/keys.ts';

/** Beside the contact in progress: hands it to somebody with all that was typed. */
export function HandOver(contact: ContactAtHand) {
  const { t } = useTranslation('transfer');
  const session = useSession();
  const [open, setOpen] = useState(false);
  useShortcut({ keys: 'Alt+h', label: t('hand-over'), run: () => { setOpen(true); } });
  const staffId = session.phase === 'open' ? session.person.staffId : '';
  const onClose = () => { setOpen(false); };
  return (
    <>
      <Button variant="quiet" shortcut="Alt+H" onPress={() => { setOpen(true); }}>{t('hand-over')}</Button>
      {!open ? null : contact.about === null ? <Handing contact={contact} staffId={staffId} known={NOBODY} onClose={onClose} />
        : <HandingOf subject={contact.about} contact={contact} staffId={staffId} onClose={onClose} />}
    </>
  );
}

interface HandingProps {
  contact: ContactAtHand;
  staffId: string;
  onClose: () => void;
}
interface Known { level: HandedLevel; actingName: string; caseServiceId: string | null }
type HandedLevel = React.ComponentProps<typeof TransferDialog>['verifiedLevel'];
const NOBODY: Known = { level: null, actingName: '', caseServiceId: null };

function HandingOf({ subject, ...rest }: HandingProps & { subject: SubjectRef }) {
  const { collections } = useLive('subject', subject);
  const { draft } = rest.contact;
  const known: Known = {
    level: collections?.verification[0]?.level ?? null,
    actingName: collections?.acting.find(({ contactId }) => contactId === draft.contactId)?.name ?? '',
    caseServiceId: collections?.cases.find(({ id }) => id === draft.caseId)?.serviceId ?? null,
  };
  return collections === null ? null : <Handing {...rest} known={known} />;
}

function Handing({ contact: { about, name, draft, finish }, staffId, known, onClose }: HandingProps & { known: Known }) {
  const { contactId, startedAt, serviceId, caseId } = draft;
  const handed: HandedContact = { contactId, startedAt, serviceId, caseId, caseServiceId: known.caseServiceId, handedOver: handedOverOf(draft) };
  // What was not settled of it here is what goes on there.
  const referred = (why: ContactReason) => finish({ reason: why, outcome: 'referred', further: draft.further.map((matter) => ({ ...matter, reason: matter.reason ?? why, outcome: matter.outcome ?? 'referred' })) });
  return (
    <TransferDialog
      contact={handed} subject={about} name={name} staffId={staffId} verifiedLevel={known.level} actingName={known.actingName}
      onSent={referred} onClose={onClose}
    />
  );
}
