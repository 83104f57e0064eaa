import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicateDetail, DuplicateField, DuplicateSide } from '#contract/views/duplicates.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { whereFields } from '#domain/matching/fields.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { PartlySensitive, Sensitive } from '../../ui/sensitive.tsx';
import { evidenceText } from './duplicate-words.ts';
import styles from './duplicates.module.css';

const counted = ['contacts', 'cases', 'openCases', 'decisions', 'promises', 'running'] as const;

/** Both records side by side: how far they agree in each detail, and what has happened with either. */
export function EvidenceTable({ detail, onOpenSubject }: { detail: DuplicateDetail; onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation(['duplicates', 'vocabulary']);
  const { one, other } = detail;
  const both = (of: (side: DuplicateSide) => ReactNode): ReactNode => (
    <>
      <td>{one.sealed ? null : of(one)}</td>
      <td />
      <td>{other.sealed ? null : of(other)}</td>
    </>
  );
  return (
    <table className={styles['table']}>
      <colgroup><col /><col /><col /><col /></colgroup>
      <thead>
        <tr>
          <th scope="col">{t('field')}</th>
          <th scope="col"><Who side={one} label={t('first-record')} onOpenSubject={onOpenSubject} /></th>
          <th scope="col">{t('agreement')}</th>
          <th scope="col"><Who side={other} label={t('second-record')} onOpenSubject={onOpenSubject} /></th>
        </tr>
      </thead>
      <tbody>
        {detail.fields.map((field) => (
          <tr key={field.field}>
            <th scope="row">{t(`field-${field.field}`)}</th>
            <td><Value field={field} side={one} value={field.one} /></td>
            <td><AgreementBar field={field} /></td>
            <td><Value field={field} side={other} value={field.other} /></td>
          </tr>
        ))}
      </tbody>
      <tbody>
        {counted.map((name) => (
          <tr key={name}><th scope="row">{t(`count-${name}`)}</th>{both((side) => <span className={styles['number']}>{side.counts[name]}</span>)}</tr>
        ))}
        <tr><th scope="row">{t('needs')}</th>{both((side) => side.needs.map((kind) => t(`vocabulary:need.${kind}`)).join(', ') || t('none'))}</tr>
        <tr><th scope="row">{t('markers')}</th>{both((side) => side.markers.map((kind) => t(`vocabulary:marker.${kind}`)).join(', ') || t('none'))}</tr>
        <tr>
          <th scope="row">{t('last-contacts')}</th>
          {both((side) => (side.lastContacts.length === 0 ? t('none') : (
            <ul className={styles['lines']}>
              {side.lastContacts.map((contact) => (
                <li key={contact.key}>
                  <RelativeTime at={contact.at} /> <span className={styles['muted']}>{t(`vocabulary:channel.${contact.channel}`)}, {t(`vocabulary:reason.${contact.reason}`)}</span>
                </li>
              ))}
            </ul>
          )))}
        </tr>
      </tbody>
    </table>
  );
}

function Who({ side, label, onOpenSubject }: { side: DuplicateSide; label: string; onOpenSubject: (subject: SubjectRef) => void }) {
  const { t } = useTranslation('duplicates');
  return (
    <span className={styles['who']}>
      <span className={styles['muted']}>{label}</span>
      <strong><Sensitive>{side.name}</Sensitive></strong>
      {side.confidential || side.restricted || side.deceasedOn !== null ? (
        <span className={styles['badges']}>
          {side.confidential ? <Badge tone="warning">{t('confidential')}</Badge> : null}
          {side.restricted ? <Badge tone="warning">{t('restricted')}</Badge> : null}
          {side.deceasedOn === null ? null : <Badge>{t('died')}</Badge>}
        </span>
      ) : null}
      <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: side.residentId }); }}><PartlySensitive words={t('open-record', { name: side.name })} part={side.name} /></Button>
    </span>
  );
}

function Value({ field, side, value }: { field: DuplicateField; side: DuplicateSide; value: string | null }) {
  const { t, i18n } = useTranslation('duplicates');
  if (value !== null) return <Sensitive>{evidenceText(field.field, value, i18n.language)}</Sensitive>;
  const hidden = whereFields.includes(field.field) && side.addressHidden;
  return <span className={styles['muted']}>{side.sealed ? t('sealed') : hidden ? t('hidden-address') : t('nothing')}</span>;
}

/** The word says it; the bar lets an eye run down the column. */
function AgreementBar({ field }: { field: DuplicateField }) {
  const { t } = useTranslation('duplicates');
  if (field.withheld) return <span className={styles['muted']}>{t('withheld')}</span>;
  if (field.agreement === 'unknown') return <span className={styles['muted']}>{t('agreement-unknown')}</span>;
  return (
    <span className={styles['agreement']}>
      <span>{t(`agreement-${field.agreement}`)}</span>
      <span className={styles['bar']} aria-hidden="true">
        {Array.from({ length: field.of }, (_none, n) => <span key={n} data-on={n < field.level} />)}
      </span>
    </span>
  );
}
