/** What was decided in the last two months: made by the rules themselves, so that every row is one the centre could have written. */
import type { CommandArgs, CommandName } from '#domain/commands/all.ts';
import type { Actor, Context } from '#domain/commands/command.ts';
import { numberIn, workedOut, type Details } from '#domain/delegation/clause-fields.ts';
import { passedOn, type Clause, type ClauseField } from '#domain/delegation/scheme.ts';
import { asId, type DecisionId, type EscalationId } from '#domain/ids.ts';
import type { Records, RowChange } from '#domain/records.ts';
import type { StaffMember } from '#domain/records/council.ts';
import type { Resident } from '#domain/records/people.ts';
import { dateAt, daysAfter } from '#domain/time/dates.ts';
import type { Instant } from '#domain/time/instant.ts';
import { weekdayAgo, type Calendar } from './calendar.ts';
import type { CouncilFiles } from './council-files.ts';
import { actorOf, PastRows } from './past-rows.ts';
import { weighted, type Random } from './random.ts';

const WEEKDAYS_BACK = 42;
const MOST = 420;
const MINUTE = 60_000;
/** What one operative gave as goodwill in a month, at most: the people of the demo have most of theirs left. */
const GOODWILL_A_MONTH = 8000;

const REASONS = ['Rang about it; the log shows what happened.', 'Came to the counter with the letter.', 'Third time this year, all on record.', 'The crew’s notes agree with what they say.', 'Seen on their account, and explained to them.'];
const ANSWERS = ['Agreed, the log is clear.', 'Fair in the circumstances.', 'Yes: this was ours to get right.'];
const REFUSALS = ['The record does not show a fault of ours.', 'They were told in time; explain how to ask for a review.'];
const PLACES = ['By the side gate', 'Front step', 'Behind the garage', 'At the shared bin store'];

/** What nobody could answer: nothing of the past may still ask for an answer. */
function dropWaiting({ tables }: PastRows): void {
  const [requests, decisions] = [tables.get('escalation'), tables.get('decision')];
  for (const [id, row] of requests ?? []) if ((row as Records['escalation']).status === 'pending') requests?.delete(id);
  for (const [id, row] of decisions ?? []) if ((row as Records['decision']).status === 'awaiting-ratification') decisions?.delete(id);
}

