import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '#contract/views/sync.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { useLive } from '../../engine-client/live.ts';
import { leaveDesk } from '../../engine-client/session.ts';
import { setVersionTold, useVersionTold } from '../../engine-client/version-told.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { noteDialog } from '../../ui/keys.ts';
import styles from './version-screen.module.css';

const TRYING_MS = 2000;

/**
 * This Casefront and the centre do not fit together any more, found while somebody works. It stands over everything,
 * because nothing is sent until it is mended; what was being typed stays where it is underneath, and the desk can be
 * used without the centre. It goes by itself when the two fit again.
 */
export function VersionScreen() {
  const status = useLive('sync', {}).collections?.status[0];
  const told = useVersionTold();
  const phase = status?.phase;
  useEffect(() => {
    // Fitting again: the next time is news again.
    if (phase === 'online' || phase === 'first-fetch') setVersionTold(false);
  }, [phase]);
  if (status === undefined || told || (phase !== 'too-old' && phase !== 'too-new')) return null;
  return <Sheet kind={phase} status={status} />;
}

function Sheet({ kind, status }: { kind: 'too-old' | 'too-new'; status: SyncStatus }) {
  const { t } = useTranslation('sync');
  const [failure, setFailure] = useState<string | null>(null);
  const [trying, setTrying] = useState(false);
  useEffect(() => noteDialog(), []);
  useEffect(() => {
    if (!trying) return;
    const timer = setTimeout(() => { setTrying(false); }, TRYING_MS);
    return () => { clearTimeout(timer); };
  }, [trying]);
  const goOn = () => { setVersionTold(true); };
  const tryNow = async () => {
    setTrying(true);
    const outcome = await invoke('sync.now');
    setFailure(outcome.ok ? null : outcome.failure.sentence);
  };
  const signOut = async () => {
    const outcome = await leaveDesk('session.sign-out');
    if (!outcome.ok) setFailure(outcome.failure.sentence);
  };
  return (
    <ModalOverlay className={styles['overlay'] ?? ''} isOpen onOpenChange={(open) => { if (!open) goOn(); }}>
      <Modal className={styles['modal'] ?? ''}>
        <AriaDialog className={styles['sheet'] ?? ''} role="alertdialog">
          <Heading slot="title" level={2} className={styles['title'] ?? ''}><TriangleAlert size={20} aria-hidden="true" />{t(`${kind}-title`)}</Heading>
          <p>{t(`${kind}-what`)}</p>
          <p className={styles['safe']}>{t('version-safe', { count: status.waiting })}</p>
          <p>{t(`${kind}-do`)}</p>
          <p>{t('version-goes')}</p>
          {failure === null ? null : <ErrorText>{failure}</ErrorText>}
          <div className={styles['buttons']}>
            <Button variant="primary" autoFocus onPress={goOn}>{t('version-go-on')}</Button>
            <Button variant="secondary" onPress={() => { if (!trying) void tryNow(); }}>{t(trying ? 'version-trying' : 'version-try')}</Button>
            <Button variant="secondary" onPress={() => { void signOut(); }}>{t('version-sign-out')}</Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
