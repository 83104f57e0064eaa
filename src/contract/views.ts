/**
 * What the engine shows the screen. A live query is a set of named collections; every item has a `key`, and after the
 * first snapshot only items that changed travel. `pending` marks what the centre does not have yet.
 */
import { contactReasons } from '#domain/vocabulary.ts';
import { z } from 'zod';
import type { BookingsCollections, BookingsWaitingCollections, MarkersCollections } from './views/care.ts';
import type { CouncillorCollections } from './views/councillor.ts';
import type { DuplicatesCollections } from './views/duplicates.ts';
import type { GovernanceCollections, ReferenceCollections } from './views/governance.ts';
import type { ArticleCollections, ArticleKeepingCollections, KnowledgeCollections } from './views/knowledge.ts';
import type { QueueCollections } from './views/queue.ts';
import type { ReviewsCollections } from './views/reviews.ts';
import { searchSchema, type SearchCollections } from './views/search.ts';
import type { SubjectRef } from './views/subject-ref.ts';
import { subjectRefSchema } from './views/subject-ref.ts';
import type { PresenceCollections, PromisesCollections, SubjectCollections } from './views/subject.ts';
import type { SyncCentreCollections, SyncCollections } from './views/sync.ts';
import type { WorklistCollections } from './views/worklist.ts';

const topicSchema = z.object({ serviceIds: z.array(z.string().max(100)).max(20), reasons: z.array(z.enum(contactReasons)).max(contactReasons.length) }).strict();

export interface LiveQueries {
  bookings: { args: Record<string, never>; collections: BookingsCollections };
  'bookings-waiting': { args: Record<string, never>; collections: BookingsWaitingCollections };
  councillor: { args: { councillorId: string }; collections: CouncillorCollections };
  markers: { args: Record<string, never>; collections: MarkersCollections };
  promises: { args: Record<string, never>; collections: PromisesCollections };
  queue: { args: Record<string, never>; collections: QueueCollections };
  presence: { args: SubjectRef; collections: PresenceCollections };
  search: { args: z.infer<typeof searchSchema>; collections: SearchCollections };
  subject: { args: SubjectRef; collections: SubjectCollections };
  duplicates: { args: { duplicateId: string | null }; collections: DuplicatesCollections };
  reviews: { args: Record<string, never>; collections: ReviewsCollections };
  worklist: { args: Record<string, never>; collections: WorklistCollections };
  sync: { args: Record<string, never>; collections: SyncCollections };
  'sync-centre': { args: Record<string, never>; collections: SyncCentreCollections };
  reference: { args: Record<string, never>; collections: ReferenceCollections };
  governance: { args: Record<string, never>; collections: GovernanceCollections };
  knowledge: { args: z.infer<typeof topicSchema>; collections: KnowledgeCollections };
  article: { args: { articleKey: string }; collections: ArticleCollections };
  'article-keeping': { args: Record<string, never>; collections: ArticleKeepingCollections };
}

export type LiveQueryName = keyof LiveQueries;

export const liveQuerySchemas = {
  bookings: z.object({}).strict(), 'bookings-waiting': z.object({}).strict(), councillor: z.object({ councillorId: z.string().max(100) }).strict(),
  duplicates: z.object({ duplicateId: z.string().max(201).nullable() }).strict(),
  search: searchSchema, subject: subjectRefSchema, presence: subjectRefSchema, worklist: z.object({}).strict(), sync: z.object({}).strict(),
  'sync-centre': z.object({}).strict(), reference: z.object({}).strict(), governance: z.object({}).strict(), promises: z.object({}).strict(), queue: z.object({}).strict(), markers: z.object({}).strict(), reviews: z.object({}).strict(),
  knowledge: topicSchema, article: z.object({ articleKey: z.string().max(100) }).strict(), 'article-keeping': z.object({}).strict(),
} satisfies { [Q in LiveQueryName]: z.ZodType };

export type Snapshot<C> = { [K in keyof C]: C[K][] };

/** `order` is every key of the collection in order, given only where order or membership changed. */
export type Patch<C> = { [K in keyof C]?: { put: C[K][]; order: string[] | null } };

/** To the screen: revisions count 1, 2, 3 …; a screen that sees a gap asks for the snapshot again. */
export type LiveEvent =
  | { subscription: number; kind: 'snapshot'; revision: number; collections: Record<string, { key: string }[]> }
  | { subscription: number; kind: 'patch'; revision: number; collections: Record<string, { put: { key: string }[]; order: string[] | null }> };
