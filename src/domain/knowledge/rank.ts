/** Which scripts and articles fit a contact, the most useful first. */
import type { Article } from '../records/knowledge.ts';
import type { ContactReason, Role } from '../vocabulary.ts';

/** What a contact is about, as far as it is known yet. */
export interface Topic {
  serviceIds: readonly string[];
  reasons: readonly ContactReason[];
}

export interface Tally { right: number; wrong: number }

type Fitting = Pick<Article, 'serviceIds' | 'reasons'>;

export const isForRole = ({ audience }: Pick<Article, 'audience'>, role: Role): boolean =>
  audience === 'everyone' || (role !== 'partner' && (audience === 'staff' || role !== 'operative'));

/**
 * How well an article fits, 0 where it does not. Written for the service and the reason is best; then for the service
 * whatever the reason; then for the reason whatever the service. One for another service is of no use here.
 */
export function fitOf({ serviceIds, reasons }: Fitting, topic: Topic): number {
  const services: readonly string[] = serviceIds;
  const service = services.length === 0 ? 'any' : topic.serviceIds.length === 0 ? 'unknown' : services.some((id) => topic.serviceIds.includes(id)) ? 'yes' : 'no';
  const reason = reasons.length === 0 ? 'any' : topic.reasons.length === 0 ? 'unknown' : reasons.some((one) => topic.reasons.includes(one)) ? 'yes' : 'no';
  if (service === 'no') return 0;
  if (service === 'yes') return reason === 'yes' ? 6 : reason === 'no' ? 2 : 5;
  if (reason === 'yes') return service === 'any' ? 4 : 1;
  return 0;
}

/** From 0 to 1; one vote moves it little, and none at all is the middle. */
export const trust = ({ right, wrong }: Tally): number => (right + 2) / (right + wrong + 4);

/** Of two that fit alike a script comes before an article, the more trusted before the less, the newer before the older. */
export function ranked<A extends Pick<Article, 'kind' | 'serviceIds' | 'reasons' | 'publishedAt' | 'title'> & { tally: Tally }>(articles: readonly A[], topic: Topic): A[] {
  return articles.map((article) => ({ article, fit: fitOf(article, topic) })).filter(({ fit }) => fit > 0).toSorted((one, other) =>
    other.fit - one.fit || Number(other.article.kind === 'script') - Number(one.article.kind === 'script') || trust(other.article.tally) - trust(one.article.tally)
    || (other.article.publishedAt ?? 0) - (one.article.publishedAt ?? 0) || (one.article.title < other.article.title ? -1 : 1)).map(({ article }) => article);
}
