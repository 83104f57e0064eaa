import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnostics } from '#contract/diagnostics.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './sync-page.module.css';

/** Shows what would be sent, all of it, before anything is sent or saved; both take what is shown. */
export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('sync');
  const [bundle, setBundle] = useState<Diagnostics | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [working, setWorking] = useState(false);
  useEffect(() => {
    let current = true;
    void invoke('diagnostics.make').then((answer) => {
      if (!current) return;
      if (answer.ok) setBundle(answer.value.bundle);
      else setFailure(answer.failure.sentence);
    });
    return () => { current = false; };
  }, []);
  // The buttons stay enabled meanwhile: one that is disabled loses the focus, and Escape with it.
  const begin = (): void => {
    setWorking(true);
    setFailure(null);
    setDone(null);
  };
  const save = async (shown: Diagnostics) => {
    begin();
    const answer = await invoke('diagnostics.save', { bundle: shown });
    setWorking(false);
    if (!answer.ok) setFailure(answer.failure.sentence);
    else if (answer.value.saved) setDone(t('diagnostics-saved'));
  };
  const send = async (shown: Diagnostics) => {
    begin();
    const answer = await invoke('diagnostics.send', { bundle: shown });
    setWorking(false);
    if (answer.ok) setDone(t('diagnostics-sent', { number: answer.value.number }));
    else setFailure(answer.failure.sentence);
  };
  return (
    <Dialog
      title={t('diagnostics-title')} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="secondary" onPress={onClose}>{t('close')}</Button>
          <Button variant="secondary" isDisabled={bundle === null} onPress={() => { if (bundle !== null && !working) void save(bundle); }}>{t('diagnostics-save')}</Button>
          <Button variant="primary" isDisabled={bundle === null} onPress={() => { if (bundle !== null && !working) void send(bundle); }}>{t('diagnostics-send')}</Button>
        </>
      )}
    >
      <div className={styles['stack']}>
        <p>{t('diagnostics-never')}</p>
        <p>{t('diagnostics-what')}</p>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
        {done === null ? null : <Banner tone="success" role="status" title={done} />}
        {bundle === null ? failure === null ? <Skeleton lines={8} label={t('diagnostics-making')} /> : null : (
          // Scrolled by the keyboard too.
          <pre className={styles['bundle']} tabIndex={0} role="region" aria-label={t('diagnostics-all')}>{JSON.stringify(bundle, null, 2)}</pre>
        )}
      </div>
    </Dialog>
  );
}
