/**
 * Live queries: a snapshot, then only what changed, by key. Changes are told after their transaction has committed,
 * gathered, and delivered at most once a frame.
 */
import type { LiveEvent, LiveQueries, LiveQueryName } from '#contract/views.ts';
import type { TableName } from '#domain/records.ts';
import type { Desk } from '../desk.ts';
import { bookingsQuery, bookingsWaitingQuery } from '../queries/bookings.ts';
import { councillorQuery } from '../queries/councillor.ts';
import { duplicatesQuery } from '../queries/duplicates.ts';
import { governanceQuery } from '../queries/governance.ts';
import { markersQuery } from '../queries/markers.ts';
import { articleKeepingQuery, articleQuery, knowledgeQuery } from '../queries/knowledge.ts';
import { presenceQuery } from '../queries/presence.ts';
import { promisesQuery } from '../queries/promises.ts';
import { queueQuery } from '../queries/queue.ts';
import { referenceQuery } from '../queries/reference-query.ts';
import { reviewsQuery } from '../queries/reviews.ts';
import { searchQuery } from '../queries/search.ts';
import { subjectQuery } from '../queries/subject.ts';
import { syncCentreQuery } from '../queries/sync-centre.ts';
import { syncQuery } from '../queries/sync-status.ts';
import { worklistQuery } from '../queries/worklist.ts';
import type { Touch } from '../store/touch.ts';
import { createDiff, type Collections, type Diff } from './diff.ts';
import type { LiveQuery, Signal } from './live-query.ts';

const FRAME_MS = 16;

const queries: { [Q in LiveQueryName]: LiveQuery<Q> } =
  { search: searchQuery, subject: subjectQuery, worklist: worklistQuery, sync: syncQuery, 'sync-centre': syncCentreQuery, reference: referenceQuery, governance: governanceQuery, duplicates: duplicatesQuery, promises: promisesQuery, queue: queueQuery, presence: presenceQuery, bookings: bookingsQuery, 'bookings-waiting': bookingsWaitingQuery, councillor: councillorQuery, markers: markersQuery, reviews: reviewsQuery,
    knowledge: knowledgeQuery, article: articleQuery, 'article-keeping': articleKeepingQuery };

interface Subscription {
  id: number;
  query: LiveQuery<LiveQueryName>;
  args: LiveQueries[LiveQueryName]['args'];
  diff: Diff;
  revision: number;
  /** What the last reading depended on; see `LiveQuery.read`. */
  about: Set<string>;
  state: 'fresh' | 'stale' | 'snapshot-due';
}

export interface LiveViews {
  subscribe: (name: LiveQueryName, args: LiveQueries[LiveQueryName]['args']) => number;
  /** False where there is no such subscription. */
  unsubscribe: (id: number) => boolean;
  resend: (id: number) => boolean;
  touched: (touches: Touch[]) => void;
  signal: (signal: Signal) => void;
  /** Everything may have changed: another file is in the cache's place. */
  allStale: () => void;
  /** Delivers what is due now; otherwise it happens within a frame. */
  flush: () => void;
  close: () => void;
}

export function createLiveViews(desk: Desk, deliver: (event: LiveEvent) => void, onError: (error: unknown) => void, nextId: () => number): LiveViews {
  const subscriptions = new Map<number, Subscription>();
  let timer: NodeJS.Timeout | null = null;
  let deliveredAt = 0;

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    deliveredAt = performance.now();
    for (const subscription of subscriptions.values()) {
      if (subscription.state !== 'fresh') refresh(desk, subscription, deliver);
    }
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      try {
        flush();
      } catch (error) {
        onError(error);
      }
    }, Math.max(0, FRAME_MS - (performance.now() - deliveredAt)));
  };
  const markStale = (affected: (subscription: Subscription) => boolean): void => {
    for (const subscription of subscriptions.values()) {
      if (subscription.state !== 'fresh' || !affected(subscription)) continue;
      subscription.state = 'stale';
      schedule();
    }
  };

  return {
    subscribe(name, args) {
      const id = nextId();
      const query = queries[name] as unknown as LiveQuery<LiveQueryName>;
      subscriptions.set(id, { id, query, args, diff: createDiff(), revision: 0, about: new Set(), state: 'snapshot-due' });
      schedule();
      return id;
    },
    unsubscribe: (id) => subscriptions.delete(id),
    resend(id) {
      const subscription = subscriptions.get(id);
      if (subscription === undefined) return false;
      subscription.state = 'snapshot-due';
      schedule();
      return true;
    },
    touched(touches) {
      if (touches.length > 0) markStale(({ query, about }) => touches.some((touch) => concerns(query, about, touch)));
    },
    signal(signal) { markStale(({ query }) => query.signals.has(signal)); },
    allStale() { markStale(() => true); },
    flush,
    close() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      subscriptions.clear();
    },
  };
}

function concerns(query: { always: ReadonlySet<TableName>; related: ReadonlySet<TableName> }, about: Set<string>, touch: Touch): boolean {
  return query.always.has(touch.table) || (query.related.has(touch.table) && !touch.about.isDisjointFrom(about));
}

function refresh(desk: Desk, subscription: Subscription, deliver: (event: LiveEvent) => void): void {
  const { collections, about } = subscription.query.read(desk, subscription.args);
  const known = collections as unknown as Collections;
  const wantsSnapshot = subscription.state === 'snapshot-due';
  subscription.about = about;
  subscription.state = 'fresh';
  if (wantsSnapshot) {
    subscription.revision += 1;
    deliver({ subscription: subscription.id, kind: 'snapshot', revision: subscription.revision, collections: known });
    // On its way before it is taken in for the next comparison: that takes as long as reading it.
    subscription.diff.next(known);
    return;
  }
  const patch = subscription.diff.next(known);
  if (patch === null) return;
  subscription.revision += 1;
  deliver({ subscription: subscription.id, kind: 'patch', revision: subscription.revision, collections: patch });
}
