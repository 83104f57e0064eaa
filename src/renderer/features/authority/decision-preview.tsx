import { CircleAlert, CircleArrowRight, CircleArrowUp, CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { beyondClause, dateText } from '#domain/delegation/clause-fields.ts';
import { lastDay } from '#domain/delegation/outcome.ts';
import type { Clause, Effect } from '#domain/delegation/scheme.ts';
import { dateAt } from '#domain/time/dates.ts';
import type { Resident } from '#domain/records/people.ts';
import type { Sentence } from '#domain/words/sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Meter } from '../../ui/meter.tsx';
import { useNow } from '../../ui/now.ts';
import styles from './decision-dialog.module.css';
import { amountIn, hasAmount, isReady, type DecisionDraft, type DecisionPlan } from './decision-form.ts';
import { LetterPreview } from './letter-preview.tsx';
import { givenWords, usedWords } from './limit-words.ts';
import type { Checked } from './use-evaluation.ts';

interface DecisionPreviewProps {
  clause: Clause;
  resident: Resident;
  draft: DecisionDraft;
  checked: Checked;
  plan: DecisionPlan;
  offline: boolean;
  onCheckAgain: () => void;
}

/** Where the request stands as it is typed, what pressing the button will do, and what the resident will be told. */
export function DecisionPreview({ clause, resident, draft, checked, plan, offline, onCheckAgain }: DecisionPreviewProps) {
  const { t } = useTranslation(['authority', 'rules']);
  const evaluation = checked.state === 'failed' ? null : checked.evaluation;
  const now = useNow();
  const beyond = clause.fields.map((field) => beyondClause(field, draft.details[field.code], now)).filter((one) => one !== null);
  return (
    <>
      <section className={styles['card']} aria-label={t('state')}>
        {checked.state === 'failed' ? (
          <p role="alert"><CircleAlert size={16} aria-hidden="true" /> {t('state-failed')} <Button variant="secondary" size="small" onPress={onCheckAgain}>{t('check-again')}</Button></p>
        ) : <Standing clause={clause} checked={checked} plan={plan} />}
        {evaluation?.remaining.map((left) => (
          <Meter key={`${left.scope}:${left.unit}:${JSON.stringify(left.window)}`} label={usedWords(t, left)} value={left.used} max={left.limit} />
        ))}
        {plan.unmet.length === 0 || plan.act === 'nothing' ? null : (
          <>
            <p className={styles['label']}>{t(plan.act === 'ask' ? 'not-given' : 'still-needed')}</p>
            <ul className={styles['needed']}>
              {plan.unmet.map((one) => <li key={one.words}>{one.words}</li>)}
            </ul>
          </>
        )}
        {evaluation?.notices.map((notice) => (
          <p key={notice.code} className={styles['notice']}><CircleAlert size={16} aria-hidden="true" /> <span>{t(`rules:${notice.code}`, notice.values ?? {})}</span></p>
        ))}
        {plan.beyond ? (
          <p className={styles['notice']}>
            <CircleAlert size={16} aria-hidden="true" />
            <span>{beyond.map((one) => t(`rules:${one.code}`, one.values ?? {})).join(' ')} {t('beyond-ask')}</span>
          </p>
        ) : null}
        <p className={styles['muted']}>{t('clause', { number: clause.number, version: evaluation?.schemeVersion ?? '' })} · {clause.power}</p>
        {clause.never === null ? null : <p className={styles['muted']}>{clause.never}</p>}
      </section>
      {plan.act === 'nothing' ? null : (
        <section className={styles['card']} aria-label={t('effect')}>
          <h3 className={styles['cardTitle']}>{t('effect')}</h3>
          <ul className={styles['effects']}>
            <Effects clause={clause} draft={draft} ask={plan.act === 'ask'} approver={evaluation?.approver ?? null} />
            {offline ? <li>{t('effect-offline')}</li> : null}
          </ul>
          <p className={styles['label']}>{t(plan.act === 'ask' ? 'tell' : 'told')}</p>
          {plan.act === 'ask' ? <blockquote className={styles['told']}>{t('told-ask', { reference: draft.reference })}</blockquote> : (
            <LetterPreview clause={clause} resident={resident} amount={amountIn(clause, draft) ?? 0} item={draft.item} reference={draft.reference} details={draft.details} />
          )}
        </section>
      )}
    </>
  );
}

function Standing({ clause, checked, plan }: { clause: Clause; checked: Exclude<Checked, { state: 'failed' }>; plan: DecisionPlan }) {
  const { t } = useTranslation(['authority', 'rules']);
  const { evaluation } = checked;
  // "You can decide this up to 1" says nothing of a clause that always gives one.
  const sentence: Sentence | undefined = evaluation?.result === 'permit' && !hasAmount(clause) ? undefined : evaluation?.sentences[0];
  const state = evaluation === null ? 'checking' : plan.act === 'pass-on' ? 'pass-on' : evaluation.result === 'permit' ? (isReady(plan) ? 'permit' : 'needs')
    : evaluation.result === 'escalate' ? 'ask' : 'refuse';
  const Icon = { checking: LoaderCircle, permit: CircleCheck, needs: CircleAlert, ask: CircleArrowUp, 'pass-on': CircleArrowRight, refuse: CircleX }[state];
  return (
    <div role="status" className={styles['standing']} data-state={state}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <p className={styles['headline']}>{t(`state-${state}`)}</p>
        {sentence === undefined || state === 'checking' ? null : <p>{t(`rules:${sentence.code}`, sentence.values ?? {})}</p>}
      </div>
    </div>
  );
}

interface EffectsProps {
  clause: Clause;
  draft: DecisionDraft;
  ask: boolean;
  approver: string | null;
}

/** Everything that pressing the button sets off, a line each. */
function Effects({ clause, draft, ask, approver }: EffectsProps) {
  const { t } = useTranslation(['authority', 'vocabulary']);
  const amount = givenWords(clause, amountIn(clause, draft) ?? 0, draft.item);
  const post = (one: string | null): string => one === null ? t('someone') : t(`vocabulary:post.${one}`);
  if (ask) {
    return (
      <>
        <li>{t(hasAmount(clause) || draft.item !== null ? 'effect-request' : 'effect-request-it', { amount, post: post(approver) })}</li>
        {clause.secondApprover === null ? null : <li>{t('effect-second', { post: post(clause.secondApprover) })}</li>}
      </>
    );
  }
  return clause.effects.map((effect) => <li key={JSON.stringify(effect)}><EffectWords clause={clause} draft={draft} effect={effect} amount={amount} /></li>);
}

function EffectWords({ clause, draft, effect, amount }: { clause: Clause; draft: DecisionDraft; effect: Effect; amount: string }) {
  const { t } = useTranslation('authority');
  const now = useNow();
  switch (effect.kind) {
    case 'payment': return <>{t(`effect-payment-${effect.method}`, { amount })}</>;
    case 'task': {
      const chosen = clause.items.find((one) => one.code === draft.item);
      const title = chosen === undefined ? effect.title : `${effect.title}: ${chosen.words}`;
      const due = effect.dueField === null ? '' : draft.details[effect.dueField] ?? '';
      return <>{due === '' ? t('effect-task', { title }) : t('effect-task-by', { title, date: dateText(due) })}</>;
    }
    case 'entitlement': return <>{t('effect-entitlement', { title: effect.title, date: dateText(lastDay(clause, effect, amountIn(clause, draft) ?? 1, draft.details, dateAt(now))) })}</>;
    case 'pass-on': return <>{t('effect-pass-on', { where: effect.where })}</>;
  }
}
