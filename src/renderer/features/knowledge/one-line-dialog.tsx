import { useTranslation } from 'react-i18next';
import type { Outcome } from '#contract/failures.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
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
  return (
    <FormDialog
      title={title} save={send} cancel={t('cancel')} enterSends onClose={onClose} give={() => onSend(words)}
      onGiven={() => { discard(); announce(done); }}
    >
      <TextField label={label} description={hint} value={words} onChange={setWords} autoFocus />
    </FormDialog>
  );
}
