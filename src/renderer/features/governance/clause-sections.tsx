/** The parts of a clause, each a form of its own: who decides, limits over time, what it rests on, its form, what happens. */
import { useTranslation } from 'react-i18next';
import type { Clause, ClauseField, Condition, CumulativeLimit, Effect, Measure, Rung, Window } from '#domain/delegation/scheme.ts';
import type { NamedAuthorisation } from '#domain/delegation/scheme.ts';
import { markerCategories, posts, type Post } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './governance.module.css';
import { ListEditor } from './list-editor.tsx';
import { freeCode } from './scheme-draft.ts';

export interface SectionProps {
  clause: Clause;
  change: (part: Partial<Clause>) => void;
}

const NONE = 'none';
const noneOr = <T extends string>(id: T): T | null => id === NONE ? null : id;

interface AmountProps {
  label: string;
  description?: string | undefined;
  measure: Measure;
  value: number | null;
  onChange: (value: number | null) => void;
}

export function Amount({ measure, ...field }: AmountProps) {
  return measure === 'money' ? <MoneyField {...field} /> : <NumberField {...field} />;
}

function PostSelect({ label, value, none, onChange }: { label: string; value: Post | null; none?: string; onChange: (post: Post | null) => void }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const options = [...none === undefined ? [] : [{ id: NONE, label: none }], ...posts.map((id) => ({ id, label: t(`vocabulary:post.${id}`) }))];
  return <Select label={label} value={value ?? NONE} options={options} onChange={(id) => { onChange(noneOr(id as Post)); }} />;
}

