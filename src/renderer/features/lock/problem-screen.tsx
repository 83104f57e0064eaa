import type { TFunction } from 'i18next';
import { TriangleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelArgs, Problem } from '#contract/channels.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { setVersionTold } from '../../engine-client/version-told.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LockLayout } from './lock-layout.tsx';
import styles from './lock.module.css';

type Way = ChannelArgs<'session.resolve'>['way'];

/** The way out that mends it; being too old or new is mended outside the app, and work goes on without the centre. */
const mends: Record<Problem['kind'], Exclude<Way, 'back'> | null> = {
  'keychain-missing': 'recover-key', 'cache-damaged': 'rebuild-cache', 'cache-newer': 'rebuild-cache',
  'outbox-damaged': 'set-outbox-aside', 'outbox-newer': 'set-outbox-aside', 'engine-stopped': 'restart-engine',
  'too-old': 'without-centre', 'too-new': 'without-centre', 'lease-over': null, 'wiped': null,
};

/** What stands between a person and their work: what happened, that nothing is lost, and every way out. */
export function ProblemScreen({ problem }: { problem: Problem }) {
  const { t } = useTranslation('lock');
  const { kind } = problem;
  const { isVersion, nobodyHere } = versionOf(problem);
  const way = nobodyHere ? null : mends[kind];
  const needsPassphrase = way === 'recover-key' || way === 'without-centre';
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [asking, setAsking] = useState(false);

  const take = async (chosen: Way) => {
    if (working) return;
    const withPassphrase = chosen === 'recover-key' || chosen === 'without-centre';
    if (withPassphrase && passphrase === '') {
      setFailure(t('need-passphrase'));
      return;
    }
    setWorking(true);
    setFailure(null);
    // The open desk finds it out once more, and need not say it again to somebody who chose this.
    if (chosen === 'without-centre') setVersionTold(true);
    const outcome = await invoke('session.resolve', withPassphrase ? { way: chosen, passphrase } : { way: chosen });
    setWorking(false);
    if (outcome.ok) return;
    setFailure(outcome.failure.sentence);
    setPassphrase('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way === 'set-outbox-aside') setAsking(true);
    else if (way !== null) void take(way);
  };

  return (
    <LockLayout title={t(kind)} icon={TriangleAlert} council={null}>
      <p className={styles['lead']}>{t(`${kind}-what`)}</p>
      {problem.since === undefined ? null : <p>{t('lease-over-since', { since: problem.since })}</p>}
      {kind === 'wiped' || nobodyHere ? null : <p className={styles['safe']} data-known={!holdsUnsent(problem)}>{safeWords(problem, t)}</p>}
      {problem.keptAs === null ? null : <p>{t('problem-kept-as', { name: problem.keptAs })}</p>}
      <p>{t(`${kind}-do`)}</p>
      {!isVersion || nobodyHere ? null : <p>{t('without-centre-what')}</p>}
      <form className={styles['credentials']} onSubmit={submit}>
        {!needsPassphrase ? null : (
          <TextField label={t('passphrase')} type="password" autoComplete="current-password" value={passphrase} onChange={setPassphrase} />
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        <div className={styles['buttons']}>
          {way === null ? null : <Button type="submit" variant={way === 'set-outbox-aside' ? 'secondary' : 'primary'} isDisabled={working}>{working ? t('working') : t(way)}</Button>}
          <Button variant={way === null ? 'primary' : 'secondary'} isDisabled={working} onPress={() => { void take('back'); }}>{t('back')}</Button>
        </div>
      </form>
      {!asking ? null : (
        <Dialog
          title={t('confirm-title')} role="alertdialog" onClose={() => { setAsking(false); }}
          actions={(
            <>
              <Button variant="secondary" autoFocus onPress={() => { setAsking(false); }}>{t('confirm-keep')}</Button>
              <Button
                variant="danger"
                onPress={() => {
                  setAsking(false);
                  void take('set-outbox-aside');
                }}
              >
                {t('confirm-do')}
              </Button>
            </>
          )}
        >
          <p>{t('confirm-body')}</p>
        </Dialog>
      )}
    </LockLayout>
  );
}

/** `nobodyHere`: they have no desk on this computer yet that could be opened without the centre. */
function versionOf({ kind, unsent }: Problem): { isVersion: boolean; nobodyHere: boolean } {
  const isVersion = kind === 'too-old' || kind === 'too-new';
  return { isVersion, nobodyHere: isVersion && unsent === null };
}

/** True where the very file that can't be read is the one with the unsent work. */
const holdsUnsent = ({ kind }: Problem): boolean => kind === 'outbox-damaged' || kind === 'outbox-newer';

function safeWords(problem: Problem, t: TFunction<'lock'>): string {
  if (problem.unsent !== null) return t('problem-safe', { count: problem.unsent });
  return t(holdsUnsent(problem) ? 'problem-outbox-unread' : 'problem-safe-unknown');
}
