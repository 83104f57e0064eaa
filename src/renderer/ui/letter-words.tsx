import { useTranslation } from 'react-i18next';
import type { Details } from '#domain/delegation/clause-fields.ts';
import { letterLanguage, residentWording } from '#domain/delegation/outcome.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { NeedKind } from '#domain/vocabulary.ts';
import { languageWords } from './idiom.ts';
import styles from './letter-words.module.css';

interface LetterWordsProps {
  clause: Clause;
  /** The language that the resident speaks, and the forms in which they read; null where neither is told before a reason is given. */
  reaches: { language: string; formats: readonly NeedKind[] } | null;
  amount: number;
  item: string | null;
  reference: string;
  details: Details;
}

/** What the resident will be told, in the language and the form in which it reaches them; in English beside it for whoever writes. */
export function LetterWords({ clause, reaches, amount, item, reference, details }: LetterWordsProps) {
  const { t, i18n } = useTranslation(['ui', 'vocabulary']);
  const { language, wanted } = letterLanguage(clause, reaches ?? { language: 'en' });
  const kinds = (reaches?.formats ?? []).map((kind) => t(`vocabulary:need.${kind}`));
  const name = languageWords(wanted, i18n.language);
  return (
    <>
      <blockquote className={styles['told']} lang={language}>{residentWording(clause, amount, item, reference, details, language)}</blockquote>
      {language === 'en' ? null : (
        <>
          <p className={styles['muted']}>{t('letter-in', { language: name })}</p>
          <p className={styles['muted']}>{residentWording(clause, amount, item, reference, details)}</p>
        </>
      )}
      {wanted !== language ? <p>{t('letter-untranslated', { language: name })}</p> : null}
      {reaches === null ? <p className={styles['muted']}>{t('letter-as-needed')}</p> : null}
      {kinds.length === 0 ? null : <p className={styles['muted']}>{t('letter-format', { formats: kinds.join(', ') })}</p>}
    </>
  );
}
