import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { TransferItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { SubjectHeader } from '#contract/views/subject.ts';
import type { AttentionItem } from '#contract/views/sync.ts';
import { leaveDesk } from '../engine-client/session.ts';
import { useCodesReady } from '../engine-client/codes-ready.ts';
import { useLive } from '../engine-client/live.ts';
import { BookingsPage } from '../features/care/bookings-page.tsx';
import { MarkersPage } from '../features/care/markers-page.tsx';
import { forgetAsides, loadAsides } from '../features/contact/aside.ts';
import { AsideLine } from '../features/contact/aside-line.tsx';
import { ContactBar } from '../features/contact/contact-bar.tsx';
import { CouncillorPage } from '../features/councillor/councillor-page.tsx';
import { KnowledgeDock, KnowledgeLine } from '../features/knowledge/knowledge-dock.tsx';
import { KeepingTab } from '../features/knowledge/keeping-tab.tsx';
import { useContactInProgress } from '../features/contact/contact-in-progress.ts';
import { forgetWayOn } from '../features/contact/way-on.ts';
import { WayOnDialog } from '../features/contact/way-on-dialog.tsx';
import { NewResidentDialog } from '../features/record/new-resident-dialog.tsx';
import { LostCalls } from '../features/queue/lost-calls.tsx';
import { QueuePage } from '../features/queue/queue-page.tsx';
import { WithYou } from '../features/queue/with-you.tsx';
import { HandedLine } from '../features/transfer/handed-line.tsx';
import { TransferBanner } from '../features/transfer/transfer-banner.tsx';
import { SwitchDialog } from '../features/lock/switch-dialog.tsx';
import { RestoredLine } from '../features/sync/restored-line.tsx';
import { SyncBanner } from '../features/sync/sync-banner.tsx';
import { SyncLine } from '../features/sync/sync-line.tsx';
import { SyncPage } from '../features/sync/sync-page.tsx';
import { VersionScreen } from '../features/sync/version-screen.tsx';
import { Worklist } from '../features/worklist/worklist.tsx';
import { DuplicatesPage } from '../features/duplicates/duplicates-page.tsx';
import { GovernancePage } from '../features/governance/governance-page.tsx';
import { KeysDialog } from '../ui/keys-dialog.tsx';
import { useShortcut } from '../ui/keys.ts';
import { announce } from '../ui/live-region.tsx';
import { beginCalled, goOnWith } from './begin-contact.ts';
import { CorrectWork } from './correct-work.tsx';
import { HandOver } from './hand-over.tsx';
import { HomePage } from './home-page.tsx';
import { go, goBack, goForward, goToLastSubject, isOpen, openSubject, replace, sameView, useRoutes, type View } from './routes.ts';
import { keyMap } from './key-map.ts';
import styles from './shell.module.css';
import { Requests } from './requests.tsx';
import { Reviews } from './reviews.tsx';
import { SubjectPage } from './subject-page.tsx';
import { nameOf } from './subject-name.ts';
import { takeOver } from './take-over.ts';
import { mayReview, maySeeGovernance, TopBar } from './top-bar.tsx';
import { useBeginEnquiry } from './use-begin-enquiry.ts';

/** The frame around the work: search and screens above, the contact in progress and how sync stands below. */
export function Shell({ person }: { person: SignedInPerson }) {
  const { t } = useTranslation(['app', 'transfer']);
  const { view } = useRoutes();
  const everyWord = useTranslation(['app', 'search', 'contact', 'knowledge', 'sync', 'ui', 'verify', 'acting', 'promises', 'record', 'resident', 'worklist', 'care', 'lives', 'councillor']).t;
  const keys = useMemo(() => keyMap(everyWord), [everyWord]);
  const main = useRef<HTMLElement>(null);
  const seen = useRef<View | null>(null);
  const lock = async () => {
    const outcome = await leaveDesk('session.lock');
    if (!outcome.ok) announce(`${t('lock-failed')} ${outcome.failure.sentence}`, 'assertive');
  };
  useShortcut({ keys: 'Alt+1', label: t('find'), run: goToLastSubject });
  useShortcut({ keys: 'Alt+2', label: t('requests'), run: () => { go({ name: 'worklist', escalationId: null }); } });
  useShortcut({ keys: 'Alt+3', label: t('queue'), run: () => { go({ name: 'queue' }); } });
  useShortcut({ keys: 'Alt+4', label: t('governance'), run: () => { go({ name: 'governance' }); }, enabled: maySeeGovernance(person) });
  useShortcut({ keys: 'Alt+6', label: t('markers'), run: () => { go({ name: 'markers' }); }, enabled: person.role === 'approver' });
  useShortcut({ keys: 'Alt+5', label: t('duplicates'), run: () => { go({ name: 'duplicates', duplicateId: null }); }, enabled: mayReview(person) });
  useShortcut({ keys: 'Alt+7', label: t('bookings'), run: () => { go({ name: 'bookings' }); }, enabled: mayReview(person) });
  useShortcut({ keys: 'F2', label: t('requests'), run: () => { go({ name: 'worklist', escalationId: null }); } });
  useShortcut({ keys: 'Alt+ArrowLeft', label: t('back'), run: goBack });
  useShortcut({ keys: 'Alt+ArrowRight', label: t('forward'), run: goForward });
  const [correcting, setCorrecting] = useState<AttentionItem | null>(null);
  const [recording, setRecording] = useState<string | null>(null);
  useShortcut({ keys: 'n', label: t('record-new'), run: () => { setRecording(''); }, enabled: person.role === 'operative' || person.role === 'approver' });
  const [switching, setSwitching] = useState(false);
  useShortcut({ keys: 'F9', label: t('switch-person'), run: () => { setSwitching(true); }, anywhere: true });
  useShortcut({ keys: 'Ctrl+L', label: t('lock'), run: () => { void lock(); }, anywhere: true });

  const goOn = (item: TransferItem, answer: 'accept' | 'take-back') => takeOver(item, answer, t('transfer:anonymous-first'));
  const doors = {
    onBegin: (subject: SubjectRef | null, begun: Parameters<typeof beginCalled>[1]) => { void beginCalled(subject, begun); },
    onTakeOver: ({ transfer }: { transfer: TransferItem }) => { void goOn(transfer, 'accept').then((why) => { if (why !== null) announce(why, 'assertive'); }); },
    onOpenRequest: (escalationId: string) => { go({ name: 'worklist', escalationId }); },
  };
  useEffect(() => {
    void loadAsides();
    return () => {
      forgetAsides();
      forgetWayOn();
    };
  }, []);
  useCodesReady(person);
  useEffect(() => {
    // No name of a resident: titles of windows are shown and kept by other programs.
    document.title = t('window', { screen: t(`screen-${view.name}`) });
    if (seen.current !== null && isSameScreen(seen.current, view)) return;
    seen.current = view;
    // A page that has its first button to press has the focus there already.
    if (main.current?.contains(document.activeElement) !== true) main.current?.focus();
  }, [view, t]);

  return (
    <div className={styles['shell']}>
      <a href="#main" className={styles['skip']} onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t('skip')}</a>
      <TopBar person={person} view={view} onLock={() => { void lock(); }} onSwitch={() => { setSwitching(true); }} onNew={setRecording} />
      <SyncBanner />
      {view.name === 'sync' ? null : <RestoredLine onOpenResident={(id) => { openSubject({ kind: 'resident', id }); }} />}
      <TransferBanner onGoOn={goOn} />
      <LostCalls siteId={person.siteId} {...doors} />
      <WithYou onOpenSubject={(subject) => { openSubject(subject); }} />
      <div className={styles['body']}>
        <div className={styles['work']}>
          <main ref={main} id="main" tabIndex={-1} className={styles['main']}>
            {view.name === 'queue' ? <QueuePage person={person} onOpenSubject={(subject) => { openSubject(subject); }} {...doors} /> : <Page view={view} person={person} onEdit={setCorrecting} />}
          </main>
          {view.name === 'subject' ? <ContactWith key={`${view.subject.kind}:${view.subject.id}`} subject={view.subject} person={person} /> : <ContactAt subject={null} name={null} person={person} />}
        </div>
        <KnowledgeDock mayVote={person.role !== 'partner'} />
      </div>
      <footer className={styles['foot']}><SyncLine onOpen={() => { go({ name: 'sync' }); }} /><KnowledgeLine /></footer>
      <VersionScreen />
      <WayOnDialog />
      <KeysDialog map={keys} />
      {correcting === null ? null : <CorrectWork key={correcting.key} item={correcting} person={person} onClose={() => { setCorrecting(null); }} />}
      {recording === null ? null : <NewResidentDialog searched={recording} onOpen={(id) => { openSubject({ kind: 'resident', id }); }} onClose={() => { setRecording(null); }} />}
      {switching ? <SwitchDialog name={person.name} onClose={() => { setSwitching(false); }} /> : null}
    </div>
  );
}

