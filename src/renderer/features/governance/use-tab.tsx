import { useEffect, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { UseOfAuthorityView } from '#contract/views/governance.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { amountText } from '#domain/delegation/evaluate.ts';
import type { BindingLimit } from '#domain/delegation/governance/binding-limits.ts';
import type { Window } from '#domain/delegation/scheme.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { CountedTable } from './counted-table.tsx';
import { durationOf } from './durations.ts';
import styles from './governance.module.css';
import { isDrafted, type SchemeDraft } from './scheme-draft.ts';

interface UseTabProps {
  draft: SchemeDraft | null;
  /** Takes a proposed limit into the draft; null for whoever may not draft. */
  onPropose: ((limit: BindingLimit, suggested: number) => void) | null;
  onOpenSubject: (subject: SubjectRef) => void;
}

const PERIODS = ['7', '31', '91', '365'] as const;

/** How authority was used over a time; every number opens the list of what it counts. */
export function UseTab({ draft, onPropose, onOpenSubject }: UseTabProps) {
  const { t } = useTranslation('governance');
  const [days, setDays] = useState('31');
  const [known, setKnown] = useState<{ days: string; view: UseOfAuthorityView } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [opened, setOpened] = useState<{ what: string; ids: readonly string[] } | null>(null);
  useEffect(() => {
    let current = true;
    void invoke('authority.use', { days: Number(days) }).then((answer) => {
      if (!current) return;
      setFailure(answer.ok ? null : answer.failure.sentence);
      if (answer.ok) setKnown({ days, view: answer.value });
    });
    return () => { current = false; };
  }, [days]);
  const view = known?.days === days ? known.view : null;
  const open = (what: string, ids: readonly string[]) => { setOpened({ what, ids }); };
  const items = view === null || opened === null ? [] : view.items.filter(({ key }) => opened.ids.includes(key));
  return (
    <div className={styles['stack']}>
      <div className={styles['period']}>
        <Select label={t('days')} value={days} onChange={(chosen) => { setOpened(null); setDays(chosen); }} options={PERIODS.map((one) => ({ id: one, label: t(`days-${one}`) }))} />
      </div>
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      {view === null ? <Skeleton lines={6} label={t('measuring')} /> : (
        <>
          <Measures view={view} onOpen={open} />
          {opened === null ? null : (
            <Panel title={t('list-of', { what: opened.what, count: opened.ids.length })} actions={<Button variant="quiet" size="small" onPress={() => { setOpened(null); }}>{t('list-close')}</Button>}>
              <CountedTable label={opened.what} items={items} count={opened.ids.length} onOpenSubject={onOpenSubject} />
            </Panel>
          )}
          <div className={styles['columns']}>
            <Panel title={t('binding')}>
              {view.use.binding.length === 0 ? <p className={styles['muted']}>{t('binding-none')}</p> : (
                <ul className={styles['plain']}>
                  {view.use.binding.map((one) => <Binding key={`${one.clauseId} ${JSON.stringify(one.over)}`} limit={one} draft={draft} onPropose={onPropose} onOpen={open} />)}
                </ul>
              )}
            </Panel>
            <Panel title={t('per-clause')}>
              <ul className={styles['plain']}>
                {view.perClause.map((one) => <li key={one.clauseId} className={styles['clause']}><span>{one.title}</span> <Figure what={one.title} ids={one.ids} onOpen={open}>{String(one.ids.length)}</Figure></li>)}
              </ul>
            </Panel>
          </div>
        </>
      )}
    </div>
  );
}

type Open = (what: string, ids: readonly string[]) => void;

function Figure({ what, ids, onOpen, children }: { what: string; ids: readonly string[]; onOpen: Open; children: string }) {
  const { t } = useTranslation('governance');
  if (ids.length === 0) return <span>{children}</span>;
  return <Button variant="link" onPress={() => { onOpen(what, ids); }}>{children}<VisuallyHidden> {t('use-open', { what })}</VisuallyHidden></Button>;
}

function Measures({ view: { use }, onOpen }: { view: UseOfAuthorityView; onOpen: Open }) {
  const { t } = useTranslation('governance');
  const share = ({ part, of }: { part: string[]; of: string[] }): string =>
    of.length === 0 ? t('use-none') : `${Math.round(part.length / of.length * 100).toString()} % · ${t('use-part', { part: part.length, of: of.length })}`;
  const duration = (ms: number): string => {
    const { unit, count } = durationOf(ms);
    return t(unit, { count });
  };
  const { turnaround } = use;
  const tiles = [
    { what: t('use-front-line'), hint: t('use-front-line-hint'), value: share(use.frontLine), ids: use.frontLine.of },
    {
      what: t('use-turnaround'), hint: t('use-turnaround-hint'), ids: turnaround.ids,
      value: turnaround.median === null || turnaround.p90 === null ? t('use-none') : t('use-turnaround-value', { median: duration(turnaround.median), p90: duration(turnaround.p90) }),
    },
    { what: t('use-overturned'), hint: t('use-overturned-hint'), value: share(use.overturned), ids: use.overturned.part },
    { what: t('use-exceeded'), hint: t('use-exceeded-hint'), value: share(use.exceededOffline), ids: use.exceededOffline.part },
    { what: t('use-split'), hint: t('use-split-hint'), value: use.split.length === 0 ? t('use-none') : String(use.split.length), ids: use.split },
  ];
  return (
    <dl className={styles['tiles']}>
      {tiles.map((tile) => (
        <div key={tile.what} className={styles['tile']}>
          <dt>{tile.what}</dt>
          <dd className={styles['value']}><Figure what={tile.what} ids={tile.ids} onOpen={onOpen}>{tile.value}</Figure></dd>
          <dd className={styles['muted']}>{tile.hint}</dd>
        </div>
      ))}
    </dl>
  );
}

/** "in any 12 months" */
const overWords = (t: TFunction<'governance'>, window: Window): string =>
  t(`over-${window.kind}`, window.kind === 'rolling-months' ? { count: window.months } : window.kind === 'rolling-days' ? { count: window.days } : {});

interface BindingProps {
  limit: BindingLimit;
  draft: SchemeDraft | null;
  onPropose: ((limit: BindingLimit, suggested: number) => void) | null;
  onOpen: Open;
}

function Binding({ limit, draft, onPropose, onOpen }: BindingProps) {
  const { t } = useTranslation('governance');
  const { suggested } = limit;
  const words = (amount: number): string => amountText(amount, limit.measure);
  const values = { number: limit.clauseNumber, title: limit.clauseTitle, granted: limit.granted.length, asked: limit.asked.length, limit: words(limit.limit) };
  const line = limit.over === null ? t('binding-line', values) : t(limit.over.unit === 'times' ? 'binding-times' : 'binding-over', { ...values, scope: t(`scope-${limit.over.scope}`), window: overWords(t, limit.over.window) });
  const drafted = draft !== null && suggested !== null && isDrafted(draft.scheme, limit, suggested);
  return (
    <li className={styles['clause']}>
      <span>
        <Figure what={limit.clauseTitle} ids={limit.asked} onOpen={onOpen}>{line}</Figure>
        {suggested === null ? null : <><br /><strong>{t('binding-suggest', { suggested: words(suggested) })}</strong></>}
      </span>
      {suggested === null || onPropose === null ? null : drafted ? <span className={styles['muted']}>{t('binding-drafted')}</span> : (
        <Button variant="secondary" size="small" onPress={() => { onPropose(limit, suggested); announce(t('binding-drafted')); }}>{t('binding-draft')}</Button>
      )}
    </li>
  );
}