function ServiceSelect({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const { t } = useTranslation('governance');
  const services = useLive('reference', {}).collections?.services ?? [];
  return <Select label={t('service')} value={value} options={services.map(({ id, name }) => ({ id, label: `${id} ${name}` }))} onChange={onChange} />;
}

const fieldsOf = (clause: Clause, kind: ClauseField['kind'], none: string) =>
  [{ id: NONE, label: none }, ...clause.fields.filter((field) => field.kind === kind).map(({ code, words }) => ({ id: code, label: words }))];

export function BasicsSection({ clause, change }: SectionProps) {
  const { t } = useTranslation('governance');
  const perUnit = clause.worth.kind === 'per-unit' ? clause.worth : null;
  return (
    <div className={styles['editor']}>
      <div className={styles['numbers']}>
        <TextField label={t('clause-title')} value={clause.title} onChange={(title) => { change({ title }); }} autoFocus />
        <TextField label={t('clause-number')} value={clause.number} onChange={(number) => { change({ number }); }} />
        <ServiceSelect value={clause.serviceId} onChange={(serviceId) => { change({ serviceId }); }} />
        <TextField label={t('power')} value={clause.power} onChange={(power) => { change({ power }); }} />
        <Select
          label={t('power-of')} value={clause.powerOf} onChange={(powerOf) => { change({ powerOf: powerOf as Clause['powerOf'] }); }}
          options={[{ id: 'council', label: t('power-council') }, { id: 'executive', label: t('power-executive') }]}
        />
        <TextField label={t('delegated-from')} value={clause.delegatedFrom} onChange={(delegatedFrom) => { change({ delegatedFrom }); }} />
        <Select
          label={t('measure')} value={clause.measure} onChange={(measure) => { change({ measure: measure as Measure }); }}
          options={(['money', 'count', 'days'] as const).map((id) => ({ id, label: t(`measure-${id}`) }))}
        />
        <Amount label={t('usual')} measure={clause.measure} value={clause.usual} onChange={(usual) => { change({ usual: usual ?? 0 }); }} />
        <Select
          label={t('ceiling')} description={t('ceiling-hint')} value={clause.ceilingField ?? NONE} options={fieldsOf(clause, 'money', t('no-field'))}
          onChange={(id) => { change({ ceilingField: noneOr(id) }); }}
        />
        <Select
          label={t('worth')} value={perUnit?.field ?? NONE} options={fieldsOf(clause, 'number', t('worth-entered'))} description={t('worth-hint')}
          onChange={(id) => { change({ worth: id === NONE ? { kind: 'entered' } : { kind: 'per-unit', base: perUnit?.base ?? 0, each: perUnit?.each ?? 0, most: perUnit?.most ?? clause.usual, field: id } }); }}
        />
        {perUnit === null ? null : (['base', 'each', 'most'] as const).map((part) => (
          <Amount key={part} label={t(`worth-${part}`)} measure={clause.measure} value={perUnit[part]} onChange={(value) => { change({ worth: { ...perUnit, [part]: value ?? 0 } }); }} />
        ))}
      </div>
      <Checkbox isSelected={clause.maySubDelegate} onChange={(maySubDelegate) => { change({ maySubDelegate }); }}>{t('may-sub-delegate')}</Checkbox>
    </div>
  );
}

const WINDOWS = ['rolling-months', 'rolling-days', 'calendar-day', 'calendar-month', 'while-running'] as const;
const windowOf = (kind: Window['kind']): Window => kind === 'rolling-months' ? { kind, months: 12 } : kind === 'rolling-days' ? { kind, days: 30 } : { kind };
const SCOPES = ['resident', 'household', 'property', 'vehicle', 'operative'] as const;

export function LimitsSection({ clause, change, authorisations }: SectionProps & { authorisations: readonly NamedAuthorisation[] }) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const { measure } = clause;
  const post = (name: string): string => t(`vocabulary:post.${name}`);
  return (
    <div className={styles['editor']}>
      <ListEditor
        title={t('limits')} add={t('limit-add')} items={clause.limits} onChange={(limits) => { change({ limits }); }} name={(one) => post(one.post)}
        make={() => ({ post: posts.find((one) => !clause.limits.some((limit) => limit.post === one)) ?? posts[0], perDecision: clause.usual, offline: null, authorisation: null })}
      >
        {(limit, set) => (
          <>
            <PostSelect label={t('post')} value={limit.post} onChange={(name) => { set({ ...limit, post: name ?? limit.post }); }} />
            <Select
              label={t('needs-authorisation')} value={limit.authorisation ?? NONE} options={[{ id: NONE, label: t('post-is-enough') }, ...authorisations.map(({ code, words }) => ({ id: code, label: words }))]}
              onChange={(id) => { set({ ...limit, authorisation: noneOr(id) }); }}
            />
            <Amount label={t('per-decision', { post: post(limit.post) })} measure={measure} value={limit.perDecision} onChange={(perDecision) => { set({ ...limit, perDecision: perDecision ?? 0 }); }} />
            <Amount label={t('offline-limit', { post: post(limit.post) })} description={t('offline-hint')} measure={measure} value={limit.offline} onChange={(offline) => { set({ ...limit, offline }); }} />
          </>
        )}
      </ListEditor>
      <ListEditor<Rung>
        title={t('ladder')} add={t('rung-add')} items={clause.ladder} onChange={(ladder) => { change({ ladder }); }} name={(one) => post(one.post)}
        make={() => ({ post: 'team-leader', upTo: (clause.ladder.at(-1)?.upTo ?? clause.usual) + 1 })}
      >
        {(rung, set) => (
          <>
            <PostSelect label={t('post')} value={rung.post} onChange={(name) => { set({ ...rung, post: name ?? rung.post }); }} />
            <Amount label={t('rung', { post: post(rung.post) })} measure={measure} value={rung.upTo} onChange={(upTo) => { set({ ...rung, upTo: upTo ?? 0 }); }} />
          </>
        )}
      </ListEditor>
      <PostSelect label={t('second-approver')} none={t('second-none')} value={clause.secondApprover} onChange={(secondApprover) => { change({ secondApprover }); }} />
      <ListEditor<CumulativeLimit>
        title={t('over-time')} add={t('over-time-add')} items={clause.cumulative} onChange={(cumulative) => { change({ cumulative }); }} name={(one) => t(`scope-${one.scope}`)}
        make={() => ({ scope: 'resident', window: { kind: 'rolling-months', months: 12 }, total: measure === 'count' ? null : clause.usual, times: measure === 'count' ? 1 : null, perItem: false })}
      >
        {(limit, set) => (
          <>
            <Select label={t('scope')} value={limit.scope} options={SCOPES.map((id) => ({ id, label: t(`scope-${id}`) }))} onChange={(scope) => { set({ ...limit, scope: scope as CumulativeLimit['scope'] }); }} />
            <Select label={t('window')} value={limit.window.kind} options={WINDOWS.map((id) => ({ id, label: t(`window-${id}`) }))} onChange={(kind) => { set({ ...limit, window: windowOf(kind as Window['kind']) }); }} />
            {limit.window.kind === 'rolling-months' ? <NumberField label={t('window-months')} value={limit.window.months} onChange={(months) => { set({ ...limit, window: { kind: 'rolling-months', months: months ?? 0 } }); }} /> : null}
            {limit.window.kind === 'rolling-days' ? <NumberField label={t('window-days')} value={limit.window.days} onChange={(days) => { set({ ...limit, window: { kind: 'rolling-days', days: days ?? 0 } }); }} /> : null}
            <Amount label={t('cumulative-total')} description={t('cumulative-hint')} measure={measure} value={limit.total} onChange={(total) => { set({ ...limit, total }); }} />
            <NumberField label={t('cumulative-times')} description={t('cumulative-hint')} value={limit.times} onChange={(times) => { set({ ...limit, times }); }} />
            {clause.items.length === 0 ? null : <Checkbox isSelected={limit.perItem} onChange={(perItem) => { set({ ...limit, perItem }); }}>{t('per-item')}</Checkbox>}
          </>
        )}
      </ListEditor>
    </div>
  );
}

