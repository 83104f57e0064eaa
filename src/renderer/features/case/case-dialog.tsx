import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { CaseView, TimelineEntry } from '#contract/views/timeline.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './case-dialog.module.css';

interface CaseDialogProps {
  caseId: string;
  onClose: () => void;
  /** Null where nothing more of whoever it is about is on the desk. */
  onOpenSubject: ((subject: SubjectRef) => void) | null;
  /** How the app shows something that happened: as in the timeline. */
  renderEntry: (entry: TimelineEntry) => ReactNode;
}

type Loaded = { state: 'loading' } | { state: 'failed'; sentence: string } | { state: 'ready'; view: CaseView };

/** One case in full: its facts, where it is, and every contact on it. */
export function CaseDialog({ caseId, onClose, onOpenSubject, renderEntry }: CaseDialogProps) {
  const { t } = useTranslation('case');
  const [loaded, again] = useCase(caseId);
  const title = loaded.state === 'ready' ? loaded.view.caseFile.title : undefined;
  return (
    <Dialog
      size="wide" onClose={onClose} title={title ?? t('title-loading')} sensitive={title}
      actions={<Button variant="secondary" onPress={onClose}>{t('close')}</Button>}
    >
      {loaded.state === 'loading' ? <Skeleton lines={8} label={t('loading')} /> : null}
      {loaded.state === 'failed' ? (
        <Banner tone="error" title={t('failed')}>
          {loaded.sentence} <Button variant="secondary" size="small" onPress={again}>{t('try-again')}</Button>
        </Banner>
      ) : null}
      {loaded.state === 'ready' ? <CaseBody view={loaded.view} onOpenSubject={onOpenSubject} renderEntry={renderEntry} /> : null}
    </Dialog>
  );
}

function useCase(caseId: string): [Loaded, again: () => void] {
  const [loaded, setLoaded] = useState<Loaded>({ state: 'loading' });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let current = true;
    setLoaded({ state: 'loading' });
    void invoke('case.view', { caseId }).then((answer) => {
      if (!current) return;
      setLoaded(answer.ok ? { state: 'ready', view: answer.value } : { state: 'failed', sentence: answer.failure.sentence });
    });
    return () => { current = false; };
  }, [caseId, tries]);
  return [loaded, () => { setTries((before) => before + 1); }];
}

function CaseBody({ view, onOpenSubject, renderEntry }: { view: CaseView } & Pick<CaseDialogProps, 'onOpenSubject' | 'renderEntry'>) {
  const { t } = useTranslation(['case', 'vocabulary']);
  const now = useNow();
  const { caseFile, property } = view;
  const open = caseFile.status !== 'closed' && caseFile.status !== 'cancelled';
  const overdue = open && caseFile.dueAt !== null && caseFile.dueAt < now;
  return (
    <div className={styles['case']}>
      <dl className={styles['facts']}>
        <Fact term={t('reference')}><span className={styles['number']}>{caseFile.reference}</span></Fact>
        <Fact term={t('status')}><Badge tone={open ? 'accent' : 'neutral'}>{t(`vocabulary:case-status.${caseFile.status}`)}</Badge></Fact>
        <Fact term={t('service')}>{view.serviceName}</Fact>
        <Fact term={t('opened')}><RelativeTime at={caseFile.openedAt} /></Fact>
        <Fact term={t('due')}>
          {caseFile.dueAt === null ? t('no-due') : <><RelativeTime at={caseFile.dueAt} /> {overdue ? <Badge tone="warning">{t('overdue')}</Badge> : null}</>}
        </Fact>
        {caseFile.closedAt === null ? null : <Fact term={t('closed')}><RelativeTime at={caseFile.closedAt} /></Fact>}
        <Fact term={t('owner')}>{caseFile.ownerTeam}</Fact>
        <Fact term={t('channel')}>{t(`vocabulary:channel.${caseFile.channel}`)}</Fact>
        {caseFile.externalReference === null ? null : <Fact term={t('external')}><span className={styles['number']}>{caseFile.externalReference}</span></Fact>}
        <Fact term={t('address')}>
          {property === null ? t(caseFile.propertyId === null ? 'no-address' : 'address-kept') : (
            <>
              <Sensitive>{[property.addressLine, property.locality, property.postcode].filter((part) => part !== '').join(', ')}</Sensitive>
              {property.ward === '' ? null : <span className={styles['muted']}> {t('ward', { ward: property.ward })}</span>}
            </>
          )}
        </Fact>
      </dl>
      {onOpenSubject === null ? null : (
        <div className={styles['links']}>
          {caseFile.residentId === null ? null : (
            <Button variant="secondary" size="small" onPress={() => { onOpenSubject({ kind: 'resident', id: caseFile.residentId as string }); }}>{t('open-resident')}</Button>
          )}
          {property === null ? null : (
            <Button variant="secondary" size="small" onPress={() => { onOpenSubject({ kind: 'property', id: property.id }); }}>{t('open-property')}</Button>
          )}
        </div>
      )}
      <section>
        <h3 className={styles['heading']}>{t('contacts')}</h3>
        {view.contacts.length === 0 ? <EmptyState title={t('contacts-none')} advice={t('contacts-none-advice')} /> : (
          <ul className={styles['contacts']}>
            {view.contacts.map((entry) => <li key={entry.key}>{renderEntry(entry)}</li>)}
          </ul>
        )}
      </section>
    </div>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}
