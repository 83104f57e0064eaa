import { SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { choicesIn, isFiltered, NO_FILTER, type Partner, type TimelineFilter } from './timeline-list.ts';
import styles from './timeline.module.css';

const kinds = ['contact', 'decision', 'escalation', 'message', 'task'] as const;

interface TimelineFilterBarProps {
  filter: TimelineFilter;
  onChange: (filter: TimelineFilter) => void;
  /** Those that loaded entries are about. */
  services: readonly { id: string; name: string }[];
  partners: readonly Partner[];
  /** How many loaded entries pass; null while nothing is filtered. */
  matches: number | null;
  loaded: number;
  more: boolean;
  /** Put together by story. */
  grouped: boolean;
  onGroup: (grouped: boolean) => void;
}

export function TimelineFilterBar({ filter, onChange, services, partners, matches, loaded, more, grouped, onGroup }: TimelineFilterBarProps) {
  const { t } = useTranslation(['resident', 'vocabulary']);
  const [open, setOpen] = useState(false);
  const choicesId = useId();
  const chosen = choicesIn(filter);
  const count = matches !== null
    ? more ? t('timeline.filter-count-more', { count: matches, loaded }) : t('timeline.filter-count', { count: matches })
    : more ? t('timeline.count-more', { shown: loaded }) : t('timeline.count', { count: loaded });
  return (
    <div className={styles['filters']} role="search" aria-label={t('timeline.filters')}>
      <TextField
        label={t('timeline.filter-text')} placeholder={t('timeline.filter-hint')} value={filter.text}
        onChange={(text) => { onChange({ ...filter, text }); }}
      />
      <Button variant={chosen > 0 ? 'secondary' : 'quiet'} aria-expanded={open} aria-controls={choicesId} onPress={() => { setOpen((before) => !before); }}>
        <SlidersHorizontal size={14} aria-hidden="true" />{chosen === 0 ? t('timeline.filter') : t('timeline.filter-chosen', { count: chosen })}
      </Button>
      <Checkbox isSelected={grouped} onChange={onGroup}>{t('timeline.by-story')}</Checkbox>
      <span className={styles['count']} role="status">{count}</span>
      {isFiltered(filter) ? <Button variant="quiet" onPress={() => { onChange(NO_FILTER); }}>{t('timeline.filter-clear')}</Button> : null}
      <div id={choicesId} className={styles['choices']} hidden={!open}>
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
        <Select
          label={t('timeline.filter-service')} value={filter.service} options={[{ id: 'all', label: t('timeline.filter-all-services') }, ...services.map(({ id, name }) => ({ id, label: name }))]}
          onChange={(service) => { onChange({ ...filter, service }); }}
        />
        {partners.length === 0 ? null : (
          <Select
            label={t('timeline.filter-partner')} value={filter.partner} options={[{ id: 'all', label: t('timeline.filter-all-partners') }, ...partners.map(({ siteId, name }) => ({ id: siteId, label: name }))]}
            onChange={(partner) => { onChange({ ...filter, partner }); }}
          />
        )}
      </div>
    </div>
  );
}
