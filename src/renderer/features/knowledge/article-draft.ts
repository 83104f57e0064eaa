/** An article as it is being written: plain data, kept as a draft on this desk until it is saved for colleagues. */
import type { WriteArticleArgs } from '#domain/knowledge/articles.ts';
import { asId, type ArticleId, type ServiceId } from '#domain/ids.ts';
import type { Article } from '#domain/records/knowledge.ts';
import { dateAt, monthsAfter } from '#domain/time/dates.ts';
import type { ArticleAudience, ArticleKind, ContactReason } from '#domain/vocabulary.ts';

export interface ArticleDraft {
  articleId: string;
  articleKey: string;
  kind: ArticleKind;
  title: string;
  body: string;
  audience: ArticleAudience;
  serviceIds: string[];
  reasons: ContactReason[];
  reviewBy: string;
  basedOn: number;
  /** When what it goes on from was saved for colleagues; null where nothing of it was yet. */
  writtenOver: number | null;
}

export const draftKeyOf = (articleKey: string): string => `article:${articleKey}`;

const REVIEW_MONTHS = 12;

export const newArticle = (key: string, articleId: string, now: number): ArticleDraft => ({
  articleId, articleKey: key, kind: 'script', title: '', body: '- [ ] ', audience: 'staff', serviceIds: [], reasons: [], reviewBy: monthsAfter(dateAt(now), REVIEW_MONTHS), basedOn: 0, writtenOver: null,
});

const wordsOf = ({ articleKey, kind, title, body, audience, serviceIds, reasons }: Article) => ({ articleKey, kind, title, body, audience, serviceIds: [...serviceIds], reasons: [...reasons] });

/** The next version, begun from the one in use. */
export const nextVersion = (article: Article, articleId: string, now: number): ArticleDraft => ({
  ...wordsOf(article), articleId, reviewBy: monthsAfter(dateAt(now), REVIEW_MONTHS), basedOn: article.version, writtenOver: null,
});

/** A draft that was saved, to go on with. */
export const goOnWith = (article: Article): ArticleDraft => ({
  ...wordsOf(article), articleId: article.id, reviewBy: article.reviewBy, basedOn: article.basedOn, writtenOver: article.writtenAt,
});

export const toWrite = (draft: ArticleDraft, savedAt: number): WriteArticleArgs => ({
  ...draft, articleId: asId<ArticleId>(draft.articleId), serviceIds: draft.serviceIds.map((id) => asId<ServiceId>(id)), savedAt,
});

/** A title and what it is for, as text to be compared line by line with the words. */
export function headingText(of: Pick<ArticleDraft, 'title' | 'kind' | 'audience' | 'reviewBy' | 'reasons' | 'serviceIds'>, say: { service: (id: string) => string; reason: (reason: ContactReason) => string; kind: (kind: ArticleKind) => string; audience: (audience: ArticleAudience) => string }): string {
  return [of.title, say.kind(of.kind), say.audience(of.audience), of.reviewBy, [...of.serviceIds].map(say.service).toSorted().join(', '), [...of.reasons].map(say.reason).toSorted().join(', ')].join('\n');
}
