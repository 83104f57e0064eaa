import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { CaseItem } from '#contract/views/subject.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { calendarOf } from '#domain/time/working-days.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { useNow } from '../../ui/now.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { judgeOf } from './first-contact-of.ts';
import { addPage, filterTimeline, isFiltered, keepPushedOut, mergeTimeline, movedRow, NO_FILTER, partnersOf, servicesIn, withDays } from './timeline-list.ts';
import { byStory, happenedWhileAway, lastSpoken, storiesOf, type Away } from './stories.ts';
import { TimelineEntryRow } from './timeline-entry-row.tsx';
import { TimelineFilterBar } from './timeline-filter-bar.tsx';
import styles from './timeline.module.css';

/** How many the live part holds at most (`SubjectCollections.timeline`): fewer means there is nothing older. */
const LIVE_ENTRIES = 200;
const PAGE = 200;
/** Looking for something reads the whole history, and goes through it in larger steps. */
const LOOKING_PAGE = 500;
const ESTIMATED_ROW_PX = 84;
/** Older entries are fetched while this many loaded ones are still below the reader. */
const READ_AHEAD = 30;
/** How high the list was last: the next one is drawn for that height at once, and not only after it has been measured. */
let usualHeight = 600;

interface TimelineProps {
  subject: SubjectRef;
  /** The live newest entries; null while they load. */
  live: readonly TimelineEntry[] | null;
  /** The cases that stories are called by. */
  cases: readonly CaseItem[];
  away: Away | null;
  staffId: string;
  onOpenCase: (caseId: string) => void;
}

/** Everything that happened, newest first, over thousands of entries. */
export function Timeline({ live, ...rest }: TimelineProps) {
  const { t } = useTranslation('resident');
  const partial = useLive('sync', {}).collections?.status[0]?.partial === true;
  if (live === null) return <Skeleton lines={8} label={t('timeline.loading')} />;
  if (live.length === 0) return <EmptyState title={t('timeline.none')} advice={t(partial ? 'timeline.arriving' : 'timeline.none-advice')} />;
  // Read anew when the rest has come: there is then more to page through than was known.
  return <TimelineFeed key={`${rest.subject.kind}:${rest.subject.id}:${String(partial)}`} live={live} partial={partial} {...rest} />;
}

function useOlderEntries(subject: SubjectRef, live: readonly TimelineEntry[]) {
  const [older, setOlder] = useState<readonly TimelineEntry[]>([]);
  const [previous, setPrevious] = useState(live);
  const [more, setMore] = useState(live.length >= LIVE_ENTRIES);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  if (previous !== live) {
    setPrevious(live);
    setOlder((kept) => keepPushedOut(kept, previous, live));
  }
  const entries = useMemo(() => mergeTimeline(live, older), [live, older]);
  const last = entries.at(-1);
  const { kind, id } = subject;

  const load = useCallback(async (limit: number) => {
    if (last === undefined || !more) return;
    setState('loading');
    const answer = await invoke('timeline.page', { subject: { kind, id }, before: last.at, beforeKey: last.key, limit });
    if (!answer.ok) return setState('failed');
    setOlder((kept) => addPage(kept, answer.value.entries));
    setMore(answer.value.more);
    setState('idle');
  }, [kind, id, last, more]);
  return { entries, more, state, load };
}

