/** “Was this right?” of an article, by whoever has just used it, and what its keeper made of that. */
import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { ArticleId, ArticleVoteId, ServiceId } from '../ids.ts';
import { put } from '../records.ts';
import type { ContactReason } from '../vocabulary.ts';

export interface VoteOnArticleArgs {
  voteId: ArticleVoteId;
  articleId: ArticleId;
  wasRight: boolean;
  words: string;
  reason: ContactReason | null;
  serviceId: ServiceId | null;
}

/** One person has one say of a version; said again, the later one counts and the earlier one is kept as replaced. */
export const voteOnArticle = defineCommand({
  version: 1,
  roles: ['operative', 'approver', 'governance'],
  needs: (args: VoteOnArticleArgs, { actor }) => ({
    existing: row('articleVote', args.voteId), article: row('article', args.articleId), earlier: rows('articleVote', { articleId: args.articleId, staffId: actor.staffId }),
  }),
  needsThen: () => ({}),
  decide: ({ existing, article, earlier }, args, context) => {
    if (existing !== null) return accepted();
    if (article === null) return refused('command.unknown-article');
    if (article.status === 'draft') return refused('command.article-not-published');
    const words = args.words.trim();
    if (!args.wasRight && words === '') return refused('command.article-wrong-words-needed');
    const replaced = earlier.filter(({ replacedAt }) => replacedAt === null).map((vote) => put('articleVote', { ...vote, replacedAt: context.countsAt }));
    return accepted(...replaced, put('articleVote', {
      id: args.voteId, articleId: article.id, articleKey: article.articleKey, staffId: context.actor.staffId, at: context.countsAt, wasRight: args.wasRight, words: args.wasRight ? '' : words,
      reason: args.reason, serviceId: args.serviceId, replacedAt: null, settledBy: null, settledAt: null, answer: null,
    }));
  },
});

export interface SettleArticleVoteArgs {
  voteId: ArticleVoteId;
  answer: string;
}

/** Whoever keeps the article has seen to what was said: put right, or right as it stands, and why. */
export const settleArticleVote = defineCommand({
  version: 1,
  roles: ['governance', 'approver'],
  needs: (args: SettleArticleVoteArgs) => ({ vote: row('articleVote', args.voteId) }),
  needsThen: () => ({}),
  decide: ({ vote }, args, context) => {
    if (vote === null) return refused('command.unknown-article-vote');
    if (vote.settledAt !== null) return accepted();
    if (args.answer.trim() === '') return refused('command.reasons-needed');
    return accepted(put('articleVote', { ...vote, settledBy: context.actor.staffId, settledAt: context.countsAt, answer: args.answer.trim() }));
  },
});
