/** What no scheme may say, found before it is signed into force: one sentence a fault, each naming its clause. */
import type { SchemeVersion, StaffMember } from '../records/council.ts';
import type { Instant } from '../time/instant.ts';
import type { Sentence, SentenceCode } from '../words/sentence.ts';
import { compareSchemes } from './compare-schemes.ts';
import { amountText } from './evaluate.ts';
import { passedOn, type Clause } from './scheme.ts';

export interface AroundScheme {
  staff: readonly Pick<StaffMember, 'post' | 'role'>[];
  teams: ReadonlySet<string>;
  /** LGSL codes the council offers. */
  services: ReadonlySet<string>;
  /** The newest version there is; null for a council's first. */
  before: SchemeVersion | null;
  /** What each of its teams goes by now: a pilot and the version for everybody else may both be in force. */
  inForce: readonly SchemeVersion[];
  now: Instant;
}

export function checkScheme(scheme: SchemeVersion, around: AroundScheme): Sentence[] {
  return [
    ...repeated(scheme.clauses.map(({ id }) => id)), ...repeated(scheme.clauses.map(({ number }) => number)),
    ...checkPilot(scheme, around),
    ...scheme.clauses.flatMap((clause) => checkClause(clause, scheme, around)),
    ...around.before === null ? [] : checkSuccession(scheme, around.before, around),
  ];
}

const twice = (names: string[]): string[] => [...new Set(names.filter((name, n) => names.indexOf(name) !== n))];
const repeated = (names: string[]): Sentence[] => twice(names).map((name) => ({ code: 'scheme.twice', values: { name } }));

function checkPilot({ pilotTeams }: SchemeVersion, { teams, before }: AroundScheme): Sentence[] {
  if (pilotTeams === null) return [];
  if (before === null) return [{ code: 'scheme.first-is-no-pilot' }];
  return pilotTeams.filter((team) => !teams.has(team)).map((team) => ({ code: 'scheme.unknown-team', values: { team } }));
}

function checkClause(clause: Clause, scheme: SchemeVersion, { staff, services }: AroundScheme): Sentence[] {
  const say = (code: SentenceCode, values: Sentence['values'] = {}): Sentence => ({ code, values: { number: clause.number, ...values } });
  const words = (amount: number): string => amountText(amount, clause.measure);
  const faults: Sentence[] = [];
  const held = new Set(staff.map(({ post }) => post));
  const approving = new Set(staff.filter(({ role }) => role === 'approver').map(({ post }) => post));
  for (const service of new Set([clause.serviceId, ...clause.effects.map((effect) => effect.kind === 'payment' ? null : effect.serviceId)])) {
    if (service !== null && !services.has(service)) faults.push(say('scheme.unknown-service', { service }));
  }
  for (const code of twice([...clause.reasons, ...clause.items, ...clause.fields].map(({ words: said }) => said))) faults.push(say('scheme.asked-twice', { words: code }));
  for (const post of twice(clause.ladder.map((rung) => rung.post))) faults.push(say('scheme.rung-twice', { post }));
  for (const limit of twice(clause.limits.map(({ post, authorisation }) => `${post}${authorisation === null ? '' : ` with ${authorisation}`}`))) faults.push(say('scheme.limit-twice', { post: limit }));
  for (const field of clause.fields) {
    const impossible = field.kind === 'number' ? field.least > field.most : field.kind === 'date' && field.earliest > field.latest;
    if (impossible) faults.push(say('scheme.nothing-fits', { field: field.words }));
  }
  for (const { post, authorisation } of clause.limits) {
    if (!held.has(post)) faults.push(say('scheme.nobody-decides', { post }));
    if (authorisation !== null && !scheme.authorisations.some(({ code }) => code === authorisation)) faults.push(say('scheme.unknown-authorisation', { authorisation }));
  }
  const second = clause.secondApprover;
  if (second !== null && !held.has(second)) faults.push(say('scheme.nobody-approves', { post: second }));
  else if (second !== null && !approving.has(second)) faults.push(say('scheme.approver-may-not', { post: second }));
  if (second !== null && staff.filter(({ post, role }) => role === 'approver' && (post === second || clause.ladder.some((rung) => rung.post === post))).length < 2) faults.push(say('scheme.second-is-the-first'));
  for (const { post } of clause.ladder) {
    if (!held.has(post)) faults.push(say('scheme.nobody-approves', { post }));
    else if (!approving.has(post)) faults.push(say('scheme.approver-may-not', { post }));
  }
  // What is passed on is decided by nobody here.
  if (passedOn(clause) !== null) return faults;
  if (clause.limits.length === 0 && clause.ladder.length === 0) faults.push(say('scheme.dead-clause'));
  const most = Math.max(0, ...clause.limits.map(({ perDecision }) => perDecision));
  if (most > 0 && clause.usual > most) faults.push(say('scheme.usual-over-limit', { usual: words(clause.usual), limit: words(most) }));
  for (const { scope, total } of clause.cumulative) {
    if (total !== null && total < clause.usual) faults.push(say('scheme.usual-never-fits', { usual: words(clause.usual), limit: words(total), scope }));
  }
  for (const { scope, total } of clause.cumulative) {
    // The part of a limit that no decision could ever use says something to residents that is not so.
    if (total !== null && total >= clause.usual && total < most) faults.push(say('scheme.limit-never-fits', { most: words(most), limit: words(total), scope }));
  }
  const lowest = clause.ladder[0];
  // Over a cumulative limit the desk asks for what it could otherwise decide, and an approver’s own limit must cover it.
  if (lowest !== undefined && lowest.upTo < most) faults.push(say('scheme.ladder-gap', { post: lowest.post, upTo: words(lowest.upTo), limit: words(most) }));
  return faults;
}

function checkSuccession(scheme: SchemeVersion, before: SchemeVersion, { inForce, now }: AroundScheme): Sentence[] {
  if (scheme.version !== before.version + 1) return [{ code: 'scheme.version-not-next', values: { version: scheme.version, next: before.version + 1 } }];
  const faults: Sentence[] = [];
  if (scheme.id === before.id) faults.push({ code: 'scheme.id-of-the-last', values: { id: scheme.id } });
  if (scheme.effectiveFrom <= before.effectiveFrom) faults.push({ code: 'scheme.begins-before-the-last', values: { version: before.version } });
  if (scheme.effectiveTo !== null && scheme.effectiveTo <= scheme.effectiveFrom) faults.push({ code: 'scheme.ends-before-it-begins' });
  if (scheme.effectiveFrom > now) return faults;
  // Somebody would exceed it before they could know of it.
  const drops = [before, ...inForce.filter(({ id }) => id !== before.id)].flatMap((one) => compareSchemes(one, scheme)).filter(({ lowers }) => lowers);
  const said = new Map(drops.map(({ clauseNumber, what, from, to }): [string, Sentence] => [`${clauseNumber} ${what} ${String(from)}`, clauseNumber === ''
    ? { code: 'scheme.drop-in-the-whole', values: { what, from: from ?? 'no limit', to: to ?? 'nothing' } }
    : { code: 'scheme.drop-needs-a-date', values: { number: clauseNumber, what, from: from ?? 'no limit', to: to ?? 'nothing' } }]));
  return [...faults, ...said.values()];
}
