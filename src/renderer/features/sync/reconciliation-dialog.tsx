import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReconciliationItem, RestoreReport } from '#contract/restore.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useSession } from '../../engine-client/session.ts';
import { inOurWords } from '../../engine-client/our-words.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './sync.module.css';

interface ReconciliationDialogProps {
  onClose: () => void;
  onOpenResident: (residentId: string) => void;
}

/** The report is over everybody's work: for those who answer for it. */
export function useMayReadReports(): boolean {
  const session = useSession();
  return session.phase === 'open' && (session.person.role === 'approver' || session.person.role === 'governance');
}

/** What came of a restore over all desks, as the centre has it now: for team leaders and governance. */
export function ReconciliationDialog({ onClose, onOpenResident }: ReconciliationDialogProps) {
  const { t } = useTranslation('sync');
  const [reports, setReports] = useState<readonly RestoreReport[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const read = useCallback(async () => {
    const outcome = await invoke('restore.report');
    setFailure(outcome.ok ? null : outcome.failure.sentence);
    if (outcome.ok) setReports(outcome.value.restores);
  }, []);
  useEffect(() => { void read(); }, [read]);
  return (
    <Dialog
      title={t('reconciliation')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="secondary" onPress={() => { void read(); }}>{t('reconciliation-again')}</Button>
          <Button variant="primary" onPress={onClose}>{t('close')}</Button>
        </>
      )}
    >
      <div className={styles['panel']}>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        {reports === null && failure === null ? <Skeleton lines={6} label={t('reconciliation-loading')} /> : null}
        {reports?.length === 0 ? <p>{t('reconciliation-none')}</p> : null}
        {reports?.map((report) => (
          <Report
            key={report.epoch} report={report}
            onOpenResident={(residentId) => {
              onClose();
              onOpenResident(residentId);
            }}
          />
        ))}
      </div>
    </Dialog>
  );
}

function Report({ report, onOpenResident }: { report: RestoreReport } & Pick<ReconciliationDialogProps, 'onOpenResident'>) {
  const { t } = useTranslation('sync');
  const { counts, needsPerson, unheard } = report;
  return (
    <section className={styles['panel']}>
      <h3 className={styles['heading']}>{report.restoredTo === null ? t('restored') : t('restored-to', { time: report.restoredTo })}</h3>
      <p className={styles['muted']}>{t(`noticed-${report.noticedBy}`, { time: report.noticedAt })}</p>
      <dl className={styles['entered']}>
        {(Object.keys(counts) as (keyof typeof counts)[]).map((kind) => <div key={kind}><dt>{t(`count-${kind}`)}</dt><dd>{counts[kind]}</dd></div>)}
        <div><dt>{t('desks-done')}</dt><dd>{report.desksDone}</dd></div>
        <div><dt>{t('desks-under-way')}</dt><dd>{report.desksUnderWay}</dd></div>
      </dl>
      <h4 className={styles['heading']}>{t('unheard-title', { count: unheard.length })}</h4>
      {unheard.length === 0 ? <p className={styles['muted']}>{t('unheard-none')}</p> : (
        <ul className={styles['list']}>
          {unheard.map((one) => (
            <li key={`${one.deviceId} ${one.staffName}`}>{one.staffName}, {one.siteName} <span className={styles['muted']}>{t('unheard-seen')} <RelativeTime at={one.lastSeenAt} /></span></li>
          ))}
        </ul>
      )}
      <h4 className={styles['heading']}>{t('needs-person-title', { count: needsPerson.length })}</h4>
      {needsPerson.length === 0 ? <p className={styles['muted']}>{t('needs-person-none')}</p> : (
        <ul className={styles['list']}>
          {needsPerson.map((item) => <NeedsPerson key={item.commandId} item={item} onOpenResident={onOpenResident} />)}
        </ul>
      )}
    </section>
  );
}

function NeedsPerson({ item, onOpenResident }: { item: ReconciliationItem } & Pick<ReconciliationDialogProps, 'onOpenResident'>) {
  const { t } = useTranslation('sync');
  const { residentId } = item;
  const what = t('by', { what: t(`command-${item.name}`), name: item.staffName });
  return (
    <li className={styles['refused']}>
      <p><strong>{what}</strong> <span className={styles['muted']}>{t('made', { at: item.madeAt })}</span></p>
      <p>{t(`outcome-${item.outcome}`)} {inOurWords(item.sentence)}</p>
      {residentId === null ? null : (
        <div className={styles['buttons']}>
          <Button variant="secondary" size="small" aria-label={t('open-record-of', { what })} onPress={() => { onOpenResident(residentId); }}>{t('open-record')}</Button>
        </div>
      )}
    </li>
  );
}
