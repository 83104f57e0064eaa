import { ChevronDown } from 'lucide-react';
import { Button, ComboBox as AriaComboBox, Input, Label, ListBox, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { FieldNotes, type FieldProps } from './field-parts.tsx';
import styles from './field.module.css';
import { Option } from './select.tsx';

interface ComboBoxProps extends FieldProps<string | null> {
  options: readonly { id: string; label: string }[];
  placeholder?: string | undefined;
}

/** A choice among many, found by typing a part of it. Emptied, it is no choice. */
export function ComboBox({ label, value, onChange, options, description, error, placeholder, autoFocus = false }: ComboBoxProps) {
  const { t } = useTranslation('ui');
  return (
    <AriaComboBox
      className={styles['field'] ?? ''} value={value} isInvalid={error !== undefined} autoFocus={autoFocus} defaultItems={options}
      menuTrigger="input" allowsEmptyCollection onChange={(id) => { onChange(id === null ? null : String(id)); }}
    >
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <div className={styles['combo']}>
        <Input className={styles['input'] ?? ''} placeholder={placeholder ?? ''} />
        <Button className={styles['open'] ?? ''} aria-label={t('show-choices')}><ChevronDown size={16} aria-hidden="true" /></Button>
      </div>
      <FieldNotes description={description} error={error} />
      <Popover className={styles['popover'] ?? ''} offset={4}>
        <ListBox<{ id: string; label: string }> className={styles['list'] ?? ''} renderEmptyState={() => <div className={styles['none']}>{t('none-found')}</div>}>
          {(option) => <Option id={option.id} label={option.label} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
