import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './contact-bar.module.css';
import { elapsedText } from './contact-draft.ts';

/** Seconds since the contact started, for the eye; a screen reader is not told each one. */
export function Elapsed({ since }: { since: number }) {
  const { t } = useTranslation('contact');
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => { setNow(Date.now()); }, 1000);
    return () => { clearInterval(timer); };
  }, []);
  return <span role="timer" aria-live="off" aria-label={t('elapsed')} className={styles['elapsed']}>{elapsedText(since, now)}</span>;
}
