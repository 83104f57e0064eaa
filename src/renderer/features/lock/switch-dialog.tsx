import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { KnownPerson } from '#contract/channels.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { switchDesk } from '../../engine-client/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './lock.module.css';

interface SwitchDialogProps {
  /** Whose desk is open. */
  name: string;
  onClose: () => void;
}

/** From one person's desk to another's: theirs opens when their passphrase has proved right, and not before. */
export function SwitchDialog({ name, onClose }: SwitchDialogProps) {
  const { t } = useTranslation('lock');
  const [people, setPeople] = useState<KnownPerson[] | null>(null);
  const [here, setHere] = useState<KnownPerson | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const focusPassphrase = () => { field.current?.querySelector('input')?.focus(); };

  useEffect(() => {
    void invoke('session.people').then((answer) => {
      if (!answer.ok) {
        setFailure(answer.failure.sentence);
        return;
      }
      const others = answer.value.people.filter(({ username }) => username !== answer.value.here);
      setHere(answer.value.people.find(({ username }) => username === answer.value.here) ?? null);
      setPeople(others);
      setChosen(others[0]?.username ?? null);
    });
  }, []);
  const known = people !== null && people.length > 0;
  useEffect(() => { if (known) focusPassphrase(); }, [known]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working || chosen === null) return;
    if (passphrase === '') {
      setFailure(t('need-passphrase'));
      focusPassphrase();
      return;
    }
    setWorking(true);
    setFailure(null);
    const outcome = await switchDesk(chosen, passphrase);
    setWorking(false);
    if (outcome.ok) return;
    setFailure(outcome.failure.sentence);
    setPassphrase('');
    focusPassphrase();
  };
  const labelOf = (person: KnownPerson): string => person.unsent === undefined ? person.name : t('switch-unsent', { name: person.name, count: person.unsent });

  return (
    <Dialog title={t('switch-title')} onClose={onClose}>
      <form className={styles['switch']} onSubmit={(event) => { void submit(event); }}>
        <p>{here?.unsent === undefined ? t('switch-here', { name }) : t('switch-here-unsent', { name, count: here.unsent })}</p>
        {people === null ? null : !known ? <p>{t('switch-nobody')}</p> : (
          <>
            <RadioGroup
              label={t('who-known')} value={chosen} options={people.map((person) => ({ id: person.username, label: labelOf(person) }))}
              onChange={(username) => {
                setChosen(username);
                setFailure(null);
                focusPassphrase();
              }}
            />
            <div ref={field}>
              <TextField label={t('passphrase')} type="password" autoComplete="current-password" value={passphrase} onChange={setPassphrase} />
            </div>
          </>
        )}
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        <div className={styles['buttons']}>
          {known ? <Button type="submit" variant="primary" isDisabled={working}>{t(working ? 'switching' : 'switch')}</Button> : null}
          <Button variant="secondary" onPress={onClose}>{t('switch-stay')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
