import { useDeferredValue, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { useLive } from '../engine-client/live.ts';
import { AuthorityPanel } from '../features/authority/authority-panel.tsx';
import { NeedsAndMarkers } from '../features/care/needs-and-markers.tsx';
import { CaseDialog } from '../features/case/case-dialog.tsx';
import { useChannelInProgress, useContactInProgress } from '../features/contact/contact-in-progress.ts';
import { PresenceLine } from '../features/presence/presence-line.tsx';
import { HistoryList } from '../features/lives/history-list.tsx';
import { LinksPanel } from '../features/lives/links-panel.tsx';
import { SealedRecord } from '../features/record/reason-form.tsx';
import { CaseList } from '../features/resident/case-list.tsx';
import { EntryView } from '../features/resident/entry-view.tsx';
import { Household } from '../features/resident/household.tsx';
import { SubjectHeader } from '../features/resident/subject-header.tsx';
import { Timeline } from '../features/resident/timeline.tsx';
import { announce } from '../ui/live-region.tsx';
import { Panel } from '../ui/panel.tsx';
import { noteOpened } from './recent.ts';
import { RecordStrip } from './record-strip.tsx';
import { openSubject, replace } from './routes.ts';
import { addressOf, nameOf } from './subject-name.ts';
import styles from './subject-page.module.css';

/** The single view: who this is, what happened, and what may be decided now. */
export function SubjectPage({ subject, caseId, person }: { subject: SubjectRef; caseId: string | null; person: SignedInPerson }) {
  const { t } = useTranslation(['app', 'resident']);
  const { collections } = useLive('subject', subject);
  // What stands beside comes a frame after who it is about and what happened: one reads that first.
  const beside = useDeferredValue(collections, null);
  const contactId = useContactInProgress(subject);
  const channel = useChannelInProgress(subject);
  const header = collections === null ? null : collections.header[0];
  const verification = collections?.verification[0];
  const name = header == null ? null : nameOf(header);
  const detail = header == null || header.resident === null ? '' : addressOf(header);
  useEffect(() => {
    if (name !== null) noteOpened({ subject, name, detail });
  }, [subject, name, detail]);

  // Nothing of a record is on a partner’s desk but the cases and the work of their service.
  const partner = header === undefined && person.role === 'partner';
  const writes = person.role === 'operative' || person.role === 'approver';
  // A record that was merged leads to the one that stands for it.
  const standing = header?.subject.id;
  useEffect(() => {
    if (standing === undefined || standing === subject.id) return;
    announce(t('led-here'));
    replace({ name: 'subject', subject: { kind: 'resident', id: standing }, caseId });
  }, [standing, subject.id, caseId, t]);

  const openCase = (id: string | null) => { replace({ name: 'subject', subject, caseId: id }); };
  const open = (other: SubjectRef) => { openSubject(other); };
  return (
    <div className={styles['page']}>
      {header == null || header.sealed !== null ? null : <PresenceLine key={`presence-${subject.kind}-${subject.id}`} subject={subject} channel={channel} />}
      <div className={styles['head']}>
        {header?.sealed == null ? <SubjectHeader header={header} partner={partner} onOpenSubject={open} /> : <SealedRecord residentId={subject.id} name={header.sealed} />}
        {header === undefined ? null : (
          <NeedsAndMarkers
            name={name ?? ''} resident={header?.resident ?? null} needs={collections?.needs ?? null} markers={collections?.markers ?? null}
            interpreting={collections?.interpreting ?? []} contactId={contactId} staffId={person.staffId} leads={person.role === 'approver'}
            writes={writes && header?.sealed == null}
          />
        )}
        {header == null || header.sealed !== null || collections === null ? null : <RecordStrip subject={subject} header={header} collections={collections} contactId={contactId} person={person} />}
      </div>
      {(header === undefined && !partner) || header?.sealed != null ? null : (
        <div className={styles['columns']} data-partner={partner}>
          <div className={styles['aside']}>
            <Panel title={t('cases')}><CaseList cases={beside?.cases ?? null} onOpenCase={openCase} /></Panel>
            {partner ? null : (
              <Panel title={t(subject.kind === 'property' ? 'resident:household.residents' : 'resident:household.title')}>
                <Household members={beside?.household ?? null} onOpenSubject={open} />
                {header?.resident == null ? null : <LinksPanel resident={header.resident} items={beside?.links ?? null} writes={writes} onOpenSubject={open} />}
                <HistoryList subject={subject} items={beside?.lives ?? []} onOpenSubject={open} />
              </Panel>
            )}
          </div>
          <Panel title={t('timeline')} flush className={styles['timeline']}>
            <Timeline subject={subject} live={collections?.timeline ?? null} cases={collections?.cases ?? []} away={header?.away ?? null} staffId={person.staffId} onOpenCase={openCase} />
          </Panel>
          {partner ? null : (
            <Panel title={t('decide')} className={styles['decide']}>
              <AuthorityPanel
                subject={subject} items={beside?.authority ?? null} resident={header?.resident ?? null} running={beside?.running ?? null}
                timeline={beside?.timeline ?? null} verification={verification ?? null} contactId={contactId}
              />
            </Panel>
          )}
        </div>
      )}
      {caseId === null ? null : (
        <CaseDialog
          key={caseId} caseId={caseId} onClose={() => { openCase(null); }}
          onOpenSubject={partner ? null : (other) => {
            openCase(null);
            openSubject(other);
          }}
          renderEntry={(entry) => <CaseEntry entry={entry} />}
        />
      )}
    </div>
  );
}

/** Something that happened on a case, as the timeline shows it; its case is the one that is open. */
function CaseEntry({ entry }: { entry: TimelineEntry }) {
  const [expanded, setExpanded] = useState(false);
  const titleId = useId();
  return <EntryView entry={entry} titleId={titleId} expanded={expanded} onToggle={() => { setExpanded((before) => !before); }} />;
}
