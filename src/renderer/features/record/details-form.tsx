import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Property } from '#domain/records/council.ts';
import type { ContactPoint, Correspondence } from '#domain/records/people.ts';
import { organisationKinds, type OrganisationKind } from '#domain/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { languageWords } from '../../ui/idiom.ts';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddressField } from './address-field.tsx';
import { languages, pointDoubt, type Details } from './details.ts';
import styles from './record.module.css';

interface DetailsFormProps {
  details: Details;
  onChange: (details: Details) => void;
  /** Where they live now, for the words of it; null where nowhere is known. */
  home: Property | null;
  addressHidden: boolean;
  /** Only team leaders decide who needs a reason. */
  mayRestrict: boolean;
  nameFault: boolean;
  /** Where letters go when that is not the home; left out where somebody is only being recorded. */
  letters?: boolean;
  /** Asked for where the name changes. */
  reason?: { value: string; onChange: (reason: string) => void } | null;
}

const NO_KIND = 'none';

/** What is known of somebody, to be filled in or changed. */
export function DetailsForm({ details, onChange, home, addressHidden, mayRestrict, nameFault, letters = false, reason = null }: DetailsFormProps) {
  const { t, i18n } = useTranslation(['record', 'vocabulary']);
  const change = (part: Partial<Details>) => { onChange({ ...details, ...part }); };
  const offered = [...new Set([...languages, details.language])].map((id) => ({ id, label: languageWords(id, i18n.language) }));
  const fault = nameFault ? t('name-missing') : undefined;
  return (
    <div className={styles['form']}>
      {details.kind === 'organisation' ? <TextField label={t('organisation-name')} value={details.preferredName} onChange={(preferredName) => { change({ preferredName }); }} error={fault} autoFocus /> : null}
      {details.kind === 'organisation' ? (
        <Select
          label={t('organisation-kind')} value={details.organisationKind ?? NO_KIND} options={[{ id: NO_KIND, label: t('organisation-kind-none') }, ...organisationKinds.map((id) => ({ id, label: t(`vocabulary:organisation.${id}`) }))]}
          onChange={(id) => { change({ organisationKind: id === NO_KIND ? null : id as OrganisationKind }); }}
        />
      ) : (
        <>
          <div className={styles['row']}>
            <TextField label={t('given-name')} value={details.givenName} onChange={(givenName) => { change({ givenName }); }} error={fault} autoFocus />
            <TextField label={t('family-name')} value={details.familyName} onChange={(familyName) => { change({ familyName }); }} />
            <TextField label={t('preferred-name')} description={t('preferred-hint')} value={details.preferredName} onChange={(preferredName) => { change({ preferredName }); }} />
          </div>
          <div className={styles['row']}>
            <TextField label={t('birth')} type="date" value={details.dateOfBirth ?? ''} onChange={(date) => { change({ dateOfBirth: date === '' ? null : date }); }} />
            <Select label={t('language')} value={details.language} options={offered} onChange={(language) => { change({ language }); }} />
          </div>
        </>
      )}
      {reason === null ? null : <TextField label={t('name-reason')} description={t('name-reason-hint')} value={reason.value} onChange={reason.onChange} />}
      <fieldset className={styles['group']}>
        <legend>{t('address')}</legend>
        {addressHidden ? <p className={styles['muted']}>{t('address-hidden')}</p>
          : <AddressField propertyId={details.propertyId} home={home} onChange={(propertyId) => { change({ propertyId }); }} />}
        <div>
          <Checkbox isSelected={details.confidential} onChange={(confidential) => { change({ confidential }); }}>{t('confidential')}</Checkbox>
          <p className={styles['muted']}>{t('confidential-hint')}</p>
        </div>
      </fieldset>
      {letters ? <Letters value={details.correspondence} onChange={(correspondence) => { change({ correspondence }); }} /> : null}
      <ContactPoints points={details.contactPoints} onChange={(contactPoints) => { change({ contactPoints }); }} />
      {mayRestrict ? <Checkbox isSelected={details.restricted} onChange={(restricted) => { change({ restricted }); }}>{t('restricted')}</Checkbox> : null}
    </div>
  );
}

/** An address apart from home: written out, so that a box number, a hostel or a care of has room. */
function Letters({ value, onChange }: { value: Correspondence | null; onChange: (value: Correspondence | null) => void }) {
  const { t } = useTranslation('record');
  return (
    <fieldset className={styles['group']}>
      <legend>{t('letters')}</legend>
      <Checkbox isSelected={value !== null} onChange={(apart) => { onChange(apart ? { propertyId: null, words: '' } : null); }}>{t('letters-apart')}</Checkbox>
      {value === null ? null : <TextArea label={t('letters-words')} rows={2} value={value.words} onChange={(words) => { onChange({ ...value, words }); }} />}
    </fieldset>
  );
}

function ContactPoints({ points, onChange }: { points: ContactPoint[]; onChange: (points: ContactPoint[]) => void }) {
  const { t } = useTranslation('record');
  // A number that is written anew has not been verified.
  const change = (at: number, part: Partial<ContactPoint>) => { onChange(points.map((point, n) => (n === at ? { ...point, ...part } : point))); };
  const add = (kind: ContactPoint['kind']) => { onChange([...points, { kind, value: '', verifiedAt: null, safeToVoicemail: false, safeToText: false }]); };
  return (
    <fieldset className={styles['group']}>
      <legend>{t('points')}</legend>
      {points.map((point, n) => {
        const doubt = pointDoubt(point);
        return (
          // Lines have no name of their own, and one that is taken away takes its place along.
          <div key={n} className={styles['point']}>
            <TextField
              label={t(point.kind === 'phone' ? 'phone' : 'email')} value={point.value} description={doubt === null ? undefined : t(doubt)}
              onChange={(value) => { change(n, { value, verifiedAt: null }); }} autoFocus={point.value === '' && n === points.length - 1}
            />
            <span className={styles['safe']}>
              <Checkbox isSelected={point.verifiedAt !== null} onChange={(verified) => { change(n, { verifiedAt: verified ? Date.now() : null }); }}>{t('verified')}</Checkbox>
              {point.kind === 'email' ? null : (
                <>
                <Checkbox isSelected={point.safeToVoicemail} onChange={(safeToVoicemail) => { change(n, { safeToVoicemail }); }}>{t('voicemail')}</Checkbox>
                <Checkbox isSelected={point.safeToText} onChange={(safeToText) => { change(n, { safeToText }); }}>{t('texts')}</Checkbox>
                </>
              )}
            </span>
            <Button variant="quiet" aria-label={t('point-remove', { value: point.value === '' ? t('point-empty') : point.value })} onPress={() => { onChange(points.filter((_point, at) => at !== n)); }}>
              <X size={16} aria-hidden="true" />
            </Button>
          </div>
        );
      })}
      <div className={styles['buttons']}>
        <Button variant="secondary" size="small" onPress={() => { add('phone'); }}>{t('add-phone')}</Button>
        <Button variant="secondary" size="small" onPress={() => { add('email'); }}>{t('add-email')}</Button>
      </div>
    </fieldset>
  );
}
