import { X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import styles from './cross-button.module.css';

/** Closes what it stands in the corner of. */
export const CrossButton = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <AriaButton className={styles['cross'] ?? ''} aria-label={label} onPress={onPress}><X size={18} aria-hidden="true" /></AriaButton>
);
