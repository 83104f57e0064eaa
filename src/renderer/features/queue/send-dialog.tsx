import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueSite } from '#contract/views/queue.ts';
import { asId, type SiteId } from '#domain/ids.ts';
import type { Ticket } from '#domain/records/queue.ts';
import { useDraft } from '../../engine-client/drafts.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { teamText } from './queue-lists.ts';
import styles from './queue.module.css';

const ANY = 'any';

/** To another hub or team; whoever comes keeps their number and their time. */
export function SendDialog({ ticket, sites, onClose }: { ticket: Ticket; sites: readonly QueueSite[]; onClose: () => void }) {
  const { t } = useTranslation('queue');
  const staff = useLive('reference', {}).collections?.staff ?? [];
  const teams = [...new Set(staff.filter(({ role }) => role !== 'partner').map(({ teamId }) => teamId))].toSorted();
  const [begun] = useState<{ at: number; siteId: string; teamId: string; words: string }>(() => ({ at: Date.now(), siteId: ticket.siteId, teamId: ticket.teamId ?? ANY, words: '' }));
  const [form, setForm, { discard }] = useDraft(`send-ticket:${ticket.id}`, begun);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const save = async () => {
    if (working) return;
    setWorking(true);
    const outcome = await giveCommand('send-ticket', { ticketId: ticket.id, at: form.at, siteId: asId<SiteId>(form.siteId), teamId: form.teamId === ANY ? null : form.teamId, words: form.words });
    setWorking(false);
    if (!outcome.ok) {
      setFailure(outcome.failure.sentence);
      return;
    }
    discard();
    announce(t('sent', { number: ticket.number, site: sites.find(({ key }) => key === form.siteId)?.name ?? '' }));
    onClose();
  };
  return (
    <Dialog
      title={t('send-title', { number: ticket.number })} onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={() => { discard(); onClose(); }}>{t('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl+Enter" isDisabled={working} onPress={() => { void save(); }}>{t('send-save')}</Button>
        </>
      )}
    >
      <div className={styles['form']} onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(); }}>
        <Select label={t('send-site')} value={form.siteId} options={sites.map(({ key, name }) => ({ id: key, label: name }))} onChange={(siteId) => { setForm({ ...form, siteId }); }} autoFocus />
        <Select
          label={t('send-team')} value={form.teamId} options={[{ id: ANY, label: t('send-team-any') }, ...teams.map((id) => ({ id, label: teamText(id) }))]}
          onChange={(teamId) => { setForm({ ...form, teamId }); }}
        />
        <TextArea label={t('send-words')} rows={2} value={form.words} onChange={(words) => { setForm({ ...form, words }); }} />
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