const CONDITIONS = ['evidence', 'confirm', 'verification', 'no-marker'] as const;
function conditionOf(kind: Condition['kind'], words: string, taken: string[]): Condition {
  switch (kind) {
    case 'evidence': return { kind, evidence: freeCode('evidence', taken), words };
    case 'confirm': return { kind, code: freeCode('confirmed', taken), words };
    case 'verification': return { kind, level: 2, words };
    case 'no-marker': return { kind, categories: ['violence'], words };
  }
}

export function ConditionsSection({ clause, change }: SectionProps) {
  const { t } = useTranslation(['governance', 'vocabulary']);
  const taken = clause.conditions.flatMap((one) => one.kind === 'evidence' ? [one.evidence] : one.kind === 'confirm' ? [one.code] : []);
  return (
    <div className={styles['editor']}>
      <ListEditor
        title={t('conditions')} add={t('condition-add')} items={clause.conditions} onChange={(conditions) => { change({ conditions }); }} name={({ words }) => words}
        make={() => conditionOf('confirm', '', taken)}
      >
        {(condition, set) => (
          <>
            <Select label={t('condition-kind')} value={condition.kind} options={CONDITIONS.map((id) => ({ id, label: t(`condition-${id}`) }))} onChange={(kind) => { set(conditionOf(kind as Condition['kind'], condition.words, taken)); }} />
            <TextField label={t('words')} value={condition.words} onChange={(words) => { set({ ...condition, words }); }} />
            {condition.kind === 'verification' ? (
              <Select
                label={t('level')} value={String(condition.level)} options={(['1', '2', '3'] as const).map((id) => ({ id, label: t(`level-${id}`) }))}
                onChange={(level) => { set({ ...condition, level: Number(level) as 1 | 2 | 3 }); }}
              />
            ) : null}
            {condition.kind === 'no-marker' ? (
              <div className={styles['checks']} role="group" aria-label={t('markers')}>
                {markerCategories.map((category) => (
                  <Checkbox
                    key={category} isSelected={condition.categories.includes(category)}
                    onChange={(on) => { set({ ...condition, categories: on ? [...condition.categories, category] : condition.categories.filter((one) => one !== category) }); }}
                  >
                    {t(`vocabulary:marker.${category}`)}
                  </Checkbox>
                ))}
              </div>
            ) : null}
          </>
        )}
      </ListEditor>
      <Coded title={t('reasons')} add={t('reason-add')} stem="reason" items={clause.reasons} onChange={(reasons) => { change({ reasons }); }} />
      <Coded title={t('items')} add={t('item-add')} stem="item" items={clause.items} onChange={(items) => { change({ items }); }} />
    </div>
  );
}

