import { PauseCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { useAsides } from './aside.ts';
import styles from './contact-bar.module.css';
import type { ContactDraft } from './contact-draft.ts';

const LONGEST_NOTE = 40;

/** Above the bar on every screen: contacts with nobody named that were put aside, each one press away. */
export function AsideLine({ onGoOn }: { onGoOn: (contactId: string) => void }) {
  const { t } = useTranslation('contact');
  const asides = useAsides();
  const councillors = useLive('reference', {}).collections?.councillors ?? [];
  const called = useLive('queue', {}).collections?.called ?? [];
  const [first] = asides;
  useShortcut({ keys: 'Alt+g', label: t('aside-go-on'), run: () => { if (first !== undefined) onGoOn(first.contactId); }, enabled: first !== undefined });
  if (first === undefined) return null;
  const what = ({ councillorId, ticketIds, note }: ContactDraft): string => {
    const councillor = councillors.find(({ id }) => id === councillorId);
    if (councillor !== undefined) return t('aside-enquiry', { name: councillor.name });
    const tickets = called.filter(({ ticket }) => ticketIds.includes(ticket.id));
    if (tickets.length > 0) return tickets.map(({ ticket, name }) => t('aside-ticket', { number: ticket.number, name })).join(', ');
    const text = note.trim();
    return text === '' ? t('title-anonymous') : text.length > LONGEST_NOTE ? `${text.slice(0, LONGEST_NOTE).trimEnd()}…` : text;
  };
  return (
    <section className={styles['asides']} aria-label={t('aside')}>
      <PauseCircle size={16} aria-hidden="true" />
      <span>{t('aside')}</span>
      {asides.map((draft) => (
        <Button key={draft.contactId} variant="secondary" size="small" shortcut={draft === first ? 'Alt+G' : undefined} onPress={() => { onGoOn(draft.contactId); }}>
          <Sensitive>{t('aside-one', { what: what(draft), at: draft.startedAt })}</Sensitive>
        </Button>
      ))}
    </section>
  );
}
