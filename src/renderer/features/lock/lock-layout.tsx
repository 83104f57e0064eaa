import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LanguageLink } from './language-link.tsx';
import styles from './lock.module.css';

interface LockLayoutProps {
  title: string;
  icon: LucideIcon | null;
  council: string | null;
  children: ReactNode;
}

/** A screen that stands in front of the work. It takes the focus as it comes, so that its heading is read out first. */
export function LockLayout({ title, icon: Icon, council, children }: LockLayoutProps) {
  const { t, i18n } = useTranslation('lock');
  const titled = useRef(i18n.language);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The same screen in another language: whoever chose it stays where they are.
    if (titled.current === i18n.language) heading.current?.focus();
    titled.current = i18n.language;
  }, [title, i18n.language]);
  return (
    <main className={styles['screen']}>
      <div className={styles['sheet']}>
        <div className={styles['brand']}>
          <strong>{t('product')}</strong>{council === null ? null : <span>{council}</span>}
          <span className={styles['language']}><LanguageLink /></span>
        </div>
        <h1 ref={heading} tabIndex={-1} className={styles['title']}>
          {Icon === null ? null : <Icon size={20} aria-hidden="true" />}{title}
        </h1>
        {children}
      </div>
    </main>
  );
}
