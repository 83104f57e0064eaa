import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { AuthorityItem, EntitlementItem, VerificationItem } from '#contract/views/subject.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { passedOn } from '#domain/delegation/scheme.ts';
import type { Resident } from '#domain/records/people.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DigitShortcut, LAST_DIGIT } from '../../ui/digit-shortcut.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useNow } from '../../ui/now.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateTimeText } from '../../ui/time-text.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './authority-panel.module.css';
import { ClauseRow } from './clause-row.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { RunningList } from './running-list.tsx';
import { RequestList } from './request-list.tsx';
import { groupScheme } from './scheme-groups.ts';

interface AuthorityPanelProps {
  subject: SubjectRef;
  /** Null while they load. */
  items: readonly AuthorityItem[] | null;
  resident: Resident | null;
  /** What runs for them now. */
  running: readonly EntitlementItem[] | null;
  /** The live timeline: requests made for this resident are in it. */
  timeline: readonly TimelineEntry[] | null;
  /** How surely this is who they say, as last checked. */
  verification: VerificationItem | null;
  /** The contact in progress, to which a decision belongs. */
  contactId: string | null;
}

/** What the person at the desk may decide for this resident now, what is left of each limit, and what was asked for. */
export function AuthorityPanel({ subject, items, resident, running, timeline, verification, contactId }: AuthorityPanelProps) {
  const { t } = useTranslation('authority');
  const sync = useLive('sync', {});
  const [open, setOpen] = useState<string | null>(null);
  const groups = useMemo(() => groupScheme(items ?? []), [items]);
  const status = sync.collections?.status[0];
  const offline = status?.phase === 'offline';
  const mayDecide = resident !== null && resident.deceasedOn === null;
  const opened = open === null ? undefined : items?.find((item) => item.key === open);

  if (items === null) return <Skeleton lines={6} label={t('loading')} />;
  if (subject.kind !== 'resident' || resident === null) return <EmptyState title={t('no-resident')} advice={t('no-resident-advice')} />;
  return (
    <div className={styles['panel']}>
      <RequestList timeline={timeline} />
      <RunningList items={running ?? []} />
      {mayDecide ? null : <Banner tone="warning">{t('deceased')}</Banner>}
      {mayDecide && offline ? <Banner tone="warning">{t('offline')} <LimitsHold until={status.limitsUntil === undefined ? null : status.limitsUntil - status.clockOffset} /></Banner> : null}
      {groups.decidable.length === 0 ? <EmptyState title={t('nothing')} advice={t('nothing-advice')} /> : (
        <ol className={styles['clauses']}>
          {groups.decidable.map((item, index) => (
            <ClauseRow
              key={item.key} item={item} digit={index < LAST_DIGIT ? index + 1 : null} offline={offline}
              onOpen={mayDecide ? () => { setOpen(item.key); } : null}
            />
          ))}
        </ol>
      )}
      <RestOfScheme askable={groups.askable} elsewhere={groups.elsewhere} onOpen={mayDecide ? setOpen : null} />
      {mayDecide ? groups.decidable.slice(0, LAST_DIGIT).map((item, index) => (
        <DigitShortcut key={item.key} digit={index + 1} label={t('open', { title: item.clause.title })} onPress={() => { setOpen(item.key); }} />
      )) : null}
      {opened === undefined ? null : (
        <DecisionDialog
          key={opened.key} item={opened} resident={resident} contactId={contactId} offline={offline} verifiedLevel={verification === null || verification.level === 0 ? null : verification.level} onClose={() => { setOpen(null); }}
        />
      )}
    </div>
  );
}

/** Until when the limits hold that the centre signed for this desk. */
function LimitsHold({ until }: { until: number | null }) {
  const { t, i18n } = useTranslation('authority');
  const now = useNow();
  return <>{until === null || until < now ? t('limits-over') : t('limits-until', { time: dateTimeText(until, now, i18n.language) })}</>;
}

interface RestOfSchemeProps {
  askable: readonly AuthorityItem[];
  elsewhere: readonly AuthorityItem[];
  /** Null where nothing may be asked for either. */
  onOpen: ((key: string) => void) | null;
}

function RestOfScheme({ askable, elsewhere, onOpen }: RestOfSchemeProps) {
  const { t } = useTranslation(['authority', 'rules']);
  const count = askable.length + elsewhere.length;
  if (count === 0) return null;
  const headline = (item: AuthorityItem): string => {
    const sentence = item.evaluation.sentences[0];
    return sentence === undefined ? '' : t(`rules:${sentence.code}`, sentence.values ?? {});
  };
  return (
    <details className={styles['rest']}>
      <summary>{t('rest')} <span className={styles['muted']}>{t('rest-count', { count })}</span></summary>
      {askable.length === 0 ? null : (
        <>
          <h3 className={styles['restTitle']}>{t('rest-ask')}</h3>
          <ul className={styles['restList']}>
            {askable.map((item) => (
              <li key={item.key} className={styles['restItem']}>
                <span><strong>{item.clause.title}</strong> <span className={styles['muted']}>{headline(item)} {t('clause', { number: item.clause.number, version: item.evaluation.schemeVersion })}</span></span>
                {onOpen === null ? null : (
                  <Button variant="secondary" size="small" onPress={() => { onOpen(item.key); }}>
                    <span>{t('ask')} <VisuallyHidden>{item.clause.title}</VisuallyHidden></span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {elsewhere.length === 0 ? null : (
        <>
          <h3 className={styles['restTitle']}>{t('rest-elsewhere')}</h3>
          <ul className={styles['restList']}>
            {elsewhere.map((item) => (
              <li key={item.key} className={styles['restItem']}>
                <span><strong>{item.clause.title}</strong> <span className={styles['muted']}>{headline(item)} {t('clause', { number: item.clause.number, version: item.evaluation.schemeVersion })}</span></span>
                {onOpen === null || passedOn(item.clause) === null ? null : (
                  <Button variant="secondary" size="small" onPress={() => { onOpen(item.key); }}>
                    <span>{t('log')} <VisuallyHidden>{item.clause.title}</VisuallyHidden></span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
