import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WrongItem } from '#contract/views/knowledge.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './knowledge.module.css';
import { OneLineDialog } from './one-line-dialog.tsx';

/** What people found wrong and nobody has seen to yet, the oldest first. */
export function WrongList({ items, onOpen }: { items: readonly WrongItem[]; onOpen: (articleKey: string) => void }) {
  const { t } = useTranslation(['knowledge', 'vocabulary']);
  const [settling, setSettling] = useState<WrongItem | null>(null);
  const line = (item: WrongItem): string => {
    const about = [item.serviceName, item.reason === null ? null : t(`vocabulary:reason.${item.reason}`)].filter((one) => one !== null).join(', ');
    return about === '' ? t('wrong-by', { name: item.staffName, at: item.at }) : t('wrong-by-about', { name: item.staffName, at: item.at, what: about });
  };
  return (
    <Panel title={t('wrong')}>
      {items.length === 0 ? <p className={styles['muted']}>{t('wrong-none')}</p> : (
        <ul className={styles['list']}>
          {items.map((item) => (
            <li key={item.key} className={styles['wrong']}>
              <strong>{t('wrong-of', { title: item.title, version: item.version })}</strong>
              <p className={styles['words']}>{item.words}</p>
              <span className={styles['muted']}>{line(item)}</span>
              <span className={styles['buttons']}>
                <Button size="small" onPress={() => { onOpen(item.articleKey); }}>{t('wrong-edit')}<VisuallyHidden> {item.title}</VisuallyHidden></Button>
                <Button size="small" onPress={() => { setSettling(item); }}>{t('settle')}<VisuallyHidden> {item.title}</VisuallyHidden></Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {settling === null ? null : (
        <OneLineDialog
          title={t('settle-title')} label={t('settle-label')} hint={t('settle-hint')} send={t('settle')} done={t('settled')} draftKey={`settle:${settling.key}`}
          onSend={(answer) => giveCommand('settle-article-vote', { voteId: settling.id, answer })} onClose={() => { setSettling(null); }}
        />
      )}
    </Panel>
  );
}
