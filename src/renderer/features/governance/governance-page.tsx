import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { BindingLimit } from '#domain/delegation/governance/binding-limits.ts';
import { useLive } from '../../engine-client/live.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './governance.module.css';
import { DRAFT_KEY, newDraft, withLimit, type SchemeDraft } from './scheme-draft.ts';
import { SchemeTab } from './scheme-tab.tsx';
import { UseTab } from './use-tab.tsx';
import { WhoTab } from './who-tab.tsx';

interface GovernancePageProps {
  person: SignedInPerson;
  onOpenSubject: (subject: SubjectRef) => void;
  /** What else is kept by the same people. */
  more: readonly { id: string; title: string; content: ReactNode }[];
}

/** The scheme as it stands and as it is drafted, who may do what under it, and how authority was used. */
export function GovernancePage({ person, onOpenSubject, more }: GovernancePageProps) {
  const { t } = useTranslation('governance');
  const { collections } = useLive('governance', {});
  const [tab, setTab] = useState('scheme');
  const [draft, setDraft, { status, discard }] = useDraft<SchemeDraft | null>(DRAFT_KEY, null);
  const newest = collections?.schemes[0];
  if (collections === null || newest === undefined || status === 'loading') return <div className={styles['page']}><Skeleton lines={12} label={t('loading')} /></div>;
  const mayDraft = person.role === 'governance';
  const propose = (limit: BindingLimit, suggested: number) => {
    const begun = draft ?? newDraft(newest, Date.now(), person.name);
    setDraft({ ...begun, scheme: withLimit(begun.scheme, limit, suggested) });
  };
  return (
    <div className={styles['page']}>
      <h1 className={styles['title']}>{t('title')}</h1>
      <Tabs
        label={t('tabs')} selected={tab} onSelect={setTab}
        tabs={[
          { id: 'scheme', title: t('tab-scheme'), content: <SchemeTab collections={collections} person={person} draft={draft} onDraft={setDraft} onDiscard={discard} onOpenSubject={onOpenSubject} /> },
          { id: 'who', title: t('tab-who'), content: <WhoTab collections={collections} person={person} /> },
          { id: 'use', title: t('tab-use'), content: <UseTab draft={draft} onPropose={mayDraft ? propose : null} onOpenSubject={onOpenSubject} /> },
          ...more,
        ]}
      />
    </div>
  );
}
