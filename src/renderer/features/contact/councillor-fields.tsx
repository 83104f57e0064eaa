import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { memberEnquiryClock } from '#domain/clocks/member-enquiry.ts';
import { clauseNobodyInfluences, memberStanding } from '#domain/contacts/member-scope.ts';
import { dateAt } from '#domain/time/dates.ts';
import { calendarOf, type Skipped } from '#domain/time/working-days.ts';
import { useLive } from '../../engine-client/live.ts';
import { Banner } from '../../ui/banner.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { useNow } from '../../ui/now.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import styles from './contact-bar.module.css';
import type { ContactDraft } from './contact-draft.ts';

interface CouncillorFieldsProps {
  draft: ContactDraft;
  subject: SubjectRef | null;
  onChange: (part: Partial<ContactDraft>) => void;
  missing: boolean;
}

/** Which councillor, what they may be told, what they can’t influence, and by when they are answered. */
export function CouncillorFields({ draft, subject, onChange, missing }: CouncillorFieldsProps) {
  const { t } = useTranslation(['contact', 'rules']);
  const { collections } = useLive('reference', {});
  const options = useMemo(() => collections?.councillors.map(({ id, name, ward }) => ({ id: id, label: t('councillor-option', { name, ward }) })) ?? [], [collections, t]);
  const councillor = collections?.councillors.find(({ id }) => id === draft.councillorId);
  const kept = clauseNobodyInfluences(collections?.clauses ?? [], draft.serviceId)
    ?? draft.further.map(({ serviceId }) => clauseNobodyInfluences(collections?.clauses ?? [], serviceId)).find((clause) => clause !== undefined);
  return (
    <section className={styles['councillor']} aria-label={t('councillor-title')}>
      <div className={styles['fields']}>
        <ComboBox label={t('councillor')} value={draft.councillorId} options={options} onChange={(councillorId) => { onChange({ councillorId }); }} error={missing ? t('need-councillor') : undefined} />
        {subject?.kind === 'resident' ? <Checkbox isSelected={draft.residentAsked} onChange={(residentAsked) => { onChange({ residentAsked }); }}>{t('resident-asked')}</Checkbox> : null}
      </div>
      {councillor === undefined ? null : <Standing draft={draft} subject={subject} councillor={councillor} />}
      {kept === undefined ? null : <Banner tone="warning" title={t('no-influence')}>{t('no-influence-body', { number: kept.number, title: kept.title })}</Banner>}
      <Clock />
      <p className={styles['idle']}>{t('member-blur')}</p>
    </section>
  );
}

function Standing({ draft, subject, councillor }: { draft: ContactDraft; subject: SubjectRef | null; councillor: { name: string; ward: string } }) {
  return subject === null ? null : <StandingOf draft={draft} subject={subject} councillor={councillor} />;
}

function StandingOf({ draft, subject, councillor }: { draft: ContactDraft; subject: SubjectRef; councillor: { name: string; ward: string } }) {
  const { t, i18n } = useTranslation(['contact', 'rules', 'vocabulary']);
  const { collections } = useLive('subject', subject);
  const { scope, why } = memberStanding(councillor, collections?.header[0]?.property ?? null, draft.residentAsked);
  const services = new Set([draft, ...draft.further].map(({ serviceId }) => serviceId));
  const cases = (collections?.cases ?? []).filter(({ serviceId }) => services.has(serviceId));
  return (
    <div className={styles['standing']} role="status">
      <p>{t(`rules:${why.code}`, { ...why.values })}</p>
      {scope !== 'necessary' ? null : cases.length === 0 ? <p>{t(draft.serviceId === null ? 'necessary-choose' : 'necessary-none')}</p> : (
        <ul aria-label={t('necessary')}>
          {cases.map((one) => (
            <li key={one.key}>
              {one.reference} <Sensitive>{one.title}</Sensitive>: {t(`vocabulary:case-status.${one.status}`)}{one.dueAt === null ? '' : `, ${t('necessary-due', { date: calendarDateWords(dateAt(one.dueAt), i18n.language, 'short') })}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Clock() {
  const { t, i18n } = useTranslation('contact');
  const now = useNow();
  const { collections } = useLive('reference', {});
  if (collections === null) return null;
  const clock = memberEnquiryClock(dateAt(now), calendarOf(collections.holidays));
  const day = (date: string): string => calendarDateWords(date, i18n.language, 'short');
  const named = (one: Skipped): string => one.kind === 'weekend' ? t('skipped-weekend', { date: day(one.date) }) : t('skipped-holiday', { date: day(one.date), name: one.name });
  return (
    <p className={styles['clock']}>
      <strong>{t('enquiry-clock', { acknowledge: day(clock.acknowledgeBy), answer: day(clock.answerBy) })}</strong>
      {clock.skipped.length === 0 ? null : <span>{t('enquiry-skipped', { days: clock.skipped.map(named).join(', ') })}</span>}
    </p>
  );
}
