import { useTranslation } from 'react-i18next';
import { channels } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isFiltered, NO_FILTER, type TimelineFilter } from './timeline-list.ts';
import styles from './timeline.module.css';

const kinds = ['contact', 'decision', 'escalation', 'message', 'task'] as const;

interface TimelineFilterBarProps {
  filter: TimelineFilter;
  onChange: (filter: TimelineFilter) => void;
  /** How many loaded entries pass; null while nothing is filtered. */
  matches: number | null;
  loaded: number;
  more: boolean;
  /** Put together by story. */
  grouped: boolean;
  onGroup: (grouped: boolean) => void;
}

export function TimelineFilterBar({ filter, onChange, matches, loaded, more, grouped, onGroup }: TimelineFilterBarProps) {
  const { t } = useTranslation(['resident', 'vocabulary']);
  const count = matches !== null
    ? t('timeline.filter-count', { count: matches })
    : more ? t('timeline.count-more', { shown: loaded }) : t('timeline.count', { count: loaded });
  return (
    <div className={styles['filters']} role="search" aria-label={t('timeline.filters')}>
      <TextField
        label={t('timeline.filter-text')} placeholder={t('timeline.filter-hint')} value={filter.text}
        onChange={(text) => { onChange({ ...filter, text }); }}
      />
      <Select
        label={t('timeline.filter-kind')} value={filter.kind}
        options={[{ id: 'all', label: t('timeline.filter-all-kinds') }, ...kinds.map((id) => ({ id, label: t(`timeline.kind-${id}`) }))]}
        onChange={(kind) => { onChange({ ...filter, kind: kind as TimelineFilter['kind'] }); }}
      />
      <Select
        label={t('timeline.filter-channel')} value={filter.channel}
        options={[{ id: 'all', label: t('timeline.filter-all-channels') }, ...channels.map((id) => ({ id, label: t(`vocabulary:channel.${id}`) }))]}
        onChange={(channel) => { onChange({ ...filter, channel: channel as TimelineFilter['channel'] }); }}
      />
      <Checkbox isSelected={grouped} onChange={onGroup}>{t('timeline.by-story')}</Checkbox>
      {isFiltered(filter) ? <Button variant="quiet" onPress={() => { onChange(NO_FILTER); }}>{t('timeline.filter-clear')}</Button> : null}
      <span className={styles['count']} role="status">{count}</span>
    </div>
  );
}
