import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { windowText } from '#domain/delegation/evaluate.ts';
import type { Clause, Measure } from '#domain/delegation/scheme.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './governance.module.css';

interface ClauseEditorProps {
  clause: Clause;
  onChange: (clause: Clause) => void;
  onClose: () => void;
}

/** The numbers and words of one clause; each change is in the draft as it is typed. */
export function ClauseEditor({ clause: begun, onChange, onClose }: ClauseEditorProps) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const [clause, setClause] = useState(begun);
  const change = (part: Partial<Clause>) => {
    const changed = { ...clause, ...part };
    setClause(changed);
    onChange(changed);
  };
  const post = (name: string): string => t(`vocabulary:post.${name}`);
  return (
    <Dialog
      title={t('edit-title', { number: clause.number, title: clause.title })} size="wide" onClose={onClose}
      actions={<Button variant="primary" onPress={onClose}>{t('edit-done')}</Button>}
    >
      <div className={styles['editor']}>
        <TextField label={t('clause-title')} value={clause.title} onChange={(title) => { change({ title }); }} autoFocus />
        <div className={styles['numbers']}>
          <Amount label={t('usual')} measure={clause.measure} value={clause.usual} onChange={(usual) => { change({ usual: usual ?? 0 }); }} />
          {clause.limits.map((limit, n) => (
            <div key={`${limit.post} ${limit.authorisation ?? ''}`} className={styles['pair']}>
              <Amount label={t('per-decision', { post: post(limit.post) })} measure={clause.measure} value={limit.perDecision} onChange={(perDecision) => { change({ limits: clause.limits.with(n, { ...limit, perDecision: perDecision ?? 0 }) }); }} />
              <Amount label={t('offline-limit', { post: post(limit.post) })} description={t('offline-hint')} measure={clause.measure} value={limit.offline} onChange={(offline) => { change({ limits: clause.limits.with(n, { ...limit, offline }) }); }} />
            </div>
          ))}
          {clause.ladder.map((rung, n) => (
            <Amount key={rung.post} label={t('rung', { post: post(rung.post) })} measure={clause.measure} value={rung.upTo} onChange={(upTo) => { change({ ladder: clause.ladder.with(n, { ...rung, upTo: upTo ?? 0 }) }); }} />
          ))}
          {clause.cumulative.map((limit, n) => {
            const over = { scope: t(`scope-${limit.scope}`), window: windowText(limit.window) };
            const key = `${limit.scope} ${JSON.stringify(limit.window)}`;
            return limit.total !== null
              ? <Amount key={key} label={t('cumulative-total', over)} measure={clause.measure} value={limit.total} onChange={(total) => { change({ cumulative: clause.cumulative.with(n, { ...limit, total: total ?? 0 }) }); }} />
              : <Amount key={key} label={t('cumulative-times', over)} measure="count" value={limit.times} onChange={(times) => { change({ cumulative: clause.cumulative.with(n, { ...limit, times: times ?? 0 }) }); }} />;
          })}
        </div>
        <TextArea
          label={t('resident-wording')} rows={3} value={clause.residentWording} onChange={(residentWording) => { change({ residentWording }); }}
          description={t('resident-wording-hint', { names: ['amount', 'item', 'reference', ...clause.fields.map(({ code }) => code)].map((name) => `{{${name}}}`).join(', ') })}
        />
        <TextArea label={t('never')} rows={2} value={clause.never ?? ''} onChange={(never) => { change({ never: never === '' ? null : never }); }} />
        <Checkbox isSelected={clause.maySubDelegate} onChange={(maySubDelegate) => { change({ maySubDelegate }); }}>{t('may-sub-delegate')}</Checkbox>
      </div>
    </Dialog>
  );
}

interface AmountProps {
  label: string;
  description?: string | undefined;
  measure: Measure;
  value: number | null;
  onChange: (value: number | null) => void;
}

function Amount({ measure, ...field }: AmountProps) {
  return measure === 'money' ? <MoneyField {...field} /> : <NumberField {...field} />;
}
