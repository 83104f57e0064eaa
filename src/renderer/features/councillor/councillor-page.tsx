import { Landmark, Mail, Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CouncillorHeader } from '#contract/views/councillor.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { useLive } from '../../engine-client/live.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { useShortcut } from '../../ui/keys.ts';
import { Panel } from '../../ui/panel.tsx';
import { phoneText } from '../../ui/phone-text.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AnswerDialog, type Answering } from './answer-dialog.tsx';
import styles from './councillor.module.css';
import { EnquiryList } from './enquiry-list.tsx';

interface CouncillorPageProps {
  councillorId: string;
  /** Begins their enquiry, about nobody yet. */
  onBegin: (councillor: { councillorId: string; name: string }) => void;
  onOpen: (subject: SubjectRef, caseId: string | null) => void;
}

/** Who a councillor is, what the council still owes them, and what they asked before. */
export function CouncillorPage({ councillorId, onBegin, onOpen }: CouncillorPageProps) {
  const { t } = useTranslation('councillor');
  const { collections } = useLive('councillor', { councillorId });
  // With what it is: once it is answered it leaves the list while its dialog is still open.
  const [answering, setAnswering] = useState<Answering | null>(null);
  const header = collections?.header[0];
  const begin = header?.inOffice === true ? () => { onBegin({ councillorId, name: header.name }); } : null;
  useShortcut({ keys: 'b', label: t('begin'), run: () => { begin?.(); }, enabled: begin !== null });
  if (collections === null) return <Skeleton lines={10} label={t('loading')} />;
  if (header === undefined) return <EmptyState page title={t('unknown')} advice={t('unknown-advice')} />;
  const { past, open } = header.counts;
  return (
    <div className={styles['page']}>
      <div className={styles['head']}>
        <div>
          <h1 className={styles['title']}><Landmark size={24} aria-hidden="true" />{header.name}</h1>
          <p className={styles['office']}><strong>{t('speaks-for', { ward: header.ward })}</strong><Office header={header} /></p>
          <Reached header={header} />
        </div>
        {begin === null ? null : <Button variant="primary" shortcut="B" autoFocus onPress={begin}>{t('begin')}</Button>}
      </div>
      {open + past === 0 ? null : <p className={styles['muted']}>{t('lead')}</p>}
      <Panel title={t('open')} actions={open === 0 ? null : <Badge>{open}</Badge>}>
        <EnquiryList label={t('open')} items={collections.open} none={t(past === 0 ? 'none-yet' : 'open-none')} onOpen={onOpen} onAnswer={setAnswering} />
      </Panel>
      <Panel title={t('past')} actions={past === 0 ? null : <Badge>{past}</Badge>}>
        <EnquiryList label={t('past')} items={collections.past} none={t('past-none')} onOpen={onOpen} onAnswer={setAnswering} />
        {past > collections.past.length ? <p className={styles['muted']}>{t('past-more', { shown: collections.past.length, count: past })}</p> : null}
      </Panel>
      {answering === null ? null : <AnswerDialog {...answering} name={header.name} onClose={() => { setAnswering(null); }} />}
    </div>
  );
}

function Office({ header: { inOffice, endedOn } }: { header: CouncillorHeader }) {
  const { t, i18n } = useTranslation('councillor');
  if (endedOn === null) return <span className={styles['muted']}>{t('in-office')}</span>;
  const date = calendarDateWords(endedOn, i18n.language);
  return inOffice ? <span className={styles['muted']}>{t('in-office-until', { date })}</span> : <Badge tone="warning">{t('left-office', { date })}</Badge>;
}

/** The council’s own number and address for them, and who keeps their diary. */
function Reached({ header: { phone, email, assistant } }: { header: CouncillorHeader }) {
  const { t } = useTranslation('councillor');
  if (phone === null && email === null && assistant === null) return null;
  return (
    <ul className={styles['reached']} aria-label={t('reached')}>
      <Ways phone={phone} email={email} />
      {assistant === null ? null : <><li className={styles['muted']}>{t('assistant', { name: assistant.name })}</li><Ways {...assistant} /></>}
    </ul>
  );
}

const Ways = ({ phone, email }: Pick<CouncillorHeader, 'phone' | 'email'>) => (
  <>
    {phone === null ? null : <li className={styles['number']}><Phone size={13} aria-hidden="true" /> {phoneText(phone)}</li>}
    {email === null ? null : <li><Mail size={13} aria-hidden="true" /> {email}</li>}
  </>
);
