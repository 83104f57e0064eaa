import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import { useLive } from '../engine-client/live.ts';
import { ListTabs, type ListTab } from './list-tabs.tsx';
import { go } from './routes.ts';
import { useRequestCount } from './use-request-count.ts';

/** What waits for somebody to do it: requests to answer, and what is to be booked. */
export function Requests({ person, current, children }: { person: SignedInPerson; current: 'worklist' | 'bookings'; children: ReactNode }) {
  const { t } = useTranslation('app');
  const requests = useRequestCount(person);
  const bookings = useLive('bookings-waiting', {}).collections?.counts[0]?.waiting ?? 0;
  const tabs: ListTab<typeof current>[] = [
    { id: 'worklist', title: t('requests'), count: requests, counted: t('requests-waiting', { count: requests }), open: () => { go({ name: 'worklist', escalationId: null }); } },
    { id: 'bookings', title: t('bookings'), count: bookings, counted: t('bookings-waiting', { count: bookings }), open: () => { go({ name: 'bookings' }); } },
  ];
  return <ListTabs label={t('requests')} tabs={tabs} current={current}>{children}</ListTabs>;
}
