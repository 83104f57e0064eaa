import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { invoke } from '../engine-client/bridge.ts';
import { useLive } from '../engine-client/live.ts';
import { isAside } from '../features/contact/aside.ts';
import { PromisesPanel } from '../features/promises/promises-panel.tsx';
import { Button } from '../ui/button.tsx';
import { Panel } from '../ui/panel.tsx';
import { Sensitive } from '../ui/sensitive.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { subjectOfDraft } from './draft-subject.ts';
import styles from './home-page.module.css';
import { useRecent } from './recent.ts';
import { openSubject } from './routes.ts';
import { addressOf, nameOf } from './subject-name.ts';

const SHOWN = 8;

/** Where nobody is open yet: how to find someone, what was begun, and who was open before. */
export function HomePage() {
  const { t } = useTranslation('app');
  const recent = useRecent();
  return (
    <div className={styles['page']}>
      <div>
        <h1 className={styles['title']}>{t('home-title')}</h1>
        <p className={styles['lead']}>{t('home-lead')}</p>
      </div>
      <Panel title={t('home-unfinished')}><Unfinished /></Panel>
      <PromisesPanel onOpenResident={(id) => { openSubject({ kind: 'resident', id }); }} />
      <Panel title={t('home-recent')}>
        {recent.length === 0 ? <p className={styles['none']}>{t('home-recent-none')}</p> : (
          <ul className={styles['list']}>
            {recent.map(({ subject, name, detail }) => (
              <li key={`${subject.kind}:${subject.id}`}>
                <Button variant="link" onPress={() => { openSubject(subject); }}><Sensitive>{name}</Sensitive></Button>
                <span className={styles['detail']}><Sensitive>{detail}</Sensitive></span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </div>
  );
}

interface Begun {
  subject: SubjectRef | null;
  savedAt: number;
}

function Unfinished() {
  const { t } = useTranslation('app');
  const [begun, setBegun] = useState<readonly Begun[] | null>(null);
  useEffect(() => {
    let current = true;
    void invoke('draft.list', { prefix: 'contact:' }).then((answer) => {
      if (!current) return;
      // What was put aside stands above the bar.
      const drafts = answer.ok ? answer.value.drafts.filter(({ key }) => !isAside(key)) : [];
      setBegun(drafts.map(({ key, savedAt }) => ({ subject: subjectOfDraft(key), savedAt })).sort((a, b) => b.savedAt - a.savedAt).slice(0, SHOWN));
    });
    return () => { current = false; };
  }, []);
  if (begun === null) return <Skeleton lines={2} label={t('home-loading')} />;
  if (begun.length === 0) return <p className={styles['none']}>{t('home-unfinished-none')}</p>;
  return (
    <ul className={styles['list']}>
      {begun.map(({ subject, savedAt }) => (
        <li key={subject === null ? 'anonymous' : `${subject.kind}:${subject.id}`}>
          {/* The contact with nobody named is the one in the bar below. */}
          {subject === null ? <span>{t('home-anonymous')}</span> : <SubjectLink subject={subject} />}
          <span className={styles['detail']}>{t('home-kept', { at: savedAt })}</span>
        </li>
      ))}
    </ul>
  );
}

function SubjectLink({ subject }: { subject: SubjectRef }) {
  const { t } = useTranslation('app');
  const header = useLive('subject', subject).collections?.header[0];
  return (
    <>
      <Button variant="link" onPress={() => { openSubject(subject); }}>{header === undefined ? t('subject-loading') : <Sensitive>{nameOf(header)}</Sensitive>}</Button>
      {header === undefined || subject.kind === 'property' ? null : <span className={styles['detail']}><Sensitive>{addressOf(header)}</Sensitive></span>}
    </>
  );
}
