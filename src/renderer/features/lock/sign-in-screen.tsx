import { Lock } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore } from 'zustand/vanilla';
import type { SessionState } from '#contract/channels.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { inOurWords } from '../../engine-client/our-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { firstChoice, peopleOf } from './people.ts';
import { PersonList, SOMEONE_ELSE } from './person-list.tsx';
import styles from './lock.module.css';
import { LockLayout } from './lock-layout.tsx';

type SignIn = Extract<SessionState, { phase: 'sign-in' }>;

// This screen makes way while the desk is opened; whoever mistyped should not have to find themselves again.
const lastTry = createStore<{ chosen: string | null; username: string }>(() => ({ chosen: null, username: '' }));

/** Who sits down at this desk. With no centre it says what still works, and lets in whoever was here before. */
export function SignInScreen({ state }: { state: SignIn }) {
  const { t } = useTranslation('lock');
  const { hello, lockedPerson } = state;
  const people = peopleOf(state);
  const [chosen, setChosen] = useState<string | null>(() => firstChoice(people, lockedPerson ?? lastTry.getState().chosen));
  const [username, setUsername] = useState(() => lastTry.getState().username);
  const [passphrase, setPassphrase] = useState('');
  const [fault, setFault] = useState<'person' | 'username' | 'passphrase' | null>(null);
  const [failure, setFailure] = useState<string | null>(() => (state.failure === null ? null : inOurWords(state.failure.sentence)));
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const selected = people.length === 0 ? SOMEONE_ELSE : chosen;
  const demoPassphrase = hello?.demoPassphrase ?? null;
  const lockedName = people.find((person) => person.username === lockedPerson)?.name ?? lockedPerson;

  const unsent = people.find((person) => person.username === selected && person.unsent > 0);

  const focusPassphrase = () => { field.current?.querySelector('input')?.focus(); };
  const told = state.failure?.sentence ?? null;
  useEffect(() => {
    if (told !== null) announce(inOurWords(told), 'assertive');
    if (told !== null || lockedPerson !== null) focusPassphrase();
  }, [told, lockedPerson]);

  const signIn = async (given: string) => {
    if (working) return;
    const who = selected === SOMEONE_ELSE ? username.trim() : selected;
    const missing = who === null ? 'person' : who === '' ? 'username' : given === '' ? 'passphrase' : null;
    setFault(missing);
    if (who === null || missing !== null) {
      if (missing === 'passphrase') focusPassphrase();
      return;
    }
    setWorking(true);
    setFailure(null);
    lastTry.setState({ chosen: selected, username });
    const outcome = await invoke('session.sign-in', { username: who, passphrase: given });
    setWorking(false);
    if (outcome.ok) return;
    setFailure(outcome.failure.sentence);
    setPassphrase('');
    focusPassphrase();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(passphrase);
  };

  return (
    <LockLayout title={lockedPerson === null ? t('sign-in') : t('locked')} icon={lockedPerson === null ? null : Lock} council={hello?.council.name ?? null}>
      {lockedName === null ? null : <p className={styles['lead']}>{t('locked-advice', { name: lockedName })}</p>}
      {hello !== null ? null : state.asking ? <p className={styles['lead']}>{t('asking-centre')}</p> : (
        <Banner tone="warning" role="status" title={t('no-centre')}>
          {t(state.knownPeople.length > 0 ? 'no-centre-known' : 'no-centre-unknown')}
        </Banner>
      )}
      <form className={styles['form']} onSubmit={submit} data-split={people.length > 3}>
        {people.length === 0 ? null : (
          <PersonList
            label={t(demoPassphrase !== null ? 'who-demo' : 'who-known')} people={people} value={selected}
            onChange={(next) => {
              setChosen(next);
              setFault(null);
              setFailure(null);
            }}
            error={fault === 'person' ? t('need-person') : undefined}
          />
        )}
        <div className={styles['credentials']}>
          {selected !== SOMEONE_ELSE ? null : (
            <TextField
              label={t('username')} value={username} onChange={setUsername} autoComplete="username"
              error={fault === 'username' ? t('need-username') : undefined}
            />
          )}
          <div ref={field}>
            <TextField
              label={t('passphrase')} type="password" value={passphrase} onChange={setPassphrase} autoComplete="current-password"
              description={demoPassphrase === null ? undefined : t('demo-hint', { passphrase: demoPassphrase })}
              error={fault === 'passphrase' ? t('need-passphrase') : undefined}
            />
          </div>
          {unsent === undefined ? null : (
            <p className={styles['unsent']}>{t('unsent-whose', { name: unsent.name, count: unsent.unsent })} {t('unsent-left')}</p>
          )}
          {failure === null ? null : <ErrorText>{failure}</ErrorText>}
          <div className={styles['buttons']}>
            <Button type="submit" variant="primary" isDisabled={working}>{t(working ? 'submitting' : 'submit')}</Button>
            {demoPassphrase === null ? null : (
              <Button variant="secondary" isDisabled={working} onPress={() => { void signIn(demoPassphrase); }}>{t('demo-use')}</Button>
            )}
          </div>
        </div>
      </form>
    </LockLayout>
  );
}
