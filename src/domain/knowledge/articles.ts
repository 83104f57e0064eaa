/** Scripts and articles: written, published as a version, taken out of use. The version before stays readable. */
import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { ArticleId, ServiceId } from '../ids.ts';
import { put } from '../records.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { ArticleAudience, ArticleKind, ContactReason } from '../vocabulary.ts';

export const LONGEST_TITLE = 120;
export const LONGEST_BODY = 20_000;

export interface WriteArticleArgs {
  articleId: ArticleId;
  articleKey: string;
  kind: ArticleKind;
  title: string;
  body: string;
  audience: ArticleAudience;
  serviceIds: ServiceId[];
  reasons: ContactReason[];
  reviewBy: CalendarDate;
  /** The version it is written from; 0 for the first. */
  basedOn: number;
  /** When the draft that this one replaces was saved; null for a draft’s first saving. */
  writtenOver: Instant | null;
  /** When it is saved, by the desk’s clock: two presses are one, and what it is known by from then on. */
  savedAt: Instant;
}

/** Saves a draft, so that colleagues see it. What somebody else saved meanwhile is never written over. */
export const writeArticle = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: WriteArticleArgs) => ({ existing: row('article', args.articleId) }),
  needsThen: () => ({}),
  decide: ({ existing }, args, context) => {
    const title = args.title.trim();
    if (title === '') return refused('command.article-title-needed');
    if (title.length > LONGEST_TITLE) return refused('command.article-title-too-long', { limit: LONGEST_TITLE });
    if (args.body.length > LONGEST_BODY) return refused('command.article-body-too-long', { limit: LONGEST_BODY });
    const written = {
      kind: args.kind, title, body: args.body, audience: args.audience, serviceIds: args.serviceIds, reasons: args.reasons, reviewBy: args.reviewBy, basedOn: args.basedOn,
      writtenBy: context.actor.staffId, writtenAt: args.savedAt,
    };
    if (existing === null) {
      return accepted(put('article', {
        id: args.articleId, articleKey: args.articleKey, version: 0, status: 'draft', ...written,
        publishedBy: null, publishedAt: null, retiredBy: null, retiredAt: null, retireReasons: null,
      }));
    }
    if (existing.writtenBy === context.actor.staffId && existing.writtenAt === args.savedAt) return accepted();
    if (existing.status !== 'draft') return refused('command.article-not-draft');
    if (existing.writtenAt !== args.writtenOver) return refused('command.article-written-meanwhile');
    return accepted(put('article', { ...existing, ...written }));
  },
});

export interface PublishArticleArgs {
  articleId: ArticleId;
  /** Of the draft as whoever publishes it read it. */
  writtenAt: Instant;
}

/** Brings a draft into use as the next version; the one before is replaced and stays to be read. */
export const publishArticle = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: PublishArticleArgs) => ({ draft: row('article', args.articleId) }),
  needsThen: ({ draft }) => ({ versions: rows('article', { articleKey: draft?.articleKey ?? '' }) }),
  decide: ({ draft, versions }, args, context) => {
    if (draft === null) return refused('command.unknown-article');
    if (draft.status !== 'draft') return accepted();
    if (draft.writtenAt !== args.writtenAt) return refused('command.article-written-meanwhile');
    if (draft.body.trim() === '') return refused('command.article-body-needed');
    if (draft.reviewBy <= dateAt(context.countsAt)) return refused('command.article-review-passed');
    const newest = Math.max(0, ...versions.map(({ version }) => version));
    if (newest > draft.basedOn) return refused('command.article-published-meanwhile', { version: newest });
    const replaced = versions.filter(({ status }) => status === 'published').map((one) => put('article', { ...one, status: 'replaced' }));
    return accepted(...replaced, put('article', {
      ...draft, status: 'published', version: newest + 1, publishedBy: context.actor.staffId, publishedAt: context.countsAt,
    }));
  },
});

export interface RetireArticleArgs {
  articleId: ArticleId;
  reasons: string;
}

/** Takes an article, or a draft that will not be used, out of everybody’s way. */
export const retireArticle = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: RetireArticleArgs) => ({ article: row('article', args.articleId) }),
  needsThen: () => ({}),
  decide: ({ article }, args, context) => {
    if (article === null) return refused('command.unknown-article');
    if (article.status === 'retired') return accepted();
    if (article.status === 'replaced') return refused('command.article-not-in-use');
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    return accepted(put('article', {
      ...article, status: 'retired', retiredBy: context.actor.staffId, retiredAt: context.countsAt, retireReasons: args.reasons.trim(),
    }));
  },
});
