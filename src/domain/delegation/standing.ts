/** What a person holds besides their post: named authorisations, power handed down to the post, and whose deputy they are. */
import type { Authorisation, Deputy, SchemeVersion, SubDelegation } from '../records/council.ts';
import { dateAt } from '../time/dates.ts';
import type { Instant } from '../time/instant.ts';
import type { Post } from '../vocabulary.ts';
import type { Sentence } from '../words/sentence.ts';
import { dateText } from './clause-fields.ts';
import type { Clause, PostLimit } from './scheme.ts';

export interface Standing {
  /** The person’s own, also those that have run out: that is said. */
  authorisations: readonly Authorisation[];
  /** Under the clause, whoever’s they are. */
  subDelegations: readonly SubDelegation[];
  /** Names of authorisations, for sentences. */
  scheme: Pick<SchemeVersion, 'authorisations'>;
}

export const holds = ({ withdrawnAt, expiresOn }: Authorisation, now: Instant): boolean => withdrawnAt === null && dateAt(now) <= expiresOn;
export const isInForce = ({ endedAt, validFrom, validTo }: SubDelegation, now: Instant): boolean => endedAt === null && now >= validFrom && now < validTo;
export const isDeputyNow = ({ endedAt, fromDate, toDate }: Deputy, now: Instant): boolean => endedAt === null && dateAt(now) >= fromDate && dateAt(now) <= toDate;

export type Held = PostLimit | { why: Sentence };
export const standsLimit = (held: Held): held is PostLimit => !('why' in held);

/** The widest limit the person has under the clause, or why there is none. */
export function limitOf(clause: Clause, post: Post, { authorisations, subDelegations, scheme }: Standing, now: Instant): Held {
  const written = clause.limits.filter((limit) => limit.post === post);
  const handedDown = !clause.maySubDelegate ? [] : subDelegations
    .filter((one) => one.clauseId === clause.id && one.toPost === post && isInForce(one, now))
    .map((one) => stillCovered(clause, one)).filter(({ perDecision }) => perDecision > 0);
  const held = [...written, ...handedDown];
  const good = held.filter(({ authorisation }) => authorisation === null || authorisations.some((one) => one.code === authorisation && holds(one, now)));
  const widest = good.toSorted((one, other) => other.perDecision - one.perDecision || (other.offline ?? 0) - (one.offline ?? 0))[0];
  if (widest !== undefined) return { ...widest, offline: good.every(({ offline }) => offline === null) ? null : Math.max(...good.map(({ offline }) => offline ?? 0)) };
  const [lacking] = held;
  if (lacking === undefined) return { why: { code: 'authority.post-has-none' } };
  const words = scheme.authorisations.find(({ code }) => code === lacking.authorisation)?.words ?? lacking.authorisation ?? '';
  const was = authorisations.filter(({ code, withdrawnAt }) => code === lacking.authorisation && withdrawnAt === null).toSorted((one, other) => other.expiresOn.localeCompare(one.expiresOn))[0];
  return { why: was === undefined
    ? { code: 'authority.not-authorised', values: { words } }
    : { code: 'authority.training-expired', values: { words, date: dateText(was.expiresOn) } } };
}

/** Nobody hands down more than they have: where a later version takes some of it from whoever signed, what was handed down goes with it. */
function stillCovered(clause: Clause, { fromPost, toPost, perDecision, offline }: SubDelegation): PostLimit {
  const own = clause.ladder.find(({ post }) => post === fromPost)?.upTo ?? 0;
  return { post: toPost, perDecision: Math.min(perDecision, own), offline: offline === null ? null : Math.min(offline, own), authorisation: null };
}

/** The posts somebody answers for now: their own and those they are deputy of. */
export const postsOf = (post: Post, deputies: readonly Deputy[], now: Instant): Post[] => [post, ...deputies.filter((one) => isDeputyNow(one, now)).map((one) => one.post)];
