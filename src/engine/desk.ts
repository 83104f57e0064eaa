/** The open desk as queries and commands see it: who sits here, what they may read, how it stands with the centre. */
import type { Actor, Context } from '#domain/commands/command.ts';
import type { Instant } from '#domain/time/instant.ts';
import { countsFrom } from '#domain/time/windows.ts';
import type { SchemeVersion } from '#domain/records/council.ts';
import type { SubjectRef } from '#contract/views/subject-ref.ts';
import type { SyncStatus } from '#contract/views/sync.ts';
import type { Present } from '#contract/wire.ts';
import type { Reference } from './queries/reference.ts';
import type { CacheStore } from './store/cache-store.ts';
import type { OutboxStore } from './store/outbox-store.ts';

export interface Desk {
  readonly actor: Actor;
  /** The cache of the moment: a fetch puts another in its place. */
  readonly cache: CacheStore;
  readonly outbox: OutboxStore;
  readonly reference: Reference;
  readonly status: SyncStatus;
  readonly connection: 'online' | 'offline';
  /** Since when the limits decided by are known to stand, by this desk’s clock; 0 where nothing vouches for them. */
  readonly policyAsOf: Instant;
  /** Who else has a record open now; nobody while this desk is offline. */
  present: (subject: SubjectRef) => Present[];
  now: () => Instant;
  /** The centre's clock as this desk last knew it: what is kept by its age is stamped with it. */
  centreNow: () => Instant;
}

/** How things stood when a person acted. */
export interface Circumstances {
  madeAt: Instant;
  connection: 'online' | 'offline';
  policyAsOf: Instant;
}

export const circumstancesOf = (desk: Desk): Circumstances =>
  ({ madeAt: desk.now(), connection: desk.connection, policyAsOf: desk.policyAsOf });

export const contextAt = (
  actor: Actor, place: Context['place'], how: Circumstances, now: Instant, scheme: SchemeVersion | null,
): Context => ({ place, now, actor, scheme, ...how, countsAt: countsFrom(how.madeAt, now) });
