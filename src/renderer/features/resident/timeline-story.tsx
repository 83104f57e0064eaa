import { useTranslation } from 'react-i18next';
import type { CaseItem } from '#contract/views/subject.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './timeline.module.css';

interface TimelineStoryProps {
  /** Null where the story is no case. */
  caseItem: CaseItem | null;
  /** Loaded entries of it. */
  count: number;
  onOpenCase: (caseId: string) => void;
}

/** Stands above the newest entry of a story. */
export function TimelineStory({ caseItem, count, onOpenCase }: TimelineStoryProps) {
  const { t } = useTranslation(['resident', 'vocabulary']);
  return (
    <h3 className={styles['day']}>
      {caseItem === null ? <span>{t('timeline.no-case')}</span> : (
        <>
          <Button variant="link" onPress={() => { onOpenCase(caseItem.id); }}><Sensitive>{caseItem.title}</Sensitive></Button>
          <span>{caseItem.reference}</span>
          <Badge tone={caseItem.closedAt === null ? 'accent' : 'neutral'}>{t(`vocabulary:case-status.${caseItem.status}`)}</Badge>
        </>
      )}
      <span>{t('timeline.story-count', { count })}</span>
    </h3>
  );
}
