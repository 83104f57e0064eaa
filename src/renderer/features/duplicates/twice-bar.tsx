import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateItem, MergedItem } from '#contract/views/duplicates.ts';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { useShortcut } from '../../ui/keys.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { PartDialog } from './part-dialog.tsx';
import styles from './duplicates.module.css';

interface TwiceBarProps {
  twice: readonly DuplicateItem[];
  merged: readonly MergedItem[];
  onOpenDuplicate: (duplicateId: string) => void;
}

/** On somebody's record: that they may be entered twice, and which other records this one stands for. */
export function TwiceBar({ twice, merged, onOpenDuplicate }: TwiceBarProps) {
  const { t, i18n } = useTranslation('duplicates');
  const [parting, setParting] = useState<MergedItem | null>(null);
  const [first] = twice;
  const open = () => { if (first !== undefined) onOpenDuplicate(first.key); };
  useShortcut({ keys: 'u', label: t('key-twice'), run: open, enabled: first !== undefined });
  if (twice.length === 0 && merged.length === 0) return null;
  return (
    <section className={styles['strip']} aria-label={t('twice')}>
      {first === undefined ? null : <Button variant="secondary" size="small" shortcut="U" onPress={open}>{t('twice-open', { count: twice.length })}</Button>}
      {merged.length === 0 ? null : (
        <ul className={styles['lines']}>
          {merged.map((item) => {
            const said = { name: item.otherName, at: item.at, by: item.byName };
            return (
              <li key={item.key} className={styles['line']}>
                <span><Sensitive>{item.otherBorn === null ? t('merged-with', said) : t('merged-with-born', { ...said, date: calendarDateWords(item.otherBorn, i18n.language) })}</Sensitive></span>
                {item.mayPart ? <Button variant="link" onPress={() => { setParting(item); }}>{t('part')}</Button> : null}
              </li>
            );
          })}
        </ul>
      )}
      {parting === null ? null : <PartDialog key={parting.key} item={parting} onClose={() => { setParting(null); }} />}
    </section>
  );
}