/** Looking through requests, or opening a case over a record, must not take the focus away. */
const isSameScreen = (a: View, b: View): boolean =>
  a.name === 'subject' && b.name === 'subject' ? sameView({ ...a, caseId: null }, { ...b, caseId: null }) : a.name === b.name;

function Page({ view, person, onEdit }: { view: Exclude<View, { name: 'queue' }>; person: SignedInPerson; onEdit: (item: AttentionItem) => void }) {
  const { t } = useTranslation('app');
  const beginEnquiry = useBeginEnquiry();
  switch (view.name) {
    case 'home': return <HomePage />;
    case 'subject': return <SubjectPage key={`${view.subject.kind}:${view.subject.id}`} subject={view.subject} caseId={view.caseId} person={person} />;
    case 'councillor': return (
      <CouncillorPage
        key={view.councillorId} councillorId={view.councillorId} onBegin={(councillor) => { beginEnquiry(councillor, Date.now()); }}
        onOpen={(subject, caseId) => { openSubject(subject, caseId); }}
      />
    );
    case 'sync': return <SyncPage onOpenSubject={(subject) => { openSubject(subject); }} onEdit={onEdit} />;
    case 'markers': return <Reviews current="markers"><MarkersPage staffId={person.staffId} onOpenSubject={(subject) => { openSubject(subject); }} /></Reviews>;
    case 'governance': return <GovernancePage person={person} onOpenSubject={(subject) => { openSubject(subject); }} more={[{ id: 'articles', title: t('articles'), content: <KeepingTab /> }]} />;
    case 'duplicates': {
      const page = (
        <DuplicatesPage
          person={person} selectedId={view.duplicateId} onSelect={(duplicateId) => { replace({ name: 'duplicates', duplicateId }); }}
          onOpenSubject={(subject) => { openSubject(subject); }}
        />
      );
      return person.role === 'approver' ? <Reviews current="duplicates">{page}</Reviews> : page;
    }
    case 'worklist': {
      const page = (
        <Worklist
          selectedId={view.escalationId} onSelect={(escalationId) => { replace({ name: 'worklist', escalationId }); }}
          onOpenSubject={(subject) => { openSubject(subject); }}
        />
      );
      return mayReview(person) ? <Requests person={person} current="worklist">{page}</Requests> : page;
    }
    case 'bookings': return <Requests person={person} current="bookings"><BookingsPage onOpenSubject={(subject) => { openSubject(subject); }} /></Requests>;
  }
}

function ContactWith({ subject, person }: { subject: SubjectRef; person: SignedInPerson }) {
  const header: SubjectHeader | undefined = useLive('subject', subject).collections?.header[0];
  return <ContactAt subject={subject} name={header === undefined ? null : nameOf(header)} person={person} />;
}

function ContactAt({ subject, name, person }: { subject: SubjectRef | null; name: string | null; person: SignedInPerson }) {
  const contactId = useContactInProgress(subject);
  return (
    <>
      <AsideLine onGoOn={(id) => { void goOnWith(id); }} />
      <HandedLine contactId={contactId} />
      <ContactBar subject={subject} subjectName={name} person={person} stillHere={() => subject === null || isOpen(subject)} Actions={HandOver} />
    </>
  );
}
