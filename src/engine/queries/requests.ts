/** What every screen shows of a request that waits: what was said, and whose turn it is. */
import { routeOf } from '#domain/delegation/answering.ts';
import type { Clause } from '#domain/delegation/scheme.ts';
import type { Escalation } from '#domain/records/decisions.ts';
import type { SaidEntry } from '#contract/views/timeline.ts';
import type { Desk } from '../desk.ts';
import { staffName } from './reference.ts';

export const saidAbout = ({ reference, actor }: Desk, { thread }: Escalation): SaidEntry[] =>
  thread.map(({ id, at, kind, staffId, words }) => ({ key: id, at, kind, words, name: staffName(reference, staffId), mine: staffId === actor.staffId }));

export function turnOf({ reference, actor, now }: Desk, escalation: Escalation, clause: Clause | null): { yours: boolean; routedTo: string[]; late: boolean } {
  if (clause === null || escalation.status !== 'pending') return { yours: false, routedTo: [], late: false };
  const route = routeOf(escalation, clause, { staff: [...reference.staff.values()], deputies: reference.deputies, now: now() });
  return { yours: route.staffIds.includes(actor.staffId), routedTo: route.staffIds.map((id) => staffName(reference, id)), late: route.stage === 'late' };
}