/** Rows of decisions, requests and what came of them, for some of `residents`; as many as befit a borough of that size. */
export function pastDecisions(random: Random, council: CouncilFiles, calendar: Calendar, residents: readonly Resident[]): RowChange[] {
  const { scheme, staff } = council;
  const rows = new PastRows(scheme);
  const clauses = scheme.clauses.filter((clause) => passedOn(clause) === null && clause.secondApprover === null
    && clause.limits.some(({ post, authorisation }) => post === 'customer-service-operative' && authorisation === null)
    && !clause.fields.some((field) => field.kind === 'text' && field.pattern !== null));
  const operatives = staff.filter(({ post }) => post === 'customer-service-operative');
  if (clauses.length === 0 || operatives.length === 0 || residents.length === 0) return [];
  rows.apply([...staff.map((row): RowChange => ({ table: 'staff', row })), ...residents.map((row): RowChange => ({ table: 'resident', row }))]);
  // A handful of clauses make most of a day.
  const drawClause = weighted(clauses, ({ id }, n) => (id === 'goodwill' ? 3 : 1) / (n + 4));
  const goodwillGiven = new Map<string, number>();
  const reference = (): string => `CF-${letters(random, 4)}-${letters(random, 4)}`;

  const give = <N extends CommandName>(...given: [name: N, args: CommandArgs<N>, actor: Actor, at: Instant, changes?: Partial<Context>]): boolean => rows.give(...given).kind === 'accepted';

  const count = Math.min(MOST, Math.ceil(residents.length / 3));
  for (let n = 1; n <= count; n += 1) {
    const at = weekdayAgo(calendar, 1 + Math.floor(random.next() * WEEKDAYS_BACK), 0) + (525 + random.below(500)) * MINUTE + random.below(60_000);
    const clause = drawClause(random);
    const operative = random.pick(operatives);
    const resident = random.pick(residents);
    const most = Math.max(0, ...clause.limits.filter(({ post }) => post === 'customer-service-operative').map(({ perDecision }) => perDecision));
    const above = clause.measure === 'money' && random.chance(clause.id === 'goodwill' ? 0.42 : 0.15);
    const wanted = above ? roundedUp(most * (1.08 + random.next() * 0.7)) : clause.measure === 'money' ? Math.min(most, roundedUp(clause.usual * (0.6 + random.next() * 1.1))) : clause.usual;
    const details = filledIn(clause, wanted, at, random);
    const amount = workedOut(clause, details) ?? Math.min(wanted, clause.ceilingField === null ? wanted : numberIn(details, clause.ceilingField) ?? wanted);
    const month = `${operative.id} ${dateAt(at).slice(0, 7)}`;
    const given = goodwillGiven.get(month) ?? 0;
    if (clause.id === 'goodwill' && given + amount > GOODWILL_A_MONTH) continue;
    const asked = {
      reference: reference(), clauseId: clause.id, residentId: resident.id, contactId: null, amount, item: clause.items.length === 0 ? null : random.pick(clause.items).code,
      reasonCode: random.pick(clause.reasons).code, reasons: random.pick(REASONS), details, verifiedLevel: 3 as const, interest: '', alternativesRejected: '',
      evidence: clause.conditions.flatMap((one) => one.kind === 'evidence' ? [{ kind: one.evidence, detail: 'In the service’s log' }] : []),
      confirmed: clause.conditions.flatMap((one) => one.kind === 'confirm' ? [one.code] : []),
    };
    if (amount > most) {
      if (askAndAnswer(asked, clause, operative, at, n) && clause.id === 'goodwill') goodwillGiven.set(month, given + amount);
      continue;
    }
    const offline = random.chance(0.07) && clause.limits.some((limit) => limit.offline !== null);
    const decisionId = asId<DecisionId>(`past-${String(n)}`);
    const made = give('make-decision', { decisionId, ...asked }, actorOf(operative), at, offline ? { connection: 'offline', now: at + 95 * MINUTE } : {});
    if (made && clause.id === 'goodwill') goodwillGiven.set(month, given + amount);
    const standing = rows.row('decision', decisionId);
    if (standing?.status === 'awaiting-ratification') answer(standing.escalationId, clause, at + (110 + random.below(60)) * MINUTE, 'approve', null, operative);
  }
  dropWaiting(rows);
  return rows.changes('staff', 'resident').map((change) => settled(change, calendar.now));

  function askAndAnswer(asked: Omit<CommandArgs<'request-approval'>, 'escalationId' | 'exceptional'>, clause: Clause, operative: StaffMember, at: Instant, n: number): boolean {
    const escalationId = asId<EscalationId>(`past-request-${String(n)}`);
    if (!give('request-approval', { escalationId, ...asked, exceptional: false }, actorOf(operative), at)) return false;
    const minutes = 1 + Math.floor(random.next() * random.next() * 14);
    const outcome = random.next();
    const how = outcome < 0.1 ? 'decline' : 'approve';
    return answer(escalationId, clause, at + minutes * MINUTE + random.below(60_000), how, outcome > 0.93 ? roundedUp(asked.amount * 0.7) : null, operative);
  }

  function answer(escalationId: EscalationId | null, clause: Clause, at: Instant, how: 'approve' | 'decline', amount: number | null, operative: StaffMember): boolean {
    const escalation = escalationId === null ? null : rows.row('escalation', escalationId);
    if (escalation === null) return false;
    const able = staff.filter(({ post, role, id }) => role === 'approver' && id !== operative.id && clause.ladder.some((rung) => rung.post === post && rung.upTo >= escalation.requestedAmount));
    const own = able.filter(({ post }) => post === escalation.approverPost);
    if (able.length === 0) return false;
    return give('answer-escalation', { escalationId: escalation.id, answer: how, amount, reasons: random.pick(how === 'approve' ? ANSWERS : REFUSALS) }, actorOf(random.pick(own.length > 0 ? own : able)), at);
  }
}

/** Half-pounds: nobody asks for £27.83. */
const roundedUp = (pence: number): number => Math.ceil(pence / 50) * 50;
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = (random: Random, length: number): string => Array.from({ length }, () => LETTERS.charAt(random.below(LETTERS.length))).join('');

function filledIn(clause: Clause, amount: number, at: Instant, random: Random): Details {
  return Object.fromEntries(clause.fields.filter(({ required }) => required).map((field) => [field.code, answerTo(field, amount, at, random)]));
}

function answerTo(field: ClauseField, amount: number, at: Instant, random: Random): string {
  switch (field.kind) {
    case 'text': return random.pick(PLACES);
    case 'registration': return `${letters(random, 2).replaceAll(/\d/g, 'K')}${String(10 + random.below(60))}${letters(random, 3).replaceAll(/\d/g, 'R')}`;
    case 'money': return String(amount + random.below(8) * 50);
    case 'number': return String(field.least + random.below(Math.min(4, field.most - field.least + 1)));
    case 'date': return daysAfter(dateAt(at), Math.round((field.earliest + field.latest) / 2));
    case 'choice': return random.pick(field.options).code;
  }
}

const DAY_MS = 86_400_000;
/** Payments go out, messages are sent and tasks are done in the days after. */
function settled(change: RowChange, now: Instant): RowChange {
  switch (change.table) {
    case 'payment': return now - change.row.instructedAt > 3 * DAY_MS ? { table: 'payment', row: { ...change.row, status: 'paid' } } : change;
    case 'message': return now - change.row.createdAt > DAY_MS ? { table: 'message', row: { ...change.row, status: 'sent' } } : change;
    case 'task': return now - change.row.createdAt > 7 * DAY_MS ? { table: 'task', row: { ...change.row, status: 'done' } } : change;
    default: return change;
  }
}
