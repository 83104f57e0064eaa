import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import { calendarOf } from '#domain/time/working-days.ts';
import type { AvoidableCode, ContactOutcome, ContactReason } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { calendarDateWords } from '../../ui/idiom.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useNow } from '../../ui/now.ts';
import { TextField } from '../../ui/text-field.tsx';
import type { ContactDraft, NextDraft } from './contact-draft.ts';
import { useDone } from './use-done.ts';
import { keysOf } from './wrap-up-keys.ts';
import { answersOf, firstOpen, inKeyOrder, NONE, type PROMISED_IN, promisedOn, stepAfter, wrapUpSteps, type WrapUpStep } from './wrap-up-steps.ts';
import styles from './wrap-up.module.css';

interface WrapUpDialogProps {
  /** Whom it is with; null where nobody is named. */
  name: string | null;
  draft: ContactDraft;
  onChange: (draft: ContactDraft) => void;
  subject: SubjectRef | null;
  person: { staffId: string; role: string };
  onClose: () => void;
  /** The last question is answered. */
  onDone: (draft: ContactDraft) => void;
}

const isTyping = (target: EventTarget): boolean => target instanceof Element && target.closest('input, textarea, [role="listbox"]') !== null;

/** Five questions, each answered by one key. What is answered stands in the form, whatever becomes of the dialog. */
export function WrapUpDialog({ name, draft, onChange, subject, person, onClose, onDone }: WrapUpDialogProps) {
  const { t, i18n } = useTranslation(['contact', 'vocabulary']);
  const reference = useLive('reference', {}).collections;
  const header = useLive('subject', subject ?? { kind: 'resident', id: '' }).collections?.header[0];
  const { done, decidedFor } = useDone(subject, draft);
  const now = useNow();
  const [step, setStep] = useState<WrapUpStep>(() => firstOpen(draft));
  /** Somebody or a day that no key stands for is being chosen. */
  const [choosing, setChoosing] = useState<'colleague' | 'other-service' | 'other-day' | null>(null);
  const [otherDay, setOtherDay] = useState('');
  const service = reference?.services.find(({ id }) => id === (draft.serviceId ?? decidedFor));
  const { staffId } = person;
  const promisable = subject?.kind === 'resident' && header?.resident?.deceasedOn == null && (person.role === 'operative' || person.role === 'approver');
  const calendar = useMemo(() => calendarOf(reference?.holidays ?? []), [reference]);
  const context = { category: service?.category ?? null, done, promisable, service: service !== undefined };
  const offered = answersOf(step, draft, context);
  const about = service?.name ?? (draft.reason === null ? '' : t(`vocabulary:reason.${draft.reason}`));

  const labelOf = (of: WrapUpStep, answer: string): string => {
    switch (of) {
      case 'reason': return t(`vocabulary:reason.${answer as ContactReason}`);
      case 'outcome': return t(`vocabulary:outcome.${answer as ContactOutcome}`);
      case 'avoidable': return answer === NONE ? t('not-avoidable') : t(`vocabulary:avoidable.${answer as AvoidableCode}`);
      case 'owner':
        return answer === 'service' ? t('owner-service', { name: service?.name ?? '' }) : t(answer === NONE ? 'owner-none' : answer === 'me' ? 'owner-me' : answer === 'colleague' ? 'owner-colleague' : 'owner-other-service');
      case 'promise':
        if (answer === NONE) return t('promise-none');
        return answer === 'other-day' ? t('promise-other') : t(answer === 'tomorrow' ? 'promise-tomorrow' : answer === 'two-days' ? 'promise-two' : 'promise-five', {
          date: calendarDateWords(promisedOn(answer as keyof typeof PROMISED_IN, now, calendar), i18n.language, 'short'),
        });
    }
  };
  const fixed = inKeyOrder(step, offered);
  const keys = new Map(keysOf(fixed.map((answer) => labelOf(step, answer))).map((key, n) => [fixed[n] ?? '', key]));
  const told = (of: WrapUpStep): string => {
    switch (of) {
      case 'reason': return draft.reason === null ? '' : labelOf(of, draft.reason);
      case 'outcome': return draft.outcome === null ? '' : labelOf(of, draft.outcome);
      case 'avoidable': return wrapUpSteps.indexOf(step) > 2 ? labelOf(of, draft.avoidable ?? NONE) : '';
      case 'owner': {
        if (step !== 'promise') return '';
        const { next } = draft;
        if (next === null) return t('owner-none');
        return reference?.staff.find(({ id }) => id === next.staffId)?.name ?? reference?.services.find(({ id }) => id === next.serviceId)?.name ?? t('owner-me');
      }
      case 'promise': return '';
    }
  };

  const goOn = (changed: ContactDraft) => {
    setChoosing(null);
    onChange(changed);
    const after = stepAfter(step, promisable);
    if (after === null) onDone(changed);
    else setStep(after);
  };
  const owned = (part: Partial<NextDraft>) => { goOn({ ...draft, next: { staffId: null, serviceId: null, date: null, words: t('next-words', { what: about }), ...part } }); };
  const promised = (date: string | null) => {
    const { next } = draft;
    if (date === null) goOn(next === null ? draft : { ...draft, next: { ...next, date } });
    else goOn({ ...draft, next: { staffId, serviceId: null, words: t('next-words', { what: about }), ...next, date } });
  };
  const answer = (given: string) => {
    switch (step) {
      case 'reason': goOn({ ...draft, reason: given as ContactReason, serviceId: draft.serviceId ?? decidedFor }); break;
      case 'outcome': goOn({ ...draft, outcome: given as ContactOutcome }); break;
      case 'avoidable': goOn({ ...draft, avoidable: given === NONE ? null : given as AvoidableCode }); break;
      case 'owner':
        if (given === NONE) goOn({ ...draft, next: null });
        else if (given === 'me') owned({ staffId });
        else if (given === 'service') owned({ serviceId: draft.serviceId });
        else setChoosing(given as 'colleague' | 'other-service');
        break;
      case 'promise':
        if (given === NONE) promised(null);
        else if (given === 'other-day') setChoosing('other-day');
        else promised(promisedOn(given as keyof typeof PROMISED_IN, now, calendar));
        break;
    }
  };
  const back = () => {
    if (choosing !== null) return setChoosing(null);
    const before = wrapUpSteps[wrapUpSteps.indexOf(step) - 1];
    if (before !== undefined) setStep(before);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const answers = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-answer] button')];
    const at = answers.findIndex((button) => button === document.activeElement);
    if (event.key === 'Backspace') back();
    else if (event.key === 'ArrowDown') answers[Math.min(answers.length - 1, at + 1)]?.focus();
    else if (event.key === 'ArrowUp') answers[Math.max(0, at - 1)]?.focus();
    else {
      const found = [...keys].find(([, key]) => key === event.key.toLowerCase());
      if (found === undefined || choosing !== null) return;
      answer(found[0]);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      title={name === null ? t('wrap-up-anonymous') : t('wrap-up-title', { name })} sensitive={name ?? undefined} size="wide" onClose={onClose}
      actions={<Button variant="quiet" onPress={onClose}>{t('wrap-up-later')}</Button>}
    >
      <div className={styles['wrap']} onKeyDownCapture={onKeyDown}>
        <ol className={styles['steps']} aria-label={t('wrap-up-steps')}>
          {wrapUpSteps.filter((one) => promisable || one !== 'promise').map((one) => (
            <li key={one} aria-current={one === step ? 'step' : undefined} className={styles['step']}>
              <span className={styles['question']}>{t(`ask-${one}-short`)}</span>
              <span>{told(one)}</span>
            </li>
          ))}
        </ol>
        {choosing === null ? (
          <div key={step} role="group" aria-label={t(`ask-${step}`)} className={styles['answers']}>
            <h3 className={styles['title']}>{t(`ask-${step}`)}</h3>
            {step === 'promise' && draft.next !== null ? <NextWords next={draft.next} onChange={(next) => { onChange({ ...draft, next }); }} /> : null}
            <ul className={styles['list']}>
              {offered.map((one, n) => (
                <li key={one} data-answer={one}>
                  <Button variant={n === 0 ? 'secondary' : 'quiet'} autoFocus={n === 0} onPress={() => { answer(one); }}>
                    <Kbd keys={(keys.get(one) ?? '').toUpperCase()} />
                    <span>{labelOf(step, one)}</span>
                    {n === 0 ? <span className={styles['likely']}><Kbd keys="Enter" /></span> : null}
                  </Button>
                </li>
              ))}
            </ul>
            <p className={styles['hint']}>{t('wrap-up-hint')}</p>
          </div>
        ) : (
          <div role="group" aria-label={t(choosing === 'other-day' ? 'ask-promise' : 'ask-owner')} className={styles['answers']}>
            {choosing === 'colleague' ? (
              <ComboBox
                label={t('owner-colleague')} value={null} autoFocus options={reference?.staff.filter(({ role }) => role !== 'partner').map(({ id, name }) => ({ id: id, label: name })) ?? []}
                onChange={(id) => { if (id !== null) owned({ staffId: id }); }}
              />
            ) : choosing === 'other-service' ? (
              <ComboBox
                label={t('owner-other-service')} value={null} autoFocus options={reference?.services.map(({ id, name }) => ({ id: id, label: name })) ?? []}
                onChange={(id) => { if (id !== null) owned({ serviceId: id }); }}
              />
            ) : (
              <form className={styles['day']} onSubmit={(event) => { event.preventDefault(); if (otherDay !== '') promised(otherDay); }}>
                <TextField label={t('promise-other')} type="date" value={otherDay} onChange={setOtherDay} autoFocus />
                <Button type="submit" variant="primary">{t('promise-set')}</Button>
              </form>
            )}
            <Button variant="quiet" onPress={back}>{t('wrap-up-back')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

/** What was promised, in the words they heard; the service stands there until somebody writes more. */
function NextWords({ next, onChange }: { next: NextDraft; onChange: (next: NextDraft) => void }) {
  const { t } = useTranslation('contact');
  return <TextField label={t('next-words-label')} value={next.words} onChange={(words) => { onChange({ ...next, words }); }} />;
}
