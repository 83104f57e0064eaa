import { useTranslation } from 'react-i18next';
import { amountText } from '#domain/delegation/evaluate.ts';
import type { Clause, Condition } from '#domain/delegation/scheme.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ClauseForm, Identity, Interest } from './clause-form.tsx';
import styles from './decision-dialog.module.css';
import { capital } from '../../ui/capital.ts';
import { amountIn, asksForAmount, detailFaults, type DecisionDraft, type DecisionField, type DecisionPlan } from './decision-form.ts';

interface DecisionFieldsProps {
  clause: Clause;
  draft: DecisionDraft;
  onChange: (draft: DecisionDraft) => void;
  plan: DecisionPlan;
  now: number;
  /** True once the button was pressed: from then on what is missing is marked. */
  tried: boolean;
  upTo: number;
  offline: boolean;
  /** True where the draft is from an earlier sitting. */
  kept: boolean;
  onClear: () => void;
}

export function DecisionFields({ clause, draft, onChange, plan, now, tried, upTo, offline, kept, onClear }: DecisionFieldsProps) {
  const { t } = useTranslation('authority');
  const change = (part: Partial<DecisionDraft>) => { onChange({ ...draft, ...part }); };
  const missing = (field: DecisionField): boolean => plan.faults.includes(field);
  const error = (field: DecisionField): string | undefined => tried && missing(field) ? t(`fault-${field}`) : undefined;
  // A request goes up without them, so they are asked for only where the person decides.
  const needed = (condition: Condition): boolean => tried && (plan.act === 'decide' || plan.act === 'pass-on') && plan.unmet.includes(condition);
  const amount = amountIn(clause, draft);
  const evidence = clause.conditions.filter((one) => one.kind === 'evidence');
  const confirmations = clause.conditions.filter((one) => one.kind === 'confirm');
  return (
    <div className={styles['fields']}>
      {kept ? (
        <p className={styles['kept']}>
          {t('kept')} <Button variant="quiet" size="small" onPress={onClear}>{t('clear')}</Button>
        </p>
      ) : null}
      {asksForAmount(clause) ? (
        <div data-missing={missing('amount')}>
          <AmountField
            clause={clause} value={draft.amount} error={error('amount')} onChange={(amount) => { change({ amount }); }}
            hint={t(offline ? 'amount-hint-offline' : 'amount-hint', { limit: amountText(upTo, clause.measure) })}
          />
        </div>
      ) : null}
      {clause.worth.kind === 'entered' ? null : <p className={styles['workedOut']}>{amount === null ? t('worked-out-hint') : t('worked-out', { amount: amountText(amount, clause.measure) })}</p>}
      {clause.items.length === 0 ? null : (
        <div data-missing={missing('item')}>
          <Choice
            label={t('item')} options={clause.items} value={draft.item} error={error('item')} onChange={(item) => { change({ item }); }}
          />
        </div>
      )}
      <div data-missing={missing('reason')}>
        <Choice
          label={t('reason')} options={clause.reasons} value={draft.reasonCode} error={error('reason')}
          onChange={(reasonCode) => { change({ reasonCode }); }}
        />
      </div>
      <ClauseForm
        clause={clause} details={draft.details} faults={detailFaults(clause, draft.details, now)} tried={tried} now={now} onChange={(details) => { change({ details }); }}
      />
      <Identity
        clause={clause} value={draft.verifiedLevel} onChange={(verifiedLevel) => { change({ verifiedLevel }); }}
        needed={plan.unmet.some((one) => one.kind === 'verification' && needed(one))}
      />
      <div data-missing={missing('reasons')}>
        <TextArea
          label={t('reasons')} description={t('reasons-hint')} rows={3} value={draft.reasons} error={error('reasons')}
          onChange={(reasons) => { change({ reasons }); }}
        />
      </div>
      {evidence.map((one) => (
        <fieldset key={one.evidence} className={styles['group']} data-missing={isUnmet(plan, one)}>
          <legend>{t('evidence', { words: one.words })}</legend>
          <TextField
            label={t('evidence-detail')} value={draft.evidence[one.evidence] ?? ''} error={needed(one) ? t('fault-evidence') : undefined}
            onChange={(detail) => { change({ evidence: { ...draft.evidence, [one.evidence]: detail } }); }}
          />
        </fieldset>
      ))}
      {confirmations.length === 0 ? null : (
        <fieldset className={styles['group']}>
          <legend>{t('confirm-title')}</legend>
          {confirmations.some(needed) ? <ErrorText>{t('fault-confirm')}</ErrorText> : null}
          {confirmations.map((one) => (
            <div key={one.code} data-missing={isUnmet(plan, one)}>
              <Checkbox
                isSelected={draft.confirmed.includes(one.code)}
                onChange={(on) => { change({ confirmed: on ? [...draft.confirmed, one.code] : draft.confirmed.filter((code) => code !== one.code) }); }}
              >
                {one.words}
              </Checkbox>
            </div>
          ))}
        </fieldset>
      )}
      {plan.act === 'pass-on' ? null : <Interest value={draft.interest} onChange={(interest) => { change({ interest }); }} error={error('interest')} />}
      <TextArea label={t('alternatives')} rows={2} value={draft.alternatives} onChange={(alternatives) => { change({ alternatives }); }} />
    </div>
  );
}

const isUnmet = (plan: DecisionPlan, condition: Condition): boolean => plan.unmet.includes(condition);

interface AmountFieldProps {
  clause: Clause;
  value: number | null;
  onChange: (value: number | null) => void;
  hint: string;
  error: string | undefined;
}

function AmountField({ clause, value, onChange, hint, error }: AmountFieldProps) {
  const { t } = useTranslation('authority');
  return clause.measure === 'money'
    ? <MoneyField label={t('amount')} description={hint} error={error} value={value} onChange={onChange} autoFocus />
    : <NumberField label={t(clause.measure === 'days' ? 'amount-days' : 'amount-count')} description={hint} error={error} value={value} onChange={onChange} autoFocus />;
}

interface ChoiceProps {
  label: string;
  options: readonly { code: string; words: string }[];
  value: string | null;
  onChange: (code: string) => void;
  error: string | undefined;
}

function Choice({ label, options, value, onChange, error }: ChoiceProps) {
  const { t } = useTranslation('authority');
  return (
    <Select
      label={label} options={options.map((one) => ({ id: one.code, label: capital(one.words) }))} value={value} onChange={onChange} error={error}
      placeholder={t('choose')}
    />
  );
}
