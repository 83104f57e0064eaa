import { ChevronLeft, ChevronRight, EyeOff, Lock, Users } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SearchHit } from '#contract/views.ts';
import { beginContact } from '../engine-client/contact-begun.ts';
import { useLive } from '../engine-client/live.ts';
import { SearchBox } from '../features/search/search-box.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { useDiscreet } from './discreet.ts';
import { PersonMenu } from './person-menu.tsx';
import { go, goBack, goForward, goToLastSubject, openSubject, useRoutes, type View } from './routes.ts';
import styles from './top-bar.module.css';

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
  const waiting = useLive('worklist', {}).collections?.waiting ?? [];
  // A leader's number is what they can answer; an operative's is what they wait for.
  const count = waiting.filter((item) => (person.role === 'approver' ? item.mayAnswer && !item.mine : item.mine)).length;
  const queued = useLive('queue', {}).collections?.waiting.filter((item) => item.next && (item.kind !== 'ticket' || item.siteId === person.siteId)).length ?? 0;
  const open = (hit: SearchHit, since: number) => {
    beginContact(hit.subject, { startedAt: since, byItself: true });
    openSubject(hit.subject, hit.kind === 'case' ? hit.key.slice('case:'.length) : null);
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
        <button type="button" className={styles['tab']} aria-current={view.name === 'home' || view.name === 'subject' ? 'page' : undefined} onClick={goToLastSubject}>{t('find')}</button>
        <button
          type="button" className={styles['tab']} aria-current={view.name === 'worklist' ? 'page' : undefined}
          onClick={() => { go({ name: 'worklist', escalationId: null }); }}
        >
          {t('requests')}
          {count === 0 ? null : <span className={styles['count']}>{t('requests-waiting', { count })}</span>}
        </button>
        <button type="button" className={styles['tab']} aria-current={view.name === 'queue' ? 'page' : undefined} onClick={() => { go({ name: 'queue' }); }}>
          {t('queue')}
          {queued === 0 ? null : <span className={styles['count']}><span aria-hidden="true">{queued}</span><VisuallyHidden>{t('queue-waiting', { count: queued })}</VisuallyHidden></span>}
        </button>
        {person.role === 'approver' ? <DuplicatesTab current={view.name === 'duplicates'} /> : null}
        <button type="button" className={styles['tab']} aria-current={view.name === 'sync' ? 'page' : undefined} onClick={() => { go({ name: 'sync' }); }}>{t('sync')}</button>
        {person.role === 'approver' ? <MarkersTab current={view.name === 'markers'} /> : null}
        {maySeeGovernance(person) ? (
          <button type="button" className={styles['tab']} aria-current={view.name === 'governance' ? 'page' : undefined} onClick={() => { go({ name: 'governance' }); }}>{t('governance')}</button>
        ) : null}
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

/** A leader’s markers: how many wait for a second person or are past their review. */
function MarkersTab({ current }: { current: boolean }) {
  const { t } = useTranslation('app');
  const counts = useLive('markers', {}).collections?.counts[0];
  const count = (counts?.approval ?? 0) + (counts?.review ?? 0);
  return (
    <button type="button" className={styles['tab']} aria-current={current ? 'page' : undefined} onClick={() => { go({ name: 'markers' }); }}>
      {t('markers')}
      {count === 0 ? null : <span className={styles['count']}>{t('markers-waiting', { count })}</span>}
    </button>
  );
}

/** Of proposals a leader's number leaves out their own, which they can't answer. */
function DuplicatesTab({ current }: { current: boolean }) {
  const { t } = useTranslation('app');
  const count = (useLive('duplicates', { duplicateId: null }).collections?.proposed ?? []).filter(({ mine }) => !mine).length;
  return (
    <button type="button" className={styles['tab']} aria-current={current ? 'page' : undefined} onClick={() => { go({ name: 'duplicates', duplicateId: null }); }}>
      {t('duplicates')}
      {count === 0 ? null : <span className={styles['count']}>{t('requests-waiting', { count })}</span>}
    </button>
  );
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
