import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { LinkItem } from '#contract/views/subject.ts';
import { asId, type LinkId } from '#domain/ids.ts';
import type { Resident } from '#domain/records/people.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './lives.module.css';

interface LinksPanelProps {
  resident: Resident;
  /** Null while they load. */
  items: readonly LinkItem[] | null;
  writes: boolean;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Who belongs to whom, each one press away. */
export function LinksPanel({ resident, items, writes, onOpenSubject }: LinksPanelProps) {
  const { t } = useTranslation(['lives', 'vocabulary']);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<LinkItem | null>(null);
  if (items === null) return <Skeleton lines={2} label={t('links')} />;
  return (
    <section className={styles['part']} aria-label={t('links')}>
      <h3 className={styles['title']}>{t('links')}</h3>
      {items.length === 0 ? <p className={styles['muted']}>{t('links-none')}</p> : (
        <ul className={styles['list']}>
          {items.map((item) => (
            <li key={item.key}>
              <span className={styles['muted']}>{t(`vocabulary:${item.direction === 'from' ? 'link' : 'link-back'}.${item.kind}`)}</span>
              <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: item.otherId }); }}><Sensitive>{item.otherName}</Sensitive></Button>
              {item.words === '' ? null : <span className={styles['muted']}>{item.words}</span>}
              {item.deceased ? <Badge>{t('link-died')}</Badge> : null}
              {item.pending ? <span className={styles['muted']}>{t('pending')}</span> : null}
              {writes ? <Button variant="quiet" size="small" aria-label={t('link-end-about', { name: item.otherName })} onPress={() => { setEnding(item); }}>{t('link-end')}</Button> : null}
            </li>
          ))}
        </ul>
      )}
      {writes ? <div><Button variant="quiet" size="small" onPress={() => { setAdding(true); }}>{t('link-add')}</Button></div> : null}
      {adding ? <LinkDialog resident={resident} onClose={() => { setAdding(false); }} /> : null}
      {ending === null ? null : <EndLinkDialog item={ending} onClose={() => { setEnding(null); }} />}
    </section>
  );
}

function EndLinkDialog({ item, onClose }: { item: LinkItem; onClose: () => void }) {
  const { t } = useTranslation('lives');
  const [reasons, setReasons, { discard }] = useDraft(`end-link:${item.key}`, '');
  return (
    <FormDialog
      title={t('link-end-title', { name: item.otherName })} sensitive={item.otherName} save={t('link-end')} cancel={t('cancel')} danger ready={reasons.trim() !== ''}
      give={() => giveCommand('end-link', { linkId: asId<LinkId>(item.key), reasons })} onGiven={() => { discard(); announce(t('link-ended')); }} onCancel={discard} onClose={onClose}
    >
      <TextArea label={t('link-end-reasons')} rows={2} value={reasons} onChange={setReasons} autoFocus />
    </FormDialog>
  );
}