function Coded({ title, add, stem, items, onChange }: { title: string; add: string; stem: string; items: Clause['reasons']; onChange: (items: Clause['reasons']) => void }) {
  const { t } = useTranslation('governance');
  return (
    <ListEditor title={title} add={add} items={items} onChange={onChange} name={({ words }) => words} make={() => ({ code: freeCode(stem, items.map(({ code }) => code)), words: '' })}>
      {(one, set) => <TextField label={t('words')} value={one.words} onChange={(words) => { set({ ...one, words }); }} />}
    </ListEditor>
  );
}

const FIELDS = ['text', 'registration', 'money', 'number', 'date', 'choice'] as const;
function fieldOf(kind: ClauseField['kind'], { code, words, required }: Pick<ClauseField, 'code' | 'words' | 'required'>): ClauseField {
  const common = { code, words, required };
  switch (kind) {
    case 'text': return { kind, ...common, pattern: null };
    case 'number': return { kind, ...common, least: 1, most: 12 };
    case 'date': return { kind, ...common, earliest: 0, latest: 28 };
    case 'choice': return { kind, ...common, options: [{ code: 'option-1', words: '' }] };
    case 'registration':
    case 'money': return { kind, ...common };
  }
}

export function FormSection({ clause, change }: SectionProps) {
  const { t } = useTranslation('governance');
  return (
    <div className={styles['editor']}>
      <p className={styles['muted']}>{t('form-advice')}</p>
      <ListEditor<ClauseField>
        title={t('fields')} add={t('field-add')} items={clause.fields} onChange={(fields) => { change({ fields }); }} name={({ words }) => words}
        make={() => fieldOf('text', { code: freeCode('answer', clause.fields.map(({ code }) => code)).replace('-', ''), words: '', required: true })}
      >
        {(field, set) => (
          <>
            <TextField label={t('question')} value={field.words} onChange={(words) => { set({ ...field, words }); }} />
            <Select label={t('field-kind')} value={field.kind} options={FIELDS.map((id) => ({ id, label: t(`field-${id}`) }))} onChange={(kind) => { set(fieldOf(kind as ClauseField['kind'], field)); }} />
            <TextField label={t('field-code')} description={t('field-code-hint')} value={field.code} onChange={(code) => { set({ ...field, code }); }} />
            {field.kind === 'number' ? (
              <>
                <NumberField label={t('least')} value={field.least} onChange={(least) => { set({ ...field, least: least ?? 0 }); }} />
                <NumberField label={t('most')} value={field.most} onChange={(most) => { set({ ...field, most: most ?? 0 }); }} />
              </>
            ) : null}
            {field.kind === 'date' ? (
              <>
                <TextField label={t('earliest')} description={t('date-hint')} value={String(field.earliest)} onChange={(text) => { set({ ...field, earliest: Math.trunc(Number(text)) || 0 }); }} />
                <TextField label={t('latest')} description={t('date-hint')} value={String(field.latest)} onChange={(text) => { set({ ...field, latest: Math.trunc(Number(text)) || 0 }); }} />
              </>
            ) : null}
            {field.kind === 'text' ? (
              <>
                <TextField label={t('pattern')} description={t('pattern-hint')} value={field.pattern?.expression ?? ''} onChange={(expression) => { set({ ...field, pattern: expression === '' ? null : { expression, words: field.pattern?.words ?? '' } }); }} />
                {field.pattern === null ? null : <TextField label={t('pattern-words')} value={field.pattern.words} onChange={(words) => { set({ ...field, pattern: { expression: field.pattern?.expression ?? '', words } }); }} />}
              </>
            ) : null}
            {field.kind === 'choice' ? <Coded title={t('options')} add={t('option-add')} stem="option" items={field.options} onChange={(options) => { set({ ...field, options }); }} /> : null}
            <Checkbox isSelected={field.required} onChange={(required) => { set({ ...field, required }); }}>{t('required')}</Checkbox>
          </>
        )}
      </ListEditor>
    </div>
  );
}

