import type { SyncEventKind } from '#contract/diagnostics.ts';
import type { PresentAt } from '#contract/wire.ts';
import type { Desk } from '../desk.ts';
import type { Signal } from '../live/live-query.ts';
import type { Touch } from '../store/touch.ts';
import type { CentralClient } from './central-client.ts';
import type { CentralSession } from './central-session.ts';
import type { Lease } from './lease.ts';
import type { SyncState } from './sync-state.ts';

/** The desk as synchronisation sees it: what it may change, and whom it tells. */
export interface SyncDesk extends Desk {
  readonly deviceId: string;
  readonly client: CentralClient;
  readonly session: CentralSession;
  readonly state: SyncState;
  readonly lease: Lease;
  readonly stagedFile: string;
  readonly key: Uint8Array;
  /** While a planned pause is in force: when this desk sends again, by the centre's clock; else null. */
  restingUntil: () => number | null;
  /** What the person may see, as the centre last said. */
  scopes: () => string[];
  learnScopes: (scopes: string[]) => void;
  /** Who else has the record open that this desk has. */
  heardPresent: (told: PresentAt) => void;
  /** Rows that a committed transaction changed. */
  committed: (touches: Touch[]) => void;
  signal: (signal: Signal) => void;
  /** Notes in this desk's history how it stands with the centre. */
  noteEvent: (kind: SyncEventKind) => void;
  /** Puts the staged file in the cache's place, with the overlay already over it. */
  publishStaged: () => void;
  /** Empties the cache at once: the person may no longer see what is in it. */
  dropCache: () => void;
}