function TimelineFeed({ subject, live, partial, cases, away, staffId, onOpenCase }: TimelineProps & { live: readonly TimelineEntry[]; partial: boolean }) {
  const { t } = useTranslation('resident');
  const [filter, setFilter] = useState(NO_FILTER);
  const [grouped, setGrouped] = useState(false);
  useShortcut({ keys: 'g', label: t('timeline.by-story'), run: () => { setGrouped((before) => !before); } });
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const reference = useLive('reference', {}).collections;
  const partners = useMemo(() => reference === null ? [] : partnersOf(reference), [reference]);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [atTop, setAtTop] = useState(true);
  const scroller = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const { entries, more, state, load } = useOlderEntries(subject, live);
  const stories = useMemo(() => (grouped ? storiesOf(entries) : null), [entries, grouped]);
  const services = useMemo(() => servicesIn(entries), [entries]);
  const caseOf = useMemo(() => new Map(cases.map((one) => [one.id as string, one])), [cases]);
  const rows = useMemo(() => {
    const passing = filterTimeline(entries, filter, partners);
    return stories === null ? withDays(passing).map((row) => ({ ...row, opensStory: null })) : byStory(passing, stories).map((row) => ({ ...row, opensDay: false }));
  }, [entries, filter, stories, partners]);
  const spoken = useMemo(() => (grouped || isFiltered(filter) ? null : lastSpoken(entries)), [entries, filter, grouped]);
  const holidays = useLive('reference', {}).collections?.holidays;
  const now = useNow();
  const judge = useMemo(() => judgeOf(entries, calendarOf(holidays ?? []), now), [entries, holidays, now]);
  const found = activeKey === null ? -1 : rows.findIndex((row) => row.key === activeKey);
  const active = Math.max(0, found);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PX,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 3,
    initialRect: { width: 0, height: usualHeight },
    // A reader further down stays where they read when something new arrives above; at the top it comes into view.
    anchorTo: atTop ? 'start' : 'end',
    // The entry with the focus stays in the page when it is scrolled away, or the focus would be lost with it.
    rangeExtractor: useCallback((range: Range) => {
      const indexes = defaultRangeExtractor(range);
      return indexes.includes(active) || active >= range.count ? indexes : [...indexes, active].sort((a, b) => a - b);
    }, [active]),
  });
  useEffect(() => () => { usualHeight = virtualizer.scrollRect?.height ?? usualHeight; }, [virtualizer]);
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const filtered = isFiltered(filter);

  useEffect(() => {
    // With a filter on few may match: it goes on until there is enough to read, or until the beginning.
    if (more && state === 'idle' && lastShown >= rows.length - READ_AHEAD) void load(filtered ? LOOKING_PAGE : PAGE);
  }, [more, state, filtered, lastShown, rows.length, load]);

  useEffect(() => {
    if (!focusWanted.current) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-index="${String(active)}"] [role="article"]`);
    if (element === null || element === undefined) return;
    focusWanted.current = false;
    element.focus({ preventScroll: true });
  }, [active, items]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const to = movedRow(rows.length, active, event.key);
    const row = to === null ? undefined : rows[to];
    if (to === null || row === undefined) return;
    event.preventDefault();
    focusWanted.current = true;
    setActiveKey(row.key);
    virtualizer.scrollToIndex(to, { align: 'auto' });
  };
  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    const index = event.target.closest('[data-index]')?.getAttribute('data-index');
    const key = index === null || index === undefined ? undefined : rows[Number(index)]?.key;
    if (key !== undefined) setActiveKey(key);
  };
  const toggle = useCallback((key: string) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (!after.delete(key)) after.add(key);
      return after;
    });
  }, []);
  // Whoever holds the timeline writes this in place; the rows are not to be drawn again for that.
  const opening = useRef(onOpenCase);
  useEffect(() => { opening.current = onOpenCase; });
  const openCase = useCallback((caseId: string) => { opening.current(caseId); }, []);

  return (
    <div className={styles['timeline']}>
      <TimelineFilterBar filter={filter} onChange={setFilter} services={services} partners={partners} grouped={grouped} onGroup={setGrouped} matches={filtered ? rows.length : null} loaded={entries.length} more={more} />
      <div
        ref={scroller} className={styles['scroller']} data-testid="timeline-scroller"
        onScroll={(event) => { setAtTop(event.currentTarget.scrollTop < 40); }}
      >
        {rows.length === 0 && more ? null : rows.length === 0 ? <EmptyState title={t('timeline.filter-none')} advice={t('timeline.filter-none-advice')} /> : (
          <div
            role="feed" aria-label={t('timeline.title')} aria-busy={state === 'loading'} className={styles['feed']}
            style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown} onFocus={onFocus}
          >
            {items.map((item) => {
              const row = rows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={item.key} ref={virtualizer.measureElement} data-index={item.index} className={styles['row']}
                  style={{ transform: `translateY(${String(item.start)}px)` }}
                >
                  <TimelineEntryRow
                    row={row} position={item.index + 1} of={more && !filtered ? -1 : rows.length} active={item.index === active} expanded={expanded.has(row.key)} spoken={row.key === spoken}
                    whileAway={happenedWhileAway(row.entry, away, staffId)} caseItem={caseOf.get(row.opensStory?.caseId ?? '') ?? null} onToggle={toggle} onOpenCase={openCase}
                    first={row.entry.kind === 'contact' && subject.kind === 'resident' && !grouped ? judge(row.entry.contact) : null}
                  />
                </div>
              );
            })}
          </div>
        )}
        <div className={styles['end']}>
          {partial && !more ? <span role="status">{t('timeline.arriving')}</span> : null}
          {state === 'failed' ? <ErrorText>{t('timeline.older-failed')}</ErrorText> : null}
          {state === 'loading' ? <span role="status">{t(filtered ? 'timeline.looking' : 'timeline.loading-older', { loaded: entries.length })}</span> : null}
          {more && state === 'failed' ? (
            <Button variant="secondary" onPress={() => { void load(PAGE); }}>{t('timeline.try-again')}</Button>
          ) : null}
          {more || filtered ? null : <span>{t('timeline.start')}</span>}
        </div>
      </div>
    </div>
  );
}
