import { BadgeCheck, Building2, Mail, MapPin, Phone, User } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { SubjectHeader as Header } from '#contract/views/subject.ts';
import type { Property } from '#domain/records/council.ts';
import type { ContactPoint, Resident } from '#domain/records/people.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { languageWords } from '../../ui/idiom.ts';
import { useNow } from '../../ui/now.ts';
import { phoneText } from '../../ui/phone-text.ts';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateText as shortDate } from '../../ui/time-text.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { ageAt, dateText } from './dates.ts';
import styles from './subject-header.module.css';

interface SubjectHeaderProps {
  /** Null while it loads; undefined where the desk's copy has no such record. */
  header: Header | null | undefined;
  /** Whoever works for a partner has no records of people, only cases of their service. */
  partner: boolean;
  onOpenSubject: (subject: SubjectRef) => void;
}

const fullName = (resident: Resident): string =>
  [resident.givenName, resident.familyName].filter((part) => part !== '').join(' ');

/** Who this is, told so that two of one name can't be confused. */
export function SubjectHeader({ header, partner, onOpenSubject }: SubjectHeaderProps) {
  const { t, i18n } = useTranslation('resident');
  if (header === null) return <Skeleton lines={3} label={t('header.loading')} />;
  if (header === undefined) return <EmptyState page title={t(partner ? 'header.councils' : 'header.missing')} advice={t(partner ? 'header.councils-advice' : 'header.missing-advice')} />;
  const { resident, property } = header;
  const Icon = resident === null ? MapPin : resident.kind === 'organisation' ? Building2 : User;
  return (
    <header className={styles['header']}>
      {resident?.deceasedOn == null ? null : (
        <Banner tone="warning" title={t('header.deceased', { date: dateText(resident.deceasedOn, i18n.language) })}>
          {t('header.deceased-advice')}
        </Banner>
      )}
      <div className={styles['who']}>
        <Icon size={22} aria-hidden="true" className={styles['icon']} />
        <div className={styles['names']}>
          <h1 className={styles['name']}><Sensitive>{resident === null ? addressOf(property) : resident.preferredName || fullName(resident)}</Sensitive></h1>
          <p className={styles['sub']}><Sensitive><Identity resident={resident} /></Sensitive></p>
        </div>
        <p className={styles['counts']}>
          <span>{t('header.contacts', { count: header.counts.contacts })}</span>
          <span>{t('header.open-cases', { count: header.counts.openCases })}</span>
        </p>
      </div>
      <dl className={styles['facts']}>
        {resident === null ? null : <Address property={property} hidden={header.addressHidden} onOpenSubject={onOpenSubject} />}
        {property === null || resident !== null ? null : (
          <>
            <Fact term={t('header.ward')}>{property.ward}</Fact>
            <Fact term={t('header.uprn')}><span className={styles['number']}>{property.id}</span></Fact>
          </>
        )}
        {resident?.correspondence == null ? null : <Fact term={t('header.letters')}>{resident.correspondence.words}</Fact>}
        {resident === null ? null : <ContactPoints points={resident.contactPoints} />}
        {resident === null || resident.accountReferences.length === 0 ? null : (
          <Fact term={t('header.accounts')}>
            <ul className={styles['list']}>
              {resident.accountReferences.map((account) => (
                <li key={`${account.service}:${account.reference}`}>{account.service} <span className={styles['number']}>{account.reference}</span></li>
              ))}
            </ul>
          </Fact>
        )}
        {resident === null || resident.kind === 'organisation' ? null : (
          <Fact term={t('header.language')}>{languageWords(resident.language, i18n.language)}</Fact>
        )}
      </dl>
    </header>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return <div className={styles['fact']}><dt>{term}</dt><dd><Sensitive block>{children}</Sensitive></dd></div>;
}

function Identity({ resident }: { resident: Resident | null }) {
  const { t, i18n } = useTranslation(['resident', 'vocabulary']);
  const now = useNow();
  if (resident === null) return <>{t('header.property')}</>;
  if (resident.kind === 'organisation') return <>{resident.organisationKind === null ? t('header.organisation') : t(`vocabulary:organisation.${resident.organisationKind}`)}</>;
  const legal = fullName(resident);
  const facts = [
    resident.dateOfBirth === null
      ? t('header.no-date-of-birth')
      : `${t('header.born')} ${dateText(resident.dateOfBirth, i18n.language)}`,
    resident.dateOfBirth === null || resident.deceasedOn !== null ? null : t('header.age', { count: ageAt(resident.dateOfBirth, now) }),
    resident.preferredName === '' || resident.preferredName === legal ? null : t('header.legal-name', { name: legal }),
    resident.previousNames.length === 0 ? null : t('header.previous-names', { names: resident.previousNames.join(', ') }),
  ];
  return <>{facts.filter((fact) => fact !== null).join(' · ')}</>;
}

function Address({ property, hidden, onOpenSubject }: { property: Property | null; hidden: boolean; onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation('resident');
  if (property === null) return <Fact term={t('header.address')}>{hidden ? t('header.address-hidden') : t('header.no-address')}</Fact>;
  return (
    <Fact term={t('header.address')}>
      <Button variant="link" onPress={() => { onOpenSubject({ kind: 'property', id: property.id }); }}>
        <span>{addressOf(property)} <VisuallyHidden>{t('header.open-address')}</VisuallyHidden></span>
      </Button>
      {property.ward === '' ? null : <span className={styles['ward']}>{t('header.in-ward', { ward: property.ward })}</span>}
    </Fact>
  );
}

const addressOf = (property: Property | null): string =>
  property === null ? '' : [property.addressLine, property.locality, property.postcode].filter((part) => part !== '').join(', ');

function ContactPoints({ points }: { points: ContactPoint[] }) {
  const { t, i18n } = useTranslation('resident');
  const now = useNow();
  if (points.length === 0) return <Fact term={t('header.contact-points')}>{t('header.no-contact-points')}</Fact>;
  return (
    <Fact term={t('header.contact-points')}>
      <ul className={styles['list']}>
        {points.map((point) => {
          const cautions = [
            point.verifiedAt === null ? t('header.unverified') : null,
            point.kind === 'phone' && !point.safeToVoicemail ? t('header.no-voicemail') : null,
            point.kind === 'phone' && !point.safeToText ? t('header.no-texts') : null,
          ].filter((caution) => caution !== null);
          const Icon = point.kind === 'phone' ? Phone : Mail;
          return (
            <li key={point.value}>
              <Icon size={13} aria-hidden="true" /> <span className={styles['number']}>{point.kind === 'phone' ? phoneText(point.value) : point.value}</span>
              {point.verifiedAt === null ? null : (
                <span className={styles['since']} title={t('header.verified', { date: shortDate(point.verifiedAt, now, i18n.language) })}>
                  {' '}<BadgeCheck size={13} aria-hidden="true" /><VisuallyHidden>{t('header.verified', { date: shortDate(point.verifiedAt, now, i18n.language) })}</VisuallyHidden>
                </span>
              )}
              {cautions.length === 0 ? null : <span className={styles['caution']}> ({cautions.join(', ')})</span>}
            </li>
          );
        })}
      </ul>
    </Fact>
  );
}
