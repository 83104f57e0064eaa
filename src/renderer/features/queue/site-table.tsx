import { useTranslation } from 'react-i18next';
import type { QueueSite } from '#contract/views/queue.ts';
import { lengthText } from '../../ui/time-text.ts';
import { Wait } from './queue-row.tsx';
import styles from './queue.module.css';

/** How waiting goes at each site today: what a leader looks at before anybody complains. */
export function SiteTable({ sites }: { sites: readonly QueueSite[] }) {
  const { t, i18n } = useTranslation('queue');
  return (
    <table className={styles['sites']}>
      <caption>{t('sites')}</caption>
      <thead>
        <tr><th scope="col">{t('col-site')}</th><th scope="col">{t('col-waiting')}</th><th scope="col">{t('col-longest')}</th><th scope="col">{t('col-median')}</th><th scope="col">{t('col-called')}</th><th scope="col">{t('col-left')}</th></tr>
      </thead>
      <tbody>
        {sites.map((site) => (
          <tr key={site.key}>
            <th scope="row">{site.name}</th>
            <td>{site.waiting}</td>
            <td>{site.longestSince === null ? <span className={styles['muted']}>{t('nobody')}</span> : <Wait since={site.longestSince} />}</td>
            <td>{site.median === null ? <span className={styles['muted']}>{t('nobody')}</span> : lengthText(site.median, i18n.language)}</td>
            <td>{site.called}</td>
            <td>{site.left}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
