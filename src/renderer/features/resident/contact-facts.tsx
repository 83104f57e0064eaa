import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FirstContact } from '#domain/contacts/first-contact.ts';
import type { TimelineEntry } from '#contract/views/timeline.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import styles from './entry-view.module.css';

type ContactEntry = Extract<TimelineEntry, { kind: 'contact' }>;

/** What else the contact was about, each with what came of it. */
export function FurtherMatters({ entry: { contact, further }, onOpenCase }: { entry: ContactEntry; onOpenCase: ((caseId: string) => void) | undefined }) {
  const { t } = useTranslation(['resident', 'vocabulary']);
  if (contact.furtherMatters === null) return null;
  return (
    <ul className={styles['further']} aria-label={t('entry.also')}>
      {contact.furtherMatters.map((matter, n) => {
        const { serviceName, caseReference } = further[n] ?? { serviceName: null, caseReference: null };
        return (
          <li key={n}>
            <span>{t('entry.also')} {t(`vocabulary:reason.${matter.reason}`)}</span>
            {serviceName === null ? null : <span className={styles['service']}>{serviceName}</span>}
            <Badge>{t(`vocabulary:outcome.${matter.outcome}`)}</Badge>
            {matter.avoidable === null ? null : <span className={styles['service']}>{t('entry.avoidable', { why: t(`vocabulary:avoidable.${matter.avoidable}`) })}</span>}
            {caseReference === null || matter.caseId === null ? null : onOpenCase === undefined ? <span>{t('entry.case', { reference: caseReference })}</span> : (
              <Button variant="link" onPress={() => { onOpenCase(matter.caseId ?? ''); }}>{t('entry.case', { reference: caseReference })}</Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Of a councillor’s enquiry: who, what they were told, and by when they are answered. */
export function enquiryFacts({ contact: { enquiry }, councillorName }: ContactEntry, t: TFunction<['resident', 'vocabulary']>, language: string): string[] {
  if (enquiry === null) return [];
  const day = (date: string): string => calendarDateWords(date, language, 'short');
  return [
    ...councillorName === null ? [] : [t('entry.councillor', { name: councillorName })],
    ...enquiry.noInfluence ? [t('entry.no-influence')] : [],
    t(enquiry.scope === 'necessary' ? 'entry.told-necessary' : 'entry.told-general'),
    t('entry.enquiry-by', { acknowledge: day(enquiry.acknowledgeBy), answer: day(enquiry.answerBy) }),
  ];
}

/** Whether it was resolved at first contact: worked out, and said with how sure that is. What was left open says so already. */
export function FirstContactLine({ first }: { first: FirstContact }) {
  const { t, i18n } = useTranslation('resident');
  const day = (date: string): string => calendarDateWords(date, i18n.language, 'short');
  switch (first.kind) {
    case 'left-open': return null;
    case 'resolved': return <p className={styles['first']}>{t('entry.first-resolved')}</p>;
    case 'so-far': return <p className={styles['first']}>{t('entry.first-so-far', { date: day(first.certainAfter) })}</p>;
    case 'came-back': return <p className={styles['first']}>{t('entry.first-came-back', { date: day(first.on) })}</p>;
    case 'not-first': return <p className={styles['first']}>{t('entry.first-not', { date: day(first.before) })}</p>;
  }
}
