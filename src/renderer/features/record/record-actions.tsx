import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessItem, DeathNoticeItem, SubjectHeader } from '#contract/views/subject.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { Button } from '../../ui/button.tsx';
import { announce } from '../../ui/live-region.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { AccessLogDialog } from './access-log-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { DeathDialog, WithdrawDialog } from './death-dialogs.tsx';
import { AddressDialog } from './reason-form.tsx';
import styles from './record.module.css';

interface RecordActionsProps {
  header: SubjectHeader;
  access: readonly AccessItem[];
  death: DeathNoticeItem | undefined;
  /** A team leader: decides who needs a reason, and reads the access log. */
  leads: boolean;
}

/** What may be done to the record itself. */
export function RecordActions({ header, access, death, leads }: RecordActionsProps) {
  const { t } = useTranslation('record');
  const [open, setOpen] = useState<'change' | 'death' | 'withdraw' | 'access' | 'address' | null>(null);
  const { resident } = header;
  const close = () => { setOpen(null); };
  useShortcut({ keys: 'e', label: t('change'), run: () => { setOpen('change'); }, enabled: resident !== null });
  useShortcut({ keys: 'a', label: t('access'), run: () => { setOpen('access'); }, enabled: leads });
  if (resident === null) return null;
  const name = resident.preferredName;
  return (
    <div role="group" aria-label={t('menu')} className={styles['actions']}>
      <Button variant="secondary" size="small" shortcut="E" onPress={() => { setOpen('change'); }}>{t('change')}</Button>
      {header.addressHidden ? <Button variant="secondary" size="small" onPress={() => { setOpen('address'); }}>{t('address-show')}</Button> : null}
      {resident.kind === 'organisation' ? null : death !== undefined
        ? <Button variant="quiet" size="small" onPress={() => { setOpen('withdraw'); }}>{t('withdraw')}</Button>
        : resident.deceasedOn !== null ? null : <Button variant="quiet" size="small" onPress={() => { setOpen('death'); }}>{t('death')}</Button>}
      {leads ? <Button variant="quiet" size="small" shortcut="A" onPress={() => { setOpen('access'); }}>{t('access')}</Button> : null}
      {open === 'change' ? (
        <ChangeDialog
          title={t('change-title', { name })} sensitive={name} save={t('change-save')} cancel={t('cancel')} resident={resident} property={header.property} addressHidden={header.addressHidden}
          mayRestrict={leads} draftKey={`details:${resident.id}`} send={(args) => giveCommand('change-resident', args)}
          onSaved={() => { announce(t('changed', { name })); }} onClose={close}
        />
      ) : null}
      {open === 'death' ? <DeathDialog resident={resident} onClose={close} /> : null}
      {open === 'withdraw' && death !== undefined ? <WithdrawDialog name={name} notice={death} onClose={close} /> : null}
      {open === 'access' ? <AccessLogDialog name={name} items={access} onClose={close} /> : null}
      {open === 'address' ? <AddressDialog residentId={resident.id} name={name} onClose={close} /> : null}
    </div>
  );
}
