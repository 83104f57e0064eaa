import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '#contract/failures.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface OneLineDialogProps {
  title: string;
  label: string;
  hint?: string;
  send: string;
  done: string;
  draftKey: string;
  onSend: (words: string) => Promise<Outcome<unknown>>;
  onClose: () => void;
}

/** A line that is part of the record: why something is taken out of use, or what came of what was found wrong. */
export function OneLineDialog({ title, label, hint, send, done, draftKey, onSend, onClose }: OneLineDialogProps) {
  const { t } = useTranslation('knowledge');
  const [words, setWords, { discard }] = useDraft(draftKey, '');
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const press = async () => {
    if (working) return;
    setWorking(true);
    const given = await onSend(words);
    setWorking(false);
    if (!given.ok) return setFailure(given.failure.sentence);
    discard();
    announce(done);
    onClose();
  };
  return (
    <Dialog
      title={title} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={working} onPress={() => { void press(); }}>{send}</Button>
        </>
      )}
    >
      <form onSubmit={(event) => { event.preventDefault(); void press(); }}>
        <TextField label={label} description={hint} value={words} onChange={setWords} autoFocus />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </form>
    </Dialog>
  );
}
