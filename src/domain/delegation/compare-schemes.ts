/** What one version of a scheme changes of another, clause by clause, number by number. */
import type { SchemeVersion } from '../records/council.ts';
import { amountText, windowText } from './evaluate.ts';
import type { Clause, ClauseField, Condition, CumulativeLimit, Effect, Measure } from './scheme.ts';

/** A post as it is said in a table of changes: its code without the dashes. */
const spoken = (post: string): string => post.replaceAll('-', ' ');

export interface SchemeChange {
  clauseId: string;
  clauseNumber: string;
  clauseTitle: string;
  /** What changed, as an administrator reads it: "customer service operative, offline", "residentWording". */
  what: string;
  /** As the scheme writes it; null where that side has none. */
  from: string | null;
  to: string | null;
  /** Somebody may do less from then on than they may now. */
  lowers: boolean;
}

/** A number of a clause. `none`: what it means where it is missing: nothing may be done, or nothing stands in the way. */
interface Figure { what: string; value: number | null; measure: Measure | 'times'; none: 'nothing' | 'no-limit' }

const overWindow = ({ scope, window, perItem }: CumulativeLimit): string => `${scope} ${windowText(window)}${perItem ? ', each item' : ''}`;

function figuresOf(clause: Clause): Map<string, Figure> {
  const { measure } = clause;
  const figures: Figure[] = [
    ...clause.limits.flatMap(({ post, perDecision, offline }): Figure[] => [
      { what: `${spoken(post)}, each decision`, value: perDecision, measure, none: 'nothing' },
      { what: `${spoken(post)}, offline`, value: offline, measure, none: 'nothing' },
    ]),
    ...clause.ladder.map(({ post, upTo }): Figure => ({ what: `${spoken(post)}, approves up to`, value: upTo, measure, none: 'nothing' })),
    ...clause.cumulative.flatMap((limit): Figure[] => [
      { what: `${overWindow(limit)}, in all`, value: limit.total, measure, none: 'no-limit' },
      { what: `${overWindow(limit)}, times`, value: limit.times, measure: 'times', none: 'no-limit' },
    ]),
  ];
  return new Map(figures.map((figure) => [figure.what, figure]));
}

const worth = (figure: Figure): number => figure.value ?? (figure.none === 'nothing' ? 0 : Number.POSITIVE_INFINITY);

function changedFigures(before: Clause, after: Clause): Pick<SchemeChange, 'what' | 'from' | 'to' | 'lowers'>[] {
  const [had, has] = [figuresOf(before), figuresOf(after)];
  return [...new Set([...had.keys(), ...has.keys()])].flatMap((what) => {
    const either = had.get(what) ?? has.get(what);
    if (either === undefined) return [];
    const missing: Figure = { ...either, value: null };
    const [from, to] = [had.get(what) ?? missing, has.get(what) ?? missing];
    if (from.value === to.value && from.measure === to.measure) return [];
    const text = ({ value, measure }: Figure): string | null => value === null ? null : amountText(value, measure);
    return [{ what, from: text(from), to: text(to), lowers: worth(to) < worth(from) }];
  });
}

const listed = (coded: readonly { code: string; words: string }[]): string => coded.map(({ code, words }) => `${code}: ${words}`).join('; ');

function effectText(effect: Effect): string {
  switch (effect.kind) {
    case 'payment': return `payment by ${effect.method}`;
    case 'task': return `task to ${effect.serviceId}: ${effect.title}${effect.dueField === null ? '' : `, by ${effect.dueField}`}`;
    case 'entitlement': return `${effect.title} (${effect.serviceId}), for ${effect.monthsField ?? 'the days given'}`;
    case 'pass-on': return `passed on to ${effect.where} (${effect.serviceId}): ${effect.title}`;
  }
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'evidence': return `${condition.evidence}: ${condition.words}`;
    case 'confirm': return `${condition.code}: ${condition.words}`;
    case 'verification': return `identity at level ${String(condition.level)}: ${condition.words}`;
    case 'no-marker': return `no marker for ${condition.categories.join(', ')}: ${condition.words}`;
  }
}

function fieldRule(field: ClauseField): string {
  const asked = `${field.code}: ${field.words}, ${field.kind}${field.required ? '' : ', may be left out'}`;
  switch (field.kind) {
    case 'text': return field.pattern === null ? asked : `${asked}, ${field.pattern.words} (${field.pattern.expression})`;
    case 'number': return `${asked} ${String(field.least)} to ${String(field.most)}`;
    case 'date': return `${asked} ${String(field.earliest)} to ${String(field.latest)} days on`;
    case 'choice': return `${asked} of ${listed(field.options)}`;
    case 'money':
    case 'registration': return asked;
  }
}

