/** Scripts and articles. */
import type { Tally } from '#domain/knowledge/rank.ts';
import type { Article, ArticleVote } from '#domain/records/knowledge.ts';

/** An article as lists show it, without its words. */
export interface ArticleItem extends Pick<Article, 'articleKey' | 'kind' | 'title' | 'version' | 'serviceIds' | 'reasons' | 'publishedAt' | 'reviewBy'> {
  key: string;
  articleId: string;
  tally: Tally;
  reviewOverdue: boolean;
}

export interface ArticleHit {
  item: ArticleItem;
  /** The line in which it was found; null where that is the title. */
  excerpt: string | null;
}

export interface KnowledgeCollections {
  /** What fits the contact, the most useful first; all there is by title, where nothing is known of it. */
  fitting: ArticleItem;
}

/** A version of an article, to be read. `myVote` is of this version. */
export interface ArticleVersion extends Article {
  key: string;
  pending: boolean;
  tally: Tally;
  myVote: 'right' | 'wrong' | null;
  byName: string;
}

export interface ArticleCollections {
  /** Every version that was ever in use, the newest first; drafts only for those who keep articles. */
  versions: ArticleVersion;
}

/** An article as whoever keeps it sees it. */
export interface KeptArticle {
  /** The article’s, that all versions share. */
  key: string;
  published: Article | null;
  drafts: Article[];
  retired: Article | null;
  tally: Tally;
  reviewOverdue: boolean;
}

/** Somebody found a version wrong, and nobody has seen to it yet. */
export interface WrongItem extends ArticleVote { key: string; pending: boolean; title: string; version: number; staffName: string; serviceName: string | null }

export interface ArticleKeepingCollections {
  articles: KeptArticle;
  /** The oldest first. */
  wrong: WrongItem;
}
