import { useTranslation } from 'react-i18next';
import { useLive } from '../../engine-client/live.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './transfer.module.css';

/** Beside the contact that goes on: what was said with it, so that nobody has to ask again. */
export function HandedLine({ contactId }: { contactId: string | null }) {
  const { t } = useTranslation('transfer');
  const item = useLive('queue', {}).collections?.transfers.find(({ nextContactId }) => nextContactId !== null && nextContactId === contactId);
  if (item === undefined) return null;
  const facts = [
    item.words === '' ? null : t('said-to-you', { from: item.fromName, words: item.words }), t('spoke-before', { names: item.spokenWith.join(', ') }),
    item.verifiedLevel === null || item.verifiedLevel === 0 ? null : t('verified', { level: item.verifiedLevel }), item.actingName === '' ? null : t('acts', { name: item.actingName }),
  ];
  return <section aria-label={t('came-with')} className={styles['handed']}><Sensitive>{facts.filter((one) => one !== null).join(' · ')}</Sensitive></section>;
}
