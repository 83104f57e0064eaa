import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateItem } from '#contract/views/duplicates.ts';
import type { SearchHit } from '#contract/views/search.ts';
import { pairId } from '#domain/matching/pair.ts';
import type { Resident } from '#domain/records/people.ts';
import { useFound } from '../../engine-client/use-found.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { PartlySensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './duplicates.module.css';

interface OtherRecordDialogProps {
  resident: Resident;
  /** Pairs of this record that were found or proposed already. */
  twice: readonly DuplicateItem[];
  onOpenDuplicate: (duplicateId: string) => void;
  onClose: () => void;
}

/** Somebody knows that two records are one person’s though nobody found them alike: which other it is. Both are then compared. */
export function OtherRecordDialog({ resident, twice, onOpenDuplicate, onClose }: OtherRecordDialogProps) {
  const { t, i18n } = useTranslation('duplicates');
  const [text, setText] = useState('');
  const [otherId, setOtherId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const all = useFound(text, 'resident');
  const found = all?.filter(({ subject, organisation }) => subject.id !== resident.id && organisation === (resident.kind === 'organisation')) ?? null;
  const textOf = ({ title, dateOfBirth, address }: SearchHit): string =>
    [title, dateOfBirth === null ? null : t('born', { date: calendarDateWords(dateOfBirth, i18n.language) }), address].filter((part) => part !== null).join(' · ');
  const chosen = found?.find(({ subject }) => subject.id === otherId);
  const compare = () => {
    setTried(true);
    if (chosen === undefined) return;
    const id = pairId(resident.id, chosen.subject.id);
    onClose();
    onOpenDuplicate(id);
  };
  return (
    <Dialog
      title={t('other-title', { name: resident.preferredName })} sensitive={resident.preferredName} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" onPress={compare}>{t('other-compare')}</Button>
        </>
      )}
    >
      <div className={styles['other']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) compare(); }}>
        <p className={styles['muted']}>{t('other-lead')}</p>
        {twice.length === 0 ? null : (
          <ul className={styles['lines']} aria-label={t('twice')}>
            {twice.map((item) => (
              <li key={item.key}>
                <PartlySensitive words={t(item.proposedByName === null ? 'other-found' : 'other-proposed', { other: item.otherName, name: item.proposedByName ?? '' })} part={item.otherName} />{' '}
                <Button variant="link" onPress={() => { onClose(); onOpenDuplicate(item.key); }}><PartlySensitive words={t('other-see', { other: item.otherName })} part={item.otherName} /></Button>
              </li>
            ))}
          </ul>
        )}
        <TextField label={t('other-search')} value={text} onChange={setText} autoFocus error={tried && chosen === undefined ? t('other-missing') : undefined} />
        {text.trim().length < 3 ? null : found === null ? <Skeleton lines={3} label={t('other-looking')} />
          : found.length === 0 ? <p role="status" className={styles['muted']}>{t((all ?? []).some(({ subject }) => subject.id === resident.id) ? 'other-only-this' : 'other-none', { text: text.trim() })}</p> : (
            <RadioGroup label={t('other-records')} value={otherId} options={found.map((hit) => ({ id: hit.subject.id, label: textOf(hit), sensitive: true }))} onChange={setOtherId} />
          )}
      </div>
    </Dialog>
  );
}
