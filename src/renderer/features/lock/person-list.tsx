import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import type { PersonChoice } from './people.ts';
import styles from './lock.module.css';

/** No username can look like this: it is empty. */
export const SOMEONE_ELSE = '';

interface PersonListProps {
  label: string;
  people: readonly PersonChoice[];
  value: string | null;
  onChange: (username: string) => void;
  error: string | undefined;
}

export function PersonList({ label, people, value, onChange, error }: PersonListProps) {
  const { t } = useTranslation(['lock', 'vocabulary']);
  const id = useId();
  return (
    <div role="radiogroup" aria-labelledby={`${id}-label`} aria-describedby={`${id}-error`} className={styles['people']}>
      <span id={`${id}-label`} className={styles['label']}>{label}</span>
      <div className={styles['cards']}>
        {people.map((person) => (
          <Card key={person.username} name={id} username={person.username} value={value} onChange={onChange}>
            <span className={styles['person']}>
              {person.name}
              {person.knownHere && person.post !== null ? <Badge>{t('known-here')}</Badge> : null}
              {person.unsent === 0 ? null : <Badge tone="warning">{t('unsent-here', { count: person.unsent })}</Badge>}
            </span>
            <span className={styles['post']}>{person.post === null ? t('known-here') : t(`vocabulary:post.${person.post}`)}</span>
            {person.siteName === null ? null : <span className={styles['post']}>{person.siteName}</span>}
          </Card>
        ))}
        <Card name={id} username={SOMEONE_ELSE} value={value} onChange={onChange}>
          <span className={styles['person']}>{t('someone-else')}</span>
          <span className={styles['post']}>{t('someone-else-advice')}</span>
        </Card>
      </div>
      <div id={`${id}-error`}>{error === undefined ? null : <ErrorText>{error}</ErrorText>}</div>
    </div>
  );
}

interface CardProps {
  name: string;
  username: string;
  value: string | null;
  onChange: (username: string) => void;
  children: React.ReactNode;
}

function Card({ name, username, value, onChange, children }: CardProps) {
  return (
    <label className={styles['card']}>
      <input type="radio" name={name} checked={value === username} onChange={() => { onChange(username); }} />
      <span className={styles['cardBody']}>{children}</span>
    </label>
  );
}
