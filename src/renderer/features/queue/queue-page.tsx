import { useId, useMemo, useState, type ReactNode } from 'react';
import { ListBox } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { QueueItem, TicketItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { ticketChannels } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { passLetterOn } from '../../ui/list-letters.ts';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCall, type QueueDoors } from './call.ts';
import { QueueDetail } from './queue-detail.tsx';
import { ALL, nextOf, shown, type QueueFilter } from './queue-lists.ts';
import { QueueRow } from './queue-row.tsx';
import styles from './queue.module.css';
import { SiteTable } from './site-table.tsx';
import { TakeDialog } from './take-dialog.tsx';

interface QueuePageProps extends QueueDoors {
  person: SignedInPerson;
  onOpenSubject: (subject: SubjectRef) => void;
}

const NOTHING: readonly QueueItem[] = [];
const OTHER_CHANNELS = ['transfer', 'request', 'promise'] as const;

/** Everybody who waits, on whatever channel, in the order of their turn; one key calls the next. */
export function QueuePage({ person, onOpenSubject, ...doors }: QueuePageProps) {
  const { t } = useTranslation(['queue', 'vocabulary']);
  const { collections } = useLive('queue', {});
  const offline = useLive('sync', {}).collections?.status[0]?.phase === 'offline';
  const [filter, setFilter] = useState<QueueFilter>({ site: person.siteId, channel: ALL });
  // Kept for the day and the next: a person mostly sits where they sat.
  const [desk, setDesk] = useDraft('queue-desk', '');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [taking, setTaking] = useState(false);
  const { call, failure } = useCall(desk, offline, doors);
  const mayServe = person.role === 'operative' || person.role === 'approver';

  const sites = collections?.sites ?? [];
  const items = useMemo(() => shown(collections?.waiting ?? NOTHING, filter), [collections, filter]);
  const next = nextOf(items);
  const others = (collections?.called ?? []).filter(({ mine, siteId }) => !mine && (filter.site === ALL || siteId === filter.site));
  const over = (collections?.over ?? []).filter(({ siteId }) => filter.site === ALL || siteId === filter.site);
  const everything = [...items, ...others, ...over];
  const selected = everything.find(({ key }) => key === selectedId) ?? null;

  const callNext = () => {
    if (next === null) announce(t('none-next'));
    else void call(next);
  };
  useShortcut({ keys: 'F3', label: t('call-next'), run: callNext, enabled: mayServe });
  useShortcut({ keys: 't', label: t('take'), run: () => { setTaking(true); }, enabled: mayServe });

  if (collections === null) return <Skeleton lines={10} label={t('loading')} />;
  return (
    <div className={styles['page']}>
      <div className={styles['lists']}>
        <div className={styles['head']}>
          <h1 className={styles['title']}>{t('title')}</h1>
          {mayServe ? (
            <div className={styles['buttons']}>
              <Button variant="primary" shortcut="F3" isDisabled={next === null} onPress={callNext}>{t('call-next')}</Button>
              <Button variant="secondary" shortcut="T" onPress={() => { setTaking(true); }}>{t('take')}</Button>
            </div>
          ) : null}
        </div>
        <div className={styles['filters']}>
          <Select label={t('site')} value={filter.site} options={[{ id: ALL, label: t('site-all') }, ...sites.map(({ key, name }) => ({ id: key, label: name }))]} onChange={(site) => { setFilter({ ...filter, site }); }} />
          <Select
            label={t('channel')} value={filter.channel}
            options={[{ id: ALL, label: t('channel-all') }, ...ticketChannels.map((id) => ({ id: id, label: t(`vocabulary:channel.${id}`) })), ...OTHER_CHANNELS.map((id) => ({ id: id, label: t(`channel-${id}`) }))]}
            onChange={(channel) => { setFilter({ ...filter, channel }); }}
          />
          {mayServe ? <TextField label={t('desk')} value={desk} placeholder={t('desk-hint')} onChange={setDesk} /> : null}
        </div>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        <Items
          title={t('waiting')} items={items} next={next} selectedId={selectedId} onSelect={setSelectedId} siteName={(id) => (filter.site === ALL ? sites.find(({ key }) => key === id)?.name ?? null : null)}
          none={<EmptyState title={t('waiting-none')} advice={t('waiting-none-advice')} />}
        />
        {others.length === 0 ? null : <Items title={t('others')} items={others} next={null} selectedId={selectedId} onSelect={setSelectedId} siteName={callerName(others)} />}
        {over.length === 0 ? null : <Items title={t('over')} items={over} next={null} selectedId={selectedId} onSelect={setSelectedId} siteName={() => null} />}
      </div>
      <div className={styles['detail']}>
        {selected === null ? <EmptyState title={t('select')} advice={t('select-advice')} />
          : <QueueDetail key={selected.key} item={selected} sites={sites} onTake={(item) => { void call(item); }} onOpenSubject={onOpenSubject} />}
        <SiteTable sites={sites} />
      </div>
      {taking ? <TakeDialog sites={sites} siteId={person.siteId} onClose={() => { setTaking(false); }} /> : null}
    </div>
  );
}

/** Beside one who is with somebody else stands with whom. */
const callerName = (items: readonly TicketItem[]) => (_siteId: string | null, key: string): string | null => items.find((item) => item.key === key)?.calledByName ?? null;

interface ItemsProps {
  title: string;
  items: readonly QueueItem[];
  next: QueueItem | null;
  selectedId: string | null;
  onSelect: (key: string) => void;
  siteName: (siteId: string | null, key: string) => string | null;
  none?: ReactNode;
}

function Items({ title, items, next, selectedId, onSelect, siteName, none }: ItemsProps) {
  const id = useId();
  return (
    <section onKeyDownCapture={passLetterOn} aria-labelledby={id}>
      <h2 id={id} className={styles['listTitle']}>{title} <span className={styles['muted']}>{items.length}</span></h2>
      {items.length === 0 ? none : (
        <ListBox
          aria-label={title} className={styles['list'] ?? ''} selectionMode="single" selectionBehavior="replace"
          selectedKeys={items.some(({ key }) => key === selectedId) && selectedId !== null ? [selectedId] : []}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : keys;
            if (key !== undefined) onSelect(String(key));
          }}
        >
          {items.map((item) => <QueueRow key={item.key} item={item} isNext={item === next} siteName={siteName(item.siteId, item.key)} />)}
        </ListBox>
      )}
    </section>
  );
}
