import { useTranslation } from 'react-i18next';
import { dateText, earliestDate, latestDate } from '#domain/delegation/clause-fields.ts';
import type { Clause, ClauseField, VerificationLevel } from '#domain/delegation/scheme.ts';
import type { Sentence } from '#domain/words/sentence.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './decision-dialog.module.css';
import { capital } from '../../ui/capital.ts';

interface ClauseFormProps {
  clause: Clause;
  details: Readonly<Record<string, string>>;
  onChange: (details: Record<string, string>) => void;
  /** By field; shown once `tried`, or where what is typed can’t be right whatever follows. */
  faults: ReadonlyMap<string, Sentence>;
  tried: boolean;
  now: number;
}

/** The clause’s own questions, each by its kind. */
export function ClauseForm({ clause, details, onChange, faults, tried, now }: ClauseFormProps) {
  const { t } = useTranslation(['authority', 'rules']);
  return clause.fields.map((field) => {
    const fault = faults.get(field.code);
    // What is only missing is said when the button was pressed; what is wrong is said at once.
    const shown = fault !== undefined && (tried || (details[field.code] ?? '') !== '');
    return (
      <div key={field.code} data-missing={fault !== undefined}>
        <ClauseInput
          field={field} value={details[field.code] ?? ''} now={now} error={shown ? t(`rules:${fault.code}`, fault.values ?? {}) : undefined}
          onChange={(text) => { onChange({ ...details, [field.code]: text }); }}
        />
      </div>
    );
  });
}

interface ClauseInputProps {
  field: ClauseField;
  value: string;
  onChange: (text: string) => void;
  error: string | undefined;
  now: number;
}

const whole = (text: string): number | null => /^\d+$/.test(text) ? Number(text) : null;

function ClauseInput({ field, value, onChange, error, now }: ClauseInputProps) {
  const { t } = useTranslation('authority');
  const label = field.required ? field.words : t('optional', { words: field.words });
  const number = (next: number | null): void => { onChange(next === null ? '' : String(next)); };
  switch (field.kind) {
    case 'money': return <MoneyField label={label} value={whole(value)} onChange={number} error={error} />;
    case 'number': return <NumberField label={label} value={whole(value)} onChange={number} error={error} />;
    case 'choice': return (
      <Select
        label={label} options={field.options.map((one) => ({ id: one.code, label: capital(one.words) }))} value={value === '' ? null : value} onChange={onChange}
        error={error} placeholder={t('choose')}
      />
    );
    case 'date': return (
      <TextField
        label={label} type="date" value={value} onChange={onChange} error={error}
        description={t('date-hint', { earliest: dateText(earliestDate(field, now)), latest: dateText(latestDate(field, now)) })}
      />
    );
    case 'registration':
    case 'text': return <TextField label={label} value={value} onChange={onChange} error={error} />;
  }
}

const levels: readonly VerificationLevel[] = [0, 1, 2, 3];

interface IdentityProps {
  clause: Clause;
  value: VerificationLevel | null;
  onChange: (level: VerificationLevel) => void;
  /** Marks it where the clause needs more than was checked. */
  needed: boolean;
}

/** How surely the resident is who they say; asked only where the clause rests on it. */
export function Identity({ clause, value, onChange, needed }: IdentityProps) {
  const { t } = useTranslation('authority');
  const asked = clause.conditions.find((one) => one.kind === 'verification');
  if (asked === undefined) return null;
  return (
    <div data-missing={(value ?? 0) < asked.level}>
      <Select
        label={t('verified')} options={levels.map((level) => ({ id: String(level), label: t(`verified-${String(level)}`) }))} value={value === null ? null : String(value)}
        onChange={(id) => { onChange(Number(id) as VerificationLevel); }} error={needed ? t('fault-verified', { words: asked.words }) : undefined} placeholder={t('choose')}
      />
    </div>
  );
}

interface InterestProps {
  value: string | null;
  onChange: (interest: string | null) => void;
  error: string | undefined;
}

export function Interest({ value, onChange, error }: InterestProps) {
  const { t } = useTranslation('authority');
  return (
    <div className={styles['group']}>
      <Checkbox isSelected={value !== null} onChange={(on) => { onChange(on ? '' : null); }}>{t('interest')}</Checkbox>
      {value === null ? null : (
        <div data-missing={value.trim() === ''}>
          <TextField label={t('interest-words')} description={t('interest-hint')} value={value} onChange={onChange} error={error} />
        </div>
      )}
    </div>
  );
}
