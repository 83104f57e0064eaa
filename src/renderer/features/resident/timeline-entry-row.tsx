import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstContact } from '#domain/contacts/first-contact.ts';
import type { CaseItem } from '#contract/views/subject.ts';
import { EntryView } from './entry-view.tsx';
import type { StoryRow } from './stories.ts';
import { TimelineDay } from './timeline-day.tsx';
import type { TimelineRow } from './timeline-list.ts';
import { TimelineStory } from './timeline-story.tsx';
import styles from './timeline.module.css';

interface TimelineEntryRowProps {
  row: TimelineRow & Pick<StoryRow, 'opensStory'>;
  position: number;
  /** How many there are; -1 while nobody knows. */
  of: number;
  /** The one the keyboard is at. */
  active: boolean;
  expanded: boolean;
  /** Everything above it is new since somebody last spoke with them. */
  spoken: boolean;
  whileAway: boolean;
  caseItem: CaseItem | null;
  first: FirstContact | null;
  onToggle: (key: string) => void;
  onOpenCase: (caseId: string) => void;
}

/** One entry with what stands above it. Scrolling draws those that come into view and none of the others again. */
export const TimelineEntryRow = memo(function TimelineEntryRow({ row, position, of, active, expanded, spoken, whileAway, caseItem, first, onToggle, onOpenCase }: TimelineEntryRowProps) {
  const { t } = useTranslation('resident');
  const titleId = `timeline-entry-${row.key}`;
  return (
    <article role="article" className={styles['article']} tabIndex={active ? 0 : -1} aria-labelledby={titleId} aria-posinset={position} aria-setsize={of}>
      {spoken ? <p className={styles['since']}>{t('timeline.since-spoken')}</p> : null}
      {row.opensDay ? <TimelineDay at={row.entry.at} /> : null}
      {row.opensStory === null ? null : <TimelineStory caseItem={caseItem} count={row.opensStory.count} onOpenCase={onOpenCase} />}
      {whileAway ? <p className={styles['away']}>{t('timeline.while-away')}</p> : null}
      <EntryView entry={row.entry} titleId={titleId} expanded={expanded} onToggle={() => { onToggle(row.key); }} onOpenCase={onOpenCase} first={first} />
    </article>
  );
});
