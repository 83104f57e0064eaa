import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Input, Label, TextField } from 'react-aria-components';
import { parsePence, parseWhole, penceText } from './amount-text.ts';
import { FieldNotes, type FieldProps } from './field-parts.tsx';
import styles from './field.module.css';

/** Null while the field is empty or holds no number. */
type AmountFieldProps = FieldProps<number | null>;

/** Pounds and pence; its value is in pence. */
export function MoneyField(props: AmountFieldProps) {
  const { t } = useTranslation('ui');
  return <AmountField {...props} parse={parsePence} write={penceText} affix="£" inputMode="decimal" hint={t('money-hint')} />;
}

export function NumberField(props: AmountFieldProps) {
  const { t } = useTranslation('ui');
  return <AmountField {...props} parse={parseWhole} write={String} affix={null} inputMode="numeric" hint={t('number-hint')} />;
}

interface Kind {
  parse: (text: string) => number | null | undefined;
  write: (value: number) => string;
  affix: string | null;
  inputMode: 'decimal' | 'numeric';
  hint: string;
}

function AmountField({ label, value, onChange, description, error, autoFocus = false, parse, write, affix, inputMode, hint }: AmountFieldProps & Kind) {
  const written = value === null ? '' : write(value);
  const [text, setText] = useState(written);
  // What is typed stays as it is typed, until the value comes to differ from it.
  const read = parse(text);
  const shown = (read ?? null) === value ? text : written;
  const wrong = parse(shown) === undefined ? hint : undefined;
  return (
    <TextField
      className={styles['field'] ?? ''} value={shown} isInvalid={(error ?? wrong) !== undefined} autoFocus={autoFocus} inputMode={inputMode} autoComplete="off"
      onChange={(typed) => {
        setText(typed);
        onChange(parse(typed) ?? null);
      }}
      onBlur={() => { if (wrong === undefined) setText(written); }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <span className={styles['affixed']} data-invalid={(error ?? wrong) !== undefined}>
        {affix === null ? null : <span className={styles['affix']} aria-hidden="true">{affix}</span>}
        <Input className={styles['input'] ?? ''} />
      </span>
      <FieldNotes description={description} error={error ?? wrong} />
    </TextField>
  );
}
