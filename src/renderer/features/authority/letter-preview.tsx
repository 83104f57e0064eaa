import { useTranslation } from 'react-i18next';
import type { Details } from '#domain/delegation/clause-fields.ts';
import { letterLanguage, residentWording } from '#domain/delegation/outcome.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import { formatsFor } from '#domain/needs/kinds.ts';
import type { Resident } from '#domain/records/people.ts';
import { useLive } from '../../engine-client/live.ts';
import { languageWords } from '../../ui/idiom.ts';
import styles from './decision-dialog.module.css';

interface LetterPreviewProps {
  clause: Clause;
  resident: Resident;
  amount: number;
  item: string | null;
  reference: string;
  details: Details;
}

/** What the resident will be told, in the language and the form in which it reaches them; in English beside it for whoever writes. */
export function LetterPreview({ clause, resident, amount, item, reference, details }: LetterPreviewProps) {
  const { t, i18n } = useTranslation(['authority', 'vocabulary']);
  const needs = useLive('subject', { kind: 'resident', id: resident.id }).collections?.needs ?? [];
  const { language, wanted } = letterLanguage(clause, resident);
  const formats = formatsFor(needs).map((kind) => t(`vocabulary:need.${kind}`));
  const english = residentWording(clause, amount, item, reference, details);
  const spoken = languageWords(wanted, i18n.language);
  return (
    <>
      <blockquote className={styles['told']} lang={language}>{residentWording(clause, amount, item, reference, details, language)}</blockquote>
      {language === 'en' ? null : (
        <>
          <p className={styles['muted']}>{t('letter-in', { language: spoken })}</p>
          <p className={styles['muted']}>{english}</p>
        </>
      )}
      {wanted !== language ? <p className={styles['notice']}>{t('letter-untranslated', { language: spoken })}</p> : null}
      {formats.length === 0 ? null : <p className={styles['muted']}>{t('letter-format', { formats: formats.join(', ') })}</p>}
    </>
  );
}
