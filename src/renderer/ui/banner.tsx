import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './banner.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

type Tone = 'info' | 'success' | 'warning' | 'error';

interface BannerProps {
  tone: Tone;
  title?: string | undefined;
  /** `status` where it comes by itself and waits its turn, `alert` where it must be heard at once. */
  role?: 'status' | 'alert' | undefined;
  children?: ReactNode;
}

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };

export function Banner({ tone, title, role = tone === 'error' ? 'alert' : undefined, children }: BannerProps) {
  const { t } = useTranslation('ui');
  const Icon = icons[tone];
  return (
    <div className={styles['banner']} data-tone={tone} role={role}>
      <Icon size={18} aria-hidden="true" />
      <div className={styles['body']}>
        <VisuallyHidden>{t(`tone-${tone}`)}: </VisuallyHidden>
        {title === undefined ? null : <strong>{title}</strong>}
        {children === undefined ? null : <div>{children}</div>}
      </div>
    </div>
  );
}
