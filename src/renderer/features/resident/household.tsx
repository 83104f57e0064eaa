import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { HouseholdItem } from '#contract/views/subject.ts';
import { Button } from '../../ui/button.tsx';
import { Sensitive } from '../../ui/sensitive.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { dateText } from './dates.ts';
import styles from './household.module.css';

interface HouseholdProps {
  /** Null while they load. */
  members: readonly HouseholdItem[] | null;
  onOpenSubject: (subject: SubjectRef) => void;
}

/** Who else lives there, each one press away. */
export function Household({ members, onOpenSubject }: HouseholdProps) {
  const { t, i18n } = useTranslation('resident');
  if (members === null) return <Skeleton lines={2} label={t('household.title')} />;
  if (members.length === 0) return <p className={styles['none']}>{t('household.none')}</p>;
  return (
    <ul className={styles['list']}>
      {members.map((member) => (
        <li key={member.key}>
          <Button variant="link" onPress={() => { onOpenSubject({ kind: 'resident', id: member.residentId }); }}><Sensitive>{member.name}</Sensitive></Button>
          {member.dateOfBirth === null ? null : <span className={styles['born']}><Sensitive>{t('household.born', { date: dateText(member.dateOfBirth, i18n.language) })}</Sensitive></span>}
        </li>
      ))}
    </ul>
  );
}
