/** Requests that wait for somebody's answer, with what an approver must see to give one. */
import { answeringPost, coverOf, isSecondTurn } from '#domain/delegation/answering.ts';
import { postsOf } from '#domain/delegation/standing.ts';
import { formatsFor } from '#domain/needs/kinds.ts';
import type { WorklistItem } from '#contract/views/worklist.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { Stored } from '../store/cache.ts';
import { clauseOf, nameOrNull, staffName } from './reference.ts';
import { personOf, residentLink } from './person.ts';
import { saidAbout, turnOf } from './requests.ts';
import { homeShown, sightFor } from './sight.ts';
import { addressText } from './address.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Answers are looked for among requests no older than this: the index is by when they were asked. */
const OLDEST_ANSWERED_MS = 90 * DAY_MS;
const MOST_WAITING = 500;
const MOST_HISTORY = 10;

function itemOf(desk: Desk, { row: escalation, pending }: Stored<'escalation'>): WorklistItem[] {
  const { cache, reference, actor } = desk;
  const clause = clauseOf(reference, escalation.clauseId, escalation.schemeVersion, desk.now(), actor.teamId);
  if (clause === null) return [];
  const resident = personOf(cache, escalation.residentId) ?? undefined;
  const asker = reference.staff.get(escalation.requestedBy);
  const mine = escalation.requestedBy === actor.staffId;
  const { sql, ids } = residentLink(cache, escalation.residentId);
  const history = cache.select('decision', `WHERE ${sql} AND clause_id = ? ORDER BY decided_at DESC, id DESC LIMIT ?`, [...ids, escalation.clauseId, MOST_HISTORY + 1]);
  const now = desk.now();
  const posts = postsOf(actor.post, reference.deputies.filter((one) => one.deputyId === actor.staffId), now);
  const answersAs = actor.role === 'approver' ? answeringPost(clause, escalation, posts) : null;
  const agreedFirst = isSecondTurn(escalation) && escalation.firstApprovedBy === actor.staffId;
  return [{
    key: escalation.id, pending, escalation, clause, mine,
    residentName: resident?.preferredName ?? '',
    residentAddress: addressText(homeShown(desk, resident)),
    reaches: resident === undefined || !sightFor(desk, resident).record ? null
      : { language: resident.language, formats: formatsFor(cache.select('need', `WHERE ${sql} ORDER BY id`, [...ids]).map(({ row }) => row)) },
    requestedByName: staffName(reference, escalation.requestedBy),
    requestedAtSite: nameOrNull(reference.sites, asker?.siteId ?? null),
    answeredByName: nameOrNull(reference.staff, escalation.answeredBy),
    // What is being asked for now is not part of what was decided before.
    history: history.filter(({ row }) => row.id !== escalation.decisionId).slice(0, MOST_HISTORY).map(({ row }) => ({
      reference: row.reference, amount: row.amount, at: row.decidedAt, decidedByName: staffName(reference, row.decidedBy),
    })),
    agreedFirst, thread: saidAbout(desk, escalation), ...turnOf(desk, escalation, clause),
    answersAs, ownLimit: answersAs === null ? 0 : coverOf(clause, escalation, answersAs), mayAnswer: actor.role === 'approver' && !mine && !agreedFirst && answersAs !== null,
  }];
}

export const worklistQuery: LiveQuery<'worklist'> = {
  always: new Set(['escalation', 'scheme', 'staff', 'site', 'deputy']),
  related: new Set(['resident', 'property', 'decision', 'need', 'access', 'merge']),
  signals: new Set(['time']),
  read(desk) {
    const now = desk.now();
    const waiting = desk.cache.select('escalation', `WHERE status = 'pending' ORDER BY requested_at, id LIMIT ?`, [MOST_WAITING]);
    const answered = (['approved', 'declined'] as const).flatMap((status) => desk.cache.select('escalation',
      'WHERE status = ? AND requested_at >= ? AND answered_at >= ? ORDER BY answered_at DESC, id', [status, now - OLDEST_ANSWERED_MS, now - DAY_MS]));
    answered.sort((a, b) => (b.row.answeredAt ?? 0) - (a.row.answeredAt ?? 0) || (a.row.id < b.row.id ? -1 : 1));
    const about = [...waiting, ...answered].flatMap(({ row }) => [row.residentId, personOf(desk.cache, row.residentId)?.propertyId ?? null]);
    return {
      collections: { waiting: waiting.flatMap((stored) => itemOf(desk, stored)), answered: answered.flatMap((stored) => itemOf(desk, stored)) },
      about: new Set(about.filter((id) => id !== null)),
    };
  },
};
