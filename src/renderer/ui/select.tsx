import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FieldNotes, type FieldProps } from './field-parts.tsx';
import styles from './field.module.css';

interface SelectProps extends Omit<FieldProps<string | null>, 'onChange'> {
  options: readonly { id: string; label: string }[];
  onChange: (id: string) => void;
  placeholder?: string | undefined;
}

export function Select({ label, value, onChange, options, description, error, placeholder, autoFocus = false }: SelectProps) {
  const { t } = useTranslation('ui');
  return (
    <AriaSelect
      className={styles['field'] ?? ''} value={value} isInvalid={error !== undefined} autoFocus={autoFocus} placeholder={placeholder ?? t('choose')}
      onChange={(id) => { if (id !== null) onChange(String(id)); }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      {/* Ctrl+Enter sends the form that it stands in, as from any other field. */}
      <Button className={styles['trigger'] ?? ''} onPressStart={(press) => { if (press.ctrlKey || press.metaKey) press.continuePropagation(); }}>
        <SelectValue className={styles['value'] ?? ''}>
          {/* The words alone: as it stands the value would bring the list's tick with it. */}
          {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronDown size={16} aria-hidden="true" className={styles['chevron']} />
      </Button>
      <FieldNotes description={description} error={error} />
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox className={styles['list'] ?? ''} items={options}>
          {(option) => <Option id={option.id} label={option.label} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function Option({ id, label }: { id: string; label: string }) {
  return (
    <ListBoxItem id={id} textValue={label} className={styles['option'] ?? ''}>
      <Check size={14} aria-hidden="true" />
      <span>{label}</span>
    </ListBoxItem>
  );
}
