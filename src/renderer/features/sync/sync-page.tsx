import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { AttentionItem } from '#contract/views/sync.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AttentionList } from './attention-list.tsx';
import { DiagnosticsDialog } from './diagnostics-dialog.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { HoldingsPanel } from './holdings-panel.tsx';
import { PausesPanel } from './pauses-panel.tsx';
import { ReconciliationDialog, useMayReadReports } from './reconciliation-dialog.tsx';
import { ResolvedList } from './resolved-list.tsx';
import { RestoredLine } from './restored-line.tsx';
import { Standing } from './standing.tsx';
import styles from './sync-page.module.css';
import { WorkTable } from './work-tables.tsx';

interface SyncPageProps {
  onOpenSubject: (subject: SubjectRef) => void;
  /** Opens the form that refused work came from. */
  onEdit: (item: AttentionItem) => void;
}

/** How work stands with the centre: every piece of it, what this desk holds, and how it has gone lately. */
export function SyncPage({ onOpenSubject, onEdit }: SyncPageProps) {
  const { t } = useTranslation('sync');
  const sync = useLive('sync', {}).collections;
  const centre = useLive('sync-centre', {}).collections;
  const [chosen, setChosen] = useState<string | null>(null);
  const [diagnosing, setDiagnosing] = useState(false);
  const [reading, setReading] = useState(false);
  const mayReadReports = useMayReadReports();
  const status = sync?.status[0];
  if (sync === null || centre === null || status === undefined) return <div className={styles['page']}><Skeleton lines={12} label={t('loading')} /></div>;
  const counts = centre.counts[0];
  const [unsent, accepted] = [counts?.unsent ?? 0, counts?.accepted ?? 0];
  // What needs a person comes first where there is any.
  const selected = chosen ?? (sync.attention.length > 0 ? 'attention' : unsent > 0 ? 'unsent' : 'accepted');
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('title')}</h1>
      <Standing status={status} codeApprovers={counts?.codeApprovers ?? 0} />
      <RestoredLine always onOpenResident={(id) => { onOpenSubject({ kind: 'resident', id }); }} />
      <div className={styles['columns']}>
        <Panel title={t('work-title')} className={styles['workPanel']}>
          <Tabs
            label={t('work-title')} selected={selected} onSelect={setChosen}
            tabs={[
              { id: 'attention', title: t('tab-attention', { count: sync.attention.length }), content: (
                <>
                  <AttentionList items={sync.attention} onOpenSubject={onOpenSubject} onEdit={onEdit} />
                  <ResolvedList items={sync.resolved} />
                </>
              ) },
              { id: 'unsent', title: t('tab-unsent', { count: unsent }), content: <WorkTable kind="unsent" items={centre.unsent} count={unsent} onOpenSubject={onOpenSubject} /> },
              { id: 'accepted', title: t('tab-accepted', { count: accepted }), content: <WorkTable kind="accepted" items={centre.accepted} count={accepted} onOpenSubject={onOpenSubject} /> },
            ]}
          />
        </Panel>
        <div className={styles['side']}>
          <HistoryPanel events={centre.events} />
          <PausesPanel pauses={sync.pauses} status={status} />
          <HoldingsPanel />
          <Panel title={t('help-title')}>
            <div className={styles['stack']}>
              <p className={styles['muted']}>{t('help-advice')}</p>
              <div><Button variant="secondary" onPress={() => { setDiagnosing(true); }}>{t('diagnostics-open')}</Button></div>
            </div>
          </Panel>
          {mayReadReports ? (
            <Panel title={t('restores-title')}>
              <div className={styles['stack']}>
                <p className={styles['muted']}>{t('restores-advice')}</p>
                <div><Button variant="secondary" onPress={() => { setReading(true); }}>{t('reconciliation-open')}</Button></div>
              </div>
            </Panel>
          ) : null}
        </div>
      </div>
      {reading ? <ReconciliationDialog onClose={() => { setReading(false); }} onOpenResident={(id) => { onOpenSubject({ kind: 'resident', id }); }} /> : null}
      {diagnosing ? <DiagnosticsDialog onClose={() => { setDiagnosing(false); }} /> : null}
    </div>
  );
}
