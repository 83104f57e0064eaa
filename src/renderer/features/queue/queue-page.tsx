import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { QueueItem } from '#contract/views/queue.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { ticketChannels } from '#domain/vocabulary.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ChoiceList, ListPage } from '../../ui/list-page.tsx';
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
    <>
      <ListPage
        title={t('title')} share="most"
        actions={mayServe ? (
          <div className={styles['buttons']}>
            <Button variant="primary" shortcut="F3" isDisabled={next === null} onPress={callNext}>{t('call-next')}</Button>
            <Button variant="secondary" shortcut="T" onPress={() => { setTaking(true); }}>{t('take')}</Button>
          </div>
        ) : null}
        lists={(
          <>
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
            <ChoiceList title={t('waiting')} items={items} selectedId={selectedId} onSelect={setSelectedId} none={<EmptyState title={t('waiting-none')} advice={t('waiting-none-advice')} />}>
              {(item) => <QueueRow key={item.key} item={item} isNext={item === next} beside={filter.site === ALL ? sites.find(({ key }) => key === item.siteId)?.name ?? null : null} />}
            </ChoiceList>
            {others.length === 0 ? null : (
              <ChoiceList title={t('others')} items={others} selectedId={selectedId} onSelect={setSelectedId}>{(item) => <QueueRow key={item.key} item={item} isNext={false} beside={item.calledByName} />}</ChoiceList>
            )}
            {over.length === 0 ? null : (
              <ChoiceList title={t('over')} items={over} selectedId={selectedId} onSelect={setSelectedId}>{(item) => <QueueRow key={item.key} item={item} isNext={false} beside={null} />}</ChoiceList>
            )}
          </>
        )}
        detail={(
          <>
            {selected === null ? <EmptyState title={t('select')} advice={t('select-advice')} />
              : <QueueDetail key={selected.key} item={selected} sites={sites} onTake={(item) => { void call(item); }} onOpenSubject={onOpenSubject} />}
            <SiteTable sites={sites} />
          </>
        )}
      />
      {taking ? <TakeDialog sites={sites} siteId={person.siteId} onClose={() => { setTaking(false); }} /> : null}
    </>
  );
}
