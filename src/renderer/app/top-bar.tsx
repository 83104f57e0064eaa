import { ChevronLeft, ChevronRight, EyeOff, Lock, Users } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import { isSubjectHit, type SearchHit } from '#contract/views/search.ts';
import { useLive } from '../engine-client/live.ts';
import { usePreferencesOf } from '../engine-client/preferences.ts';
import { useUsualChannel } from '../features/contact/usual-channel.ts';
import { SearchBox } from '../features/search/search-box.tsx';
import type { Choosing } from '../features/search/search-session.ts';
import { Kbd } from '../ui/kbd.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { beginSearched } from './begin-contact.ts';
import { useDiscreet } from './discreet.ts';
import { PersonMenu } from './person-menu.tsx';
import { go, goBack, goForward, goToLastSubject, openSubject, useRoutes, type View } from './routes.ts';
import styles from './top-bar.module.css';
import { useReviewCounts } from './review-counts.ts';
import { useBeginEnquiry } from './use-begin-enquiry.ts';
import { useRequestCount } from './use-request-count.ts';

interface TopBarProps {
  person: SignedInPerson;
  view: View;
  onLock: () => void;
  onSwitch: () => void;
  /** Somebody who was searched for in vain is to be recorded. */
  onNew: (searched: string) => void;
}

export function TopBar({ person, view, onLock, onSwitch, onNew }: TopBarProps) {
  const { t } = useTranslation('app');
  const { before, after } = useRoutes();
  const discreet = useDiscreet(person);
  const count = useRequestCount(person);
  const queued = useLive('queue', {}).collections?.waiting.filter((item) => item.next && (item.kind !== 'ticket' || item.siteId === person.siteId)).length ?? 0;
  const usual = useUsualChannel(person.siteId);
  const { startsContacts } = usePreferencesOf(person);
  const beginEnquiry = useBeginEnquiry();
  const open = (hit: SearchHit, since: number, how: Choosing) => {
    if (!isSubjectHit(hit)) {
      const councillorId = hit.key.slice('councillor:'.length);
      if (how === 'begin') beginEnquiry({ councillorId, name: hit.title }, since);
      else go({ name: 'councillor', councillorId });
      return;
    }
    openSubject(hit.subject, hit.kind === 'case' ? hit.key.slice('case:'.length) : null);
    if (startsContacts) void beginSearched(hit.subject, { channel: usual, startedAt: since });
    // The record may be the one that is open already: reading goes on there all the same.
    document.getElementById('main')?.focus();
  };
  return (
    <header className={styles['bar']}>
      <span className={styles['product']}>{t('product')}</span>
      <span className={styles['history']}>
        <IconButton label={t('back')} keys="Alt+←" isDisabled={before.length === 0} onPress={goBack}><ChevronLeft size={18} aria-hidden="true" /></IconButton>
        <IconButton label={t('forward')} keys="Alt+→" isDisabled={after.length === 0} onPress={goForward}><ChevronRight size={18} aria-hidden="true" /></IconButton>
      </span>
      <nav aria-label={t('nav')} className={styles['nav']}>
        <button type="button" className={styles['tab']} aria-current={view.name === 'home' || view.name === 'subject' || view.name === 'councillor' ? 'page' : undefined} onClick={goToLastSubject}>{t('find')}</button>
        <button
          type="button" className={styles['tab']} aria-current={view.name === 'worklist' || view.name === 'bookings' ? 'page' : undefined}
          onClick={() => { go({ name: 'worklist', escalationId: null }); }}
        >
          {t('requests')}
          <Count count={count} words={t('requests-waiting', { count })} />
        </button>
        <button type="button" className={styles['tab']} aria-current={view.name === 'queue' ? 'page' : undefined} onClick={() => { go({ name: 'queue' }); }}>
          {t('queue')}
          <Count count={queued} words={t('queue-waiting', { count: queued })} />
        </button>
        {person.role === 'approver' ? <ReviewsTab current={view.name === 'markers' || view.name === 'duplicates'} /> : null}
        {maySeeGovernance(person) ? (
          <button type="button" className={styles['tab']} aria-current={view.name === 'governance' ? 'page' : undefined} onClick={() => { go({ name: 'governance' }); }}>{t('governance')}</button>
        ) : null}
        <button type="button" className={styles['tab']} aria-current={view.name === 'sync' ? 'page' : undefined} onClick={() => { go({ name: 'sync' }); }}>{t('sync')}</button>
      </nav>
      <SearchBox onOpen={open} onNew={person.role === 'operative' || person.role === 'approver' ? onNew : null} />
      <div className={styles['end']}>
        {discreet.on ? <button type="button" className={styles['discreet']} onClick={() => { discreet.turn(false); }}><EyeOff size={14} aria-hidden="true" />{t('discreet-on')} <Kbd keys="F7" /></button> : null}
        <PersonMenu person={person} onSwitch={onSwitch} discreet={discreet} />
        <IconButton label={t('switch-person')} keys="F9" onPress={onSwitch}><Users size={16} aria-hidden="true" /></IconButton>
        <IconButton label={t('lock')} keys="Ctrl+L" onPress={onLock}><Lock size={16} aria-hidden="true" /></IconButton>
      </div>
    </header>
  );
}

/** What waits for a leader’s second look, of either kind; the tab leads to where something does. */
function ReviewsTab({ current }: { current: boolean }) {
  const { t } = useTranslation('app');
  const { markers, duplicates } = useReviewCounts();
  const count = markers + duplicates;
  const open = () => { go(markers === 0 && duplicates > 0 ? { name: 'duplicates', duplicateId: null } : { name: 'markers' }); };
  return (
    <button type="button" className={styles['tab']} aria-current={current ? 'page' : undefined} onClick={open}>
      {t('reviews')}
      <Count count={count} words={t('reviews-waiting', { count })} />
    </button>
  );
}

/** A number beside a tab, in words for whoever hears it; none where nothing waits. */
export function Count({ count, words }: { count: number; words: string }) {
  if (count === 0) return null;
  return <span className={styles['count']}><span aria-hidden="true">{count}</span><VisuallyHidden>{words}</VisuallyHidden></span>;
}

/** Whoever works with records may say whether two are one person’s; a leader’s tab says what waits for an answer. */
export const mayReview = ({ role }: SignedInPerson): boolean => role === 'operative' || role === 'approver';

/** Approvers name deputies and hand down power there; governance drafts the scheme. */
export const maySeeGovernance = ({ role }: SignedInPerson): boolean => role === 'governance' || role === 'approver';

interface IconButtonProps {
  label: string;
  keys: string;
  isDisabled?: boolean;
  onPress: () => void;
  children: React.ReactNode;
}

function IconButton({ label, keys, isDisabled = false, onPress, children }: IconButtonProps) {
  return (
    <Tooltip words={`${label} (${keys})`}>
      <AriaButton className={styles['icon'] ?? ''} aria-label={label} isDisabled={isDisabled} onPress={onPress}>{children}</AriaButton>
    </Tooltip>
  );
}
