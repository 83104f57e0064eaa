import type { SignedInPerson } from '#contract/channels.ts';
import type { Snapshot } from '#contract/views.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { SubjectCollections, SubjectHeader } from '#contract/views/subject.ts';
import { ActingBar } from '../features/acting/acting-bar.tsx';
import { CareActions } from '../features/care/care-actions.tsx';
import { OtherRecordButton } from '../features/duplicates/other-record-button.tsx';
import { TwiceBar } from '../features/duplicates/twice-bar.tsx';
import { HeldPayments } from '../features/lives/held-payments.tsx';
import { MovedButton } from '../features/lives/moved-button.tsx';
import { PromiseBar } from '../features/promises/promise-bar.tsx';
import { RecordActions } from '../features/record/record-actions.tsx';
import { VerifyBar } from '../features/verify/verify-bar.tsx';
import { go } from './routes.ts';
import styles from './record-strip.module.css';
import { nameOf } from './subject-name.ts';

interface RecordStripProps {
  subject: SubjectRef;
  header: SubjectHeader;
  collections: Snapshot<SubjectCollections>;
  contactId: string | null;
  person: SignedInPerson;
}

/** One row of what may be done to a record, and below it what stands about whoever acts and what is owed. */
export function RecordStrip({ subject, header, collections, contactId, person }: RecordStripProps) {
  const { resident } = header;
  const writes = person.role === 'operative' || person.role === 'approver';
  const care = writes ? <CareActions key={`care-${subject.id}`} subject={subject} name={nameOf(header)} resident={resident} /> : null;
  if (resident === null) return care === null ? null : <div className={styles['strip']}>{care}</div>;
  const [verification] = collections.verification;
  const mayMove = writes && resident.kind === 'person' && !header.addressHidden && resident.deceasedOn === null;
  const openDuplicate = (duplicateId: string) => { go({ name: 'duplicates', duplicateId }); };
  return (
    <div className={styles['strip']}>
      {verification === undefined ? null : <VerifyBar key={subject.id} header={header} verification={verification} cases={collections.cases} contactId={contactId} />}
      {resident.kind === 'organisation' ? null : <ActingBar key={`acting-${subject.id}`} resident={resident} items={collections.acting} contactId={contactId} />}
      <PromiseBar resident={resident} items={collections.promises} contactId={contactId} staffId={person.staffId} needs={collections.needs} />
      {care}
      <TwiceBar key={`twice-${subject.id}`} twice={collections.twice} merged={collections.merged} onOpenDuplicate={openDuplicate} />
      <RecordActions key={`record-${subject.id}`} header={header} access={collections.access} death={collections.death[0]} leads={person.role === 'approver'} />
      {writes ? <OtherRecordButton key={`other-${subject.id}`} resident={resident} twice={collections.twice} onOpenDuplicate={openDuplicate} /> : null}
      {mayMove ? <MovedButton key={`moved-${subject.id}`} resident={resident} household={collections.household} /> : null}
      <HeldPayments items={collections.held} acting={collections.acting} />
    </div>
  );
}