const EFFECTS = ['payment', 'task', 'entitlement', 'pass-on'] as const;
const METHODS = ['original-card', 'bank-transfer', 'voucher', 'account-credit'] as const;
function effectOf(kind: Effect['kind'], clause: Clause): Effect {
  const serviceId = clause.serviceId ?? '';
  switch (kind) {
    case 'payment': return { kind, method: 'bank-transfer' };
    case 'task': return { kind, serviceId, title: clause.title, dueField: null };
    case 'entitlement': return { kind, serviceId, title: clause.title, monthsField: null };
    case 'pass-on': return { kind, serviceId, title: clause.title, where: '' };
  }
}

export function EffectsSection({ clause, change }: SectionProps) {
  const { t } = useTranslation('governance');
  return (
    <div className={styles['editor']}>
      <ListEditor<Effect>
        title={t('effects')} add={t('effect-add')} items={clause.effects} onChange={(effects) => { change({ effects }); }} name={({ kind }) => t(`effect-${kind}`)} make={() => effectOf('task', clause)}
      >
        {(effect, set) => (
          <>
            <Select label={t('effect-kind')} value={effect.kind} options={EFFECTS.map((id) => ({ id, label: t(`effect-${id}`) }))} onChange={(kind) => { set(effectOf(kind as Effect['kind'], clause)); }} />
            {effect.kind === 'payment' ? (
              <Select label={t('method')} value={effect.method} options={METHODS.map((id) => ({ id, label: t(`method-${id}`) }))} onChange={(method) => { set({ ...effect, method: method as (typeof METHODS)[number] }); }} />
            ) : (
              <>
                <ServiceSelect value={effect.serviceId} onChange={(serviceId) => { set({ ...effect, serviceId }); }} />
                <TextField label={t('effect-title')} value={effect.title} onChange={(title) => { set({ ...effect, title }); }} />
              </>
            )}
            {effect.kind === 'task' ? <Select label={t('due-field')} value={effect.dueField ?? NONE} options={fieldsOf(clause, 'date', t('no-field'))} onChange={(id) => { set({ ...effect, dueField: noneOr(id) }); }} /> : null}
            {effect.kind === 'entitlement' ? <Select label={t('months-field')} value={effect.monthsField ?? NONE} options={fieldsOf(clause, 'number', t('amount-is-days'))} onChange={(id) => { set({ ...effect, monthsField: noneOr(id) }); }} /> : null}
            {effect.kind === 'pass-on' ? <TextField label={t('where')} value={effect.where} onChange={(where) => { set({ ...effect, where }); }} /> : null}
          </>
        )}
      </ListEditor>
      <TextArea
        label={t('resident-wording')} rows={3} value={clause.residentWording} onChange={(residentWording) => { change({ residentWording }); }}
        description={t('resident-wording-hint', { names: ['amount', 'item', 'reference', ...clause.fields.map(({ code }) => code)].map((name) => `{{${name}}}`).join(', ') })}
      />
      <TextArea label={t('never')} rows={2} value={clause.never ?? ''} onChange={(never) => { change({ never: never === '' ? null : never }); }} />
      <TextField label={t('offline-advice')} description={t('offline-advice-hint')} value={clause.offlineAdvice ?? ''} onChange={(advice) => { change({ offlineAdvice: advice === '' ? null : advice }); }} />
    </div>
  );
}
