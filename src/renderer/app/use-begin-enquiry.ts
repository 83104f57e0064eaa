import { useTranslation } from 'react-i18next';
import { announce } from '../ui/live-region.tsx';
import { beginEnquiry } from './begin-contact.ts';

/** Begins a councillor’s enquiry from wherever they were found, and says what came of it. */
export function useBeginEnquiry(): (councillor: { councillorId: string; name: string }, since: number) => void {
  const { t } = useTranslation('app');
  return (councillor, since) => {
    void beginEnquiry(councillor, since).then((how) => { if (how !== 'not') announce(t(how === 'begun' ? 'enquiry-begun' : 'enquiry-next', { name: councillor.name })); });
  };
}
