import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSubjectHit, type SubjectHit } from '#contract/views/search.ts';
import { asId, type PropertyId } from '#domain/ids.ts';
import type { Property } from '#domain/records/council.ts';
import { invoke } from '../../engine-client/bridge.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './record.module.css';

interface AddressFieldProps {
  propertyId: PropertyId | null;
  /** The words of the address that the form began with. */
  home: Property | null;
  onChange: (propertyId: PropertyId | null) => void;
}

const SHORTEST = 3;
const AT_MOST = 20;
const textOf = (property: Property): string => [property.addressLine, property.locality, property.postcode].filter((part) => part !== '').join(', ');

/** An address out of the council's own list, found by a part of it. */
export function AddressField({ propertyId, home, onChange }: AddressFieldProps) {
  const { t } = useTranslation('record');
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ text: string; hits: SubjectHit[] } | null>(null);
  const [chosen, setChosen] = useState<{ id: string; label: string } | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted.length < SHORTEST) return undefined;
    let current = true;
    void invoke('search.find', { text: wanted, limit: AT_MOST }).then((answer) => {
      if (current && answer.ok) setFound({ text: wanted, hits: answer.value.hits.filter(isSubjectHit).filter(({ kind }) => kind === 'property') });
    });
    return () => { current = false; };
  }, [wanted]);
  const standing = propertyId === null ? t('address-none') : propertyId === home?.id ? textOf(home) : chosen?.label ?? propertyId;
  const shown = wanted.length < SHORTEST ? null : found;
  return (
    <>
      <p aria-live="polite" className={propertyId === null ? styles['muted'] : styles['standing']}>{propertyId === null ? standing : <Sensitive>{standing}</Sensitive>}</p>
      <TextField label={t('address-find')} value={text} onChange={setText} />
      {shown === null ? null : shown.hits.length === 0 ? <p role="status" className={styles['muted']}>{t('address-not-found', { text: shown.text })}</p> : (
        <RadioGroup
          label={t('address-found')} value={propertyId} options={shown.hits.map(({ subject, address, title }) => ({ id: subject.id, label: address ?? title, sensitive: true }))}
          onChange={(id) => {
            const hit = shown.hits.find(({ subject }) => subject.id === id);
            setChosen({ id, label: hit?.address ?? hit?.title ?? id });
            onChange(asId<PropertyId>(id));
          }}
        />
      )}
      {propertyId === null ? null : <div><Button variant="quiet" size="small" onPress={() => { onChange(null); }}>{t('address-remove')}</Button></div>}
    </>
  );
}
