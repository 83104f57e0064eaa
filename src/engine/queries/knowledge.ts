/** Scripts and articles: what fits a contact, one article with its versions, and what whoever keeps them must see to. */
import { isForRole, ranked, type Tally } from '#domain/knowledge/rank.ts';
import type { Article, ArticleVote } from '#domain/records/knowledge.ts';
import { dateAt } from '#domain/time/dates.ts';
import { vocabularyEn } from '#domain/words/vocabulary-en.ts';
import type { ArticleHit, ArticleItem, ArticleVersion, KeptArticle } from '#contract/views/knowledge.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { articleIndex, type ArticleIndex } from '../search/articles.ts';
import { nameOrNull, serviceName, staffName } from './reference.ts';

const published = (desk: Desk): Article[] => desk.cache.select('article', `WHERE status = 'published' ORDER BY title, id`, []).map(({ row }) => row)
  .filter((article) => isForRole(article, desk.actor.role));

/** Votes that count, by version. */
function tallies(desk: Desk): (articleId: string) => Tally {
  const byArticle = new Map<string, Tally>();
  for (const { row } of desk.cache.select('articleVote', 'WHERE replaced_at IS NULL ORDER BY id', [])) {
    const tally = byArticle.get(row.articleId) ?? { right: 0, wrong: 0 };
    // What its keeper found right as it stands, or has put right, speaks no longer against it.
    if (row.wasRight) tally.right += 1;
    else if (row.settledAt === null) tally.wrong += 1;
    byArticle.set(row.articleId, tally);
  }
  return (articleId) => byArticle.get(articleId) ?? { right: 0, wrong: 0 };
}

function itemOf(desk: Desk, { id, articleKey, kind, title, version, serviceIds, reasons, publishedAt, reviewBy }: Article, tally: Tally): ArticleItem {
  return { key: id, articleId: id, articleKey, kind, title, version, serviceIds, reasons, publishedAt, reviewBy, tally, reviewOverdue: reviewBy < dateAt(desk.now()) };
}

export const knowledgeQuery: LiveQuery<'knowledge'> = {
  always: new Set(['article', 'articleVote']),
  related: new Set(),
  signals: new Set(['time']),
  read(desk, topic) {
    const tallyOf = tallies(desk);
    const all = published(desk).map((article) => itemOf(desk, article, tallyOf(article.id)));
    const nothingKnown = topic.serviceIds.length === 0 && topic.reasons.length === 0;
    return { collections: { fitting: nothingKnown ? all : ranked(all, topic) }, about: new Set() };
  },
};

const keeps = ({ actor: { role } }: Desk): boolean => role === 'governance' || role === 'approver';

export const articleQuery: LiveQuery<'article'> = {
  always: new Set(['article', 'articleVote', 'staff']),
  related: new Set(),
  signals: new Set(),
  read(desk, { articleKey }) {
    const tallyOf = tallies(desk);
    const mine = desk.cache.select('articleVote', 'WHERE staff_id = ? AND article_key = ? AND replaced_at IS NULL ORDER BY id', [desk.actor.staffId, articleKey]).map(({ row }) => row);
    const voted = ({ id }: Article): ArticleVersion['myVote'] => {
      const vote: ArticleVote | undefined = mine.find(({ articleId }) => articleId === id);
      return vote === undefined ? null : vote.wasRight ? 'right' : 'wrong';
    };
    const versions = desk.cache.select('article', 'WHERE article_key = ? ORDER BY version DESC, written_at DESC, id', [articleKey])
      .filter(({ row }) => isForRole(row, desk.actor.role) && (row.version > 0 || (keeps(desk) && row.status === 'draft')))
      .map(({ row, pending }): ArticleVersion => ({
        ...row, key: row.id, pending, tally: tallyOf(row.id), myVote: voted(row), byName: staffName(desk.reference, row.publishedBy ?? row.writtenBy),
      }));
    return { collections: { versions }, about: new Set() };
  },
};

export const articleKeepingQuery: LiveQuery<'article-keeping'> = {
  always: new Set(['article', 'articleVote', 'staff', 'service']),
  related: new Set(),
  signals: new Set(['time']),
  read(desk) {
    if (!keeps(desk)) return { collections: { articles: [], wrong: [] }, about: new Set() };
    const today = dateAt(desk.now());
    const tallyOf = tallies(desk);
    const rows = desk.cache.select('article', 'ORDER BY title, id', []).map(({ row }) => row);
    const articles = [...Map.groupBy(rows, ({ articleKey }) => articleKey)].map(([key, versions]): KeptArticle => {
      const inUse = versions.find(({ status }) => status === 'published') ?? null;
      return {
        key, published: inUse, drafts: versions.filter(({ status }) => status === 'draft').toSorted((one, other) => other.writtenAt - one.writtenAt),
        retired: inUse !== null ? null : versions.filter(({ status }) => status === 'retired').toSorted((one, other) => other.version - one.version)[0] ?? null,
        tally: inUse === null ? { right: 0, wrong: 0 } : tallyOf(inUse.id), reviewOverdue: inUse !== null && inUse.reviewBy < today,
      };
    });
    const byId = new Map(rows.map((row) => [row.id as string, row]));
    const wrong = desk.cache.select('articleVote', 'WHERE was_right = 0 AND replaced_at IS NULL AND settled_at IS NULL ORDER BY at, id', []).map(({ row, pending }) => ({
      ...row, key: row.id, pending, title: byId.get(row.articleId)?.title ?? row.articleKey, version: byId.get(row.articleId)?.version ?? 0, staffName: staffName(desk.reference, row.staffId),
      serviceName: nameOrNull(desk.reference.services, row.serviceId),
    }));
    return { collections: { articles, wrong }, about: new Set() };
  },
};

/** What is published never changes, so that which versions there are says whether the index is of today. */
const indexes = new WeakMap<object, { of: string; index: ArticleIndex }>();

function indexOf(desk: Desk, articles: readonly Article[]): ArticleIndex {
  const of = articles.map(({ id }) => id).join(' ');
  const kept = indexes.get(desk.cache);
  if (kept?.of === of) return kept.index;
  const index = articleIndex(articles.map(({ id, title, body, serviceIds, reasons }) => ({
    id, title, body, about: [...serviceIds.map((one) => serviceName(desk.reference, one)), ...reasons.map((reason) => vocabularyEn[`reason.${reason}`])],
  })));
  indexes.set(desk.cache, { of, index });
  return index;
}

export function findArticles(desk: Desk, text: string, limit: number): ArticleHit[] {
  const articles = published(desk);
  const byId = new Map(articles.map((article) => [article.id as string, article]));
  const tallyOf = tallies(desk);
  return indexOf(desk, articles).find(text, limit).flatMap(({ id, excerpt }) => {
    const article = byId.get(id);
    return article === undefined ? [] : [{ item: itemOf(desk, article, tallyOf(id)), excerpt }];
  });
}