const yesOrNo = (yes: boolean): string => yes ? 'yes' : 'no';

const wordsOf: Record<string, (clause: Clause) => string | null> = {
  number: (clause) => clause.number, title: (clause) => clause.title, service: (clause) => clause.serviceId, power: (clause) => clause.power,
  'whose power': (clause) => clause.powerOf, 'delegated from': (clause) => clause.delegatedFrom, 'may be sub-delegated': (clause) => yesOrNo(clause.maySubDelegate),
  measure: (clause) => clause.measure, 'usual amount': (clause) => amountText(clause.usual, clause.measure),
  'how the amount comes about': ({ worth }) => worth.kind === 'entered' ? 'entered' : `${String(worth.base)} and ${String(worth.each)} for each of ${worth.field}, ${String(worth.most)} at most`,
  'no more than': (clause) => clause.ceilingField, 'second approver': (clause) => clause.secondApprover,
  authorisations: (clause) => clause.limits.filter(({ authorisation }) => authorisation !== null).map(({ post, authorisation }) => `${spoken(post)}: ${authorisation ?? ''}`).join('; '),
  reasons: (clause) => listed(clause.reasons), conditions: (clause) => clause.conditions.map(conditionText).join('; '),
  items: (clause) => listed(clause.items), form: (clause) => clause.fields.map(fieldRule).join('; '), effects: (clause) => clause.effects.map(effectText).join('; '),
  'what the resident is told': (clause) => clause.residentWording, never: (clause) => clause.never, 'advice while offline': (clause) => clause.offlineAdvice,
};

function changedWords(before: Clause, after: Clause): Pick<SchemeChange, 'what' | 'from' | 'to' | 'lowers'>[] {
  return Object.entries(wordsOf).flatMap(([what, of]) => {
    const [from, to] = [of(before), of(after)];
    return from === to ? [] : [{ what, from, to, lowers: takesAway(what, before, after) }];
  });
}

/** Of what is no number: a training that is asked for besides, and power that may no longer be handed down. */
function takesAway(what: string, before: Clause, after: Clause): boolean {
  if (what === 'may be sub-delegated') return before.maySubDelegate;
  if (what !== 'authorisations') return false;
  const asked = ({ limits }: Clause, post: string): (string | null)[] => limits.filter((limit) => limit.post === post).map(({ authorisation }) => authorisation);
  return after.limits.some(({ post }) => {
    const [had, has] = [asked(before, post), asked(after, post)];
    return had.length > 0 && !has.includes(null) && !had.every((one) => has.includes(one));
  });
}

const OFFLINE_HOURS = 'hours limits hold offline';
const wholeScheme: Record<string, (scheme: SchemeVersion) => string> = {
  'pilot teams': ({ pilotTeams }) => pilotTeams === null ? 'everybody' : pilotTeams.join(', '),
  'named authorisations': ({ authorisations }) => authorisations.map(({ code, words, months }) => `${code}: ${words}, ${String(months)} months`).join('; '),
  'minutes to answer': ({ answerWithin }) => String(answerWithin), 'days looked at together': ({ splitWithin }) => String(splitWithin),
  [OFFLINE_HOURS]: ({ offlineHours }) => String(offlineHours),
};

const changedScheme = (before: SchemeVersion, after: SchemeVersion): SchemeChange[] => Object.entries(wholeScheme).flatMap(([what, of]) => {
  const [from, to] = [of(before), of(after)];
  // A desk that is away would decide nothing any more sooner than its people were told.
  const lowers = what === OFFLINE_HOURS && after.offlineHours < before.offlineHours;
  return from === to ? [] : [{ clauseId: '', clauseNumber: '', clauseTitle: after.title, what, from, to, lowers }];
});

/** What is the scheme’s own first, then in the order of the new scheme's clauses, then those it no longer has. */
export function compareSchemes(before: SchemeVersion, after: SchemeVersion): SchemeChange[] {
  const head = ({ id, number, title }: Clause) => ({ clauseId: id, clauseNumber: number, clauseTitle: title });
  const stood = new Map(before.clauses.map((clause) => [clause.id, clause]));
  const changed = after.clauses.flatMap((clause): SchemeChange[] => {
    const old = stood.get(clause.id);
    if (old === undefined) return [{ ...head(clause), what: 'the clause', from: null, to: clause.title, lowers: false }];
    return [...changedFigures(old, clause), ...changedWords(old, clause)].map((change) => ({ ...head(clause), ...change }));
  });
  const kept = new Set(after.clauses.map(({ id }) => id));
  const gone = before.clauses.filter(({ id }) => !kept.has(id)).map((clause): SchemeChange => ({ ...head(clause), what: 'the clause', from: clause.title, to: null, lowers: true }));
  return [...changedScheme(before, after), ...changed, ...gone];
}
