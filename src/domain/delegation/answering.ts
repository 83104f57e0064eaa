/** Who may answer a request, with what, and whose screen it is on. */
import type { Deputy, StaffMember } from '../records/council.ts';
import type { Escalation } from '../records/decisions.ts';
import type { StaffId } from '../ids.ts';
import type { Instant } from '../time/instant.ts';
import type { Post } from '../vocabulary.ts';
import { approvalLimit, approverFor, mayAnswer } from './evaluate.ts';
import type { Clause } from './scheme.ts';
import { isDeputyNow } from './standing.ts';

/** The first of two has agreed. */
export const isSecondTurn = (escalation: Pick<Escalation, 'firstApprovedBy'>): boolean => escalation.firstApprovedBy !== null;

/** What a post may approve of this request: the second of two agrees to the whole of what the first approved. */
export const coverOf = (clause: Clause, escalation: Escalation, post: Post): number =>
  isSecondTurn(escalation) ? (post === clause.secondApprover ? escalation.requestedAmount : 0) : approvalLimit(clause, post);

/** Of the posts somebody answers for, the one that reaches furthest here; null where none of them may answer. */
export function answeringPost(clause: Clause, escalation: Escalation, posts: readonly Post[]): Post | null {
  const able = posts.filter((post) => isSecondTurn(escalation) ? post === clause.secondApprover : mayAnswer(clause, post));
  return able.toSorted((one, other) => coverOf(clause, escalation, other) - coverOf(clause, escalation, one))[0] ?? null;
}

export interface Route {
  /** `first`: those it was asked of. `late`: nobody of them answered in time, so their deputies, others of their post and the next post have it too. */
  stage: 'first' | 'late';
  /** On whose screen it asks to be answered. Anybody else on the ladder may answer, too. */
  staffIds: StaffId[];
  /** The post it was asked of. */
  post: Post;
}

/** Whose turn it is to answer, worked out alike on every desk from who holds what and who is away. */
export function routeOf(escalation: Escalation, clause: Clause, { staff, deputies, now }: { staff: readonly StaffMember[]; deputies: readonly Deputy[]; now: Instant }): Route {
  const post = escalation.approverPost;
  const others = staff.filter(({ id }) => id !== escalation.requestedBy && id !== escalation.firstApprovedBy);
  const inPost = others.filter((one) => one.post === post);
  const team = staff.find(({ id }) => id === escalation.requestedBy)?.teamId;
  const own = inPost.filter(({ teamId }) => teamId === team);
  const asked = own.length > 0 ? own : inPost;
  const deputiesOf = (members: readonly StaffMember[]): StaffId[] => deputies
    .filter((one) => isDeputyNow(one, now) && members.some(({ id }) => id === one.staffId) && one.deputyId !== escalation.requestedBy && one.deputyId !== escalation.firstApprovedBy)
    .map(({ deputyId }) => deputyId);
  const first = unique([...asked.map(({ id }) => id), ...deputiesOf(asked)]);
  if (now < escalation.answerBy && first.length > 0) return { stage: 'first', post, staffIds: first };
  const next = isSecondTurn(escalation) ? null : approverFor(clause, escalation.requestedAmount, post);
  const above = others.filter((one) => one.post === next);
  return { stage: 'late', post, staffIds: unique([...first, ...inPost.map(({ id }) => id), ...deputiesOf(inPost), ...above.map(({ id }) => id), ...deputiesOf(above)]) };
}

const unique = <T>(all: T[]): T[] => [...new Set(all)];
