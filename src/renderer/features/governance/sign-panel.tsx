import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedInPerson } from '#contract/channels.ts';
import type { ConsideredScheme } from '#contract/wire.ts';
import { instantOf } from '#domain/time/dates.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './governance.module.css';
import type { SchemeDraft } from './scheme-draft.ts';
import type { Collections } from './collections.ts';

interface SignPanelProps {
  draft: SchemeDraft;
  people: Collections['people'];
  person: SignedInPerson;
  onDraft: (draft: SchemeDraft) => void;
  onPublished: () => void;
  canPublish: boolean;
}

/** When the draft begins, for whom, what the centre says of it, and the signature that brings it into force. */
export function SignPanel({ draft, people, person, onDraft, onPublished, canPublish }: SignPanelProps) {
  const { t } = useTranslation('governance');
  const online = useLive('sync', {}).collections?.status[0]?.phase === 'online';
  const [checked, setChecked] = useState<{ scheme: SchemeVersion; considered: ConsideredScheme } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const from = instantOf(draft.fromDate, draft.fromTime);
  const scheme: SchemeVersion = { ...draft.scheme, effectiveFrom: from ?? 0 };
  const teams = [...new Set(people.map(({ teamId }) => teamId))].toSorted();
  const pilot = scheme.pilotTeams ?? [];
  const current = checked !== null && JSON.stringify(checked.scheme) === JSON.stringify(scheme) ? checked.considered : null;

  const ask = async (channel: 'scheme.consider' | 'scheme.publish') => {
    setWorking(true);
    setFailure(null);
    const answer = await invoke(channel, { scheme });
    setWorking(false);
    setConfirming(false);
    if (!answer.ok) {
      setFailure(answer.failure.sentence);
      return;
    }
    setChecked({ scheme, considered: answer.value });
    if (channel === 'scheme.publish') {
      announce(t('published', { version: scheme.version }));
      onPublished();
    }
  };
  return (
    <section className={styles['stack']} aria-label={t('sign-title')}>
      <h3 className={styles['heading']}>{t('sign-title')}</h3>
      <div className={styles['pair']}>
        <TextField label={t('from-date')} type="date" value={draft.fromDate} onChange={(fromDate) => { onDraft({ ...draft, fromDate }); }} />
        <TextField label={t('from-time')} type="time" value={draft.fromTime} onChange={(fromTime) => { onDraft({ ...draft, fromTime }); }} />
      </div>
      <fieldset className={styles['group']}>
        <legend>{t('pilot')}</legend>
        <p className={styles['muted']}>{t('pilot-hint')}</p>
        <div className={styles['checks']}>
          {teams.map((team) => (
            <Checkbox
              key={team} isSelected={pilot.includes(team)}
              onChange={(on) => {
                const chosen = on ? [...pilot, team] : pilot.filter((one) => one !== team);
                onDraft({ ...draft, scheme: { ...draft.scheme, pilotTeams: chosen.length === 0 ? null : chosen } });
              }}
            >
              {team}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      {online ? null : <Banner tone="warning">{t('offline')}</Banner>}
      {current !== null && current.faults.length > 0 ? (
        <Banner tone="error" title={t('faults')}><ul className={styles['faults']}>{current.faults.map((fault) => <li key={fault}>{fault}</li>)}</ul></Banner>
      ) : null}
      {current?.faults.length === 0 ? <Banner tone="success" role="status">{t('checked')}</Banner> : null}
      {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      <div className={styles['buttons']}>
        <Button variant="secondary" isDisabled={working || !online || from === null || !canPublish} onPress={() => { void ask('scheme.consider'); }}>{working ? t('working') : t('check')}</Button>
        <Button variant="primary" isDisabled={working || !online || current === null || current.faults.length > 0} onPress={() => { setConfirming(true); }}>{t('publish')}</Button>
      </div>
      {confirming ? (
        <Dialog
          title={t('publish-title', { version: scheme.version })} role="alertdialog" onClose={() => { setConfirming(false); }}
          actions={(
            <>
              <Button variant="quiet" onPress={() => { setConfirming(false); }}>{t('publish-back')}</Button>
              <Button variant="primary" isDisabled={working} onPress={() => { void ask('scheme.publish'); }}>{t('publish')}</Button>
            </>
          )}
        >
          <p>{t('publish-body', { name: person.name, from: scheme.effectiveFrom })}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
