/** Rows of scripts and articles. */
import type { ArticleId, ArticleVoteId, ServiceId, StaffId } from '../ids.ts';
import type { CalendarDate, Instant } from '../time/instant.ts';
import type { ArticleAudience, ArticleKind, ContactReason } from '../vocabulary.ts';

/** Knowledge for the desk, one row a version: those before stay readable. What is published is never changed but in `status` and its end. */
export interface Article {
  id: ArticleId;
  /** What all its versions share. */
  articleKey: string;
  /** 0 while it is a draft; published ones count from 1. */
  version: number;
  kind: ArticleKind;
  status: 'draft' | 'published' | 'replaced' | 'retired';
  title: string;
  /** Markdown; a step to tick off is an item of a task list. */
  body: string;
  audience: ArticleAudience;
  /** What it is for: any service or any reason where the list is empty. */
  serviceIds: ServiceId[];
  reasons: ContactReason[];
  reviewBy: CalendarDate;
  /** The version it was written from; 0 for the first. */
  basedOn: number;
  writtenBy: StaffId;
  writtenAt: Instant;
  publishedBy: StaffId | null;
  publishedAt: Instant | null;
  /** Taken out of use. */
  retiredBy: StaffId | null;
  retiredAt: Instant | null;
  retireReasons: string | null;
}

/** “Was this right?”, of one version of an article. Says for which kind of contact, and nothing of whom. */
export interface ArticleVote {
  id: ArticleVoteId;
  articleId: ArticleId;
  articleKey: string;
  staffId: StaffId;
  at: Instant;
  wasRight: boolean;
  /** What was wrong; empty where it was right. */
  words: string;
  reason: ContactReason | null;
  serviceId: ServiceId | null;
  /** The same person said otherwise since. */
  replacedAt: Instant | null;
  /** Whoever keeps the article has seen to it, and what they say. */
  settledBy: StaffId | null;
  settledAt: Instant | null;
  answer: string | null;
}
