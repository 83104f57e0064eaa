import styles from './kbd.module.css';

/** A key to press, for the eye; assistive technology learns it from the list of shortcuts. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles['kbd']} aria-hidden="true">{keys}</kbd>;
}
