import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseItem } from '#contract/views/subject.ts';
import { asId, type ContactId, type VerificationId } from '#domain/ids.ts';
import type { Property } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { levelReached, questionsFor, type Question } from '#domain/verification/questions.ts';
import { questionResults, verificationMethods, type QuestionResult, type VerificationMethod } from '#domain/vocabulary.ts';
import { giveCommand } from '../../engine-client/give.ts';
import { newId } from '../../engine-client/ids.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { announce } from '../../ui/live-region.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './verify.module.css';

interface VerifyDialogProps {
  resident: Resident;
  property: Property | null;
  cases: readonly CaseItem[];
  contactId: string | null;
  /** Within 24 hours so far. */
  failures: number;
  onClose: () => void;
}

const KINDS = ['basics', 'fact', 'account'] as const;

/** Questions that the record can answer, each marked as it went. What is kept is which and how; never an answer. */
export function VerifyDialog({ resident, property, cases, contactId, failures, onClose }: VerifyDialogProps) {
  const { t, i18n } = useTranslation('verify');
  // Drawn once: two presses note one check.
  const [id] = useState(newId);
  const [results, setResults] = useState<Readonly<Record<string, QuestionResult>>>({});
  const [method, setMethod] = useState<VerificationMethod>('questions');
  const [coercion, setCoercion] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const questions = useMemo(() => questionsFor(resident, property, cases), [resident, property, cases]);
  const asked = questions.flatMap(({ code, kind }) => { const result = results[code]; return result === undefined ? [] : [{ code, kind, result }]; });
  const level = levelReached(asked, method);
  const wrong = asked.some(({ result }) => result === 'wrong');
  const save = async () => {
    setWorking(true);
    setFailure(null);
    const given = await giveCommand('verify-identity', { verificationId: asId<VerificationId>(id), residentId: resident.id, contactId: contactId === null ? null : asId<ContactId>(contactId), asked, method, coercion });
    setWorking(false);
    if (!given.ok) {
      setFailure(given.failure.sentence);
      return;
    }
    announce(t(level > 0 ? 'noted' : 'noted-failed', { level: t(`level-${String(level)}`) }), 'assertive');
    onClose();
  };
  const answerText = ({ code, answer }: Question): string => code === 'date-of-birth' ? calendarDateWords(answer, i18n.language) : answer;
  const questionText = ({ code, about }: Question): string => code.startsWith('account:') ? t('ask-account', { service: about }) : code.startsWith('case:') ? t('ask-case') : t(`ask-${code}`);
  return (
    <Dialog
      title={t('dialog', { name: resident.preferredName })} sensitive={resident.preferredName} size="wide" onClose={onClose}
      actions={(
        <>
          <Button variant="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={working || asked.length === 0} onPress={() => { void save(); }}>{t(level > 0 ? 'save' : 'save-failed')}</Button>
        </>
      )}
    >
      <div className={styles['dialog']}>
        <p className={styles['muted']}>{t('advice')}</p>
        {KINDS.map((kind) => {
          const own = questions.filter((question) => question.kind === kind);
          return own.length === 0 ? null : (
            <fieldset key={kind} className={styles['kind']}>
              <legend>{t(`kind-${kind}`)}</legend>
              {own.map((question) => (
                <div key={question.code} className={styles['question']} role="group" aria-label={questionText(question)}>
                  <span>{questionText(question)}</span>
                  <span className={styles['answer']}>{answerText(question)}</span>
                  <span className={styles['marks']}>
                    {questionResults.map((result) => (
                      <label key={result} className={styles['mark']}>
                        <input
                          type="radio" name={`${id}:${question.code}`} checked={results[question.code] === result}
                          onChange={() => { setResults({ ...results, [question.code]: result }); }}
                        />
                        {t(`mark-${result}`)}
                      </label>
                    ))}
                  </span>
                </div>
              ))}
            </fieldset>
          );
        })}
        <Select label={t('method')} value={method} options={verificationMethods.map((one) => ({ id: one, label: t(`method-${one}`) }))} onChange={(one) => { setMethod(one as VerificationMethod); }} />
        <div>
          <Checkbox isSelected={coercion} onChange={setCoercion}>{t('coercion')}</Checkbox>
          <p className={styles['muted']}>{t('coercion-hint')}</p>
        </div>
        <p role="status" className={styles['outcome']} data-level={level}>
          {asked.length === 0 ? t('outcome-none') : wrong ? t('outcome-failed', { count: failures + 1 }) : level === 0 ? t('outcome-open') : t('outcome', { level: t(`level-${String(level)}`) })}
        </p>
        {failure === null ? null : <ErrorText>{failure}</ErrorText>}
      </div>
    </Dialog>
  );
}
