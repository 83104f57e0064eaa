/** Work offered again to a centre that was restored from a backup, and what of it waits for other desks. */
import type { SealedDatabase } from './sealed-database.ts';

/** What this desk keeps of the last restore; in the outbox, for the cache is fetched anew. */
export interface KnownRestore {
  epoch: string;
  /** By the centre's clock; null until it has said, or where it can't. */
  restoredTo: number | null;
  /** What was left when the centre was last told; null before that. */
  toldLeft: number | null;
  /** The person has read what happened. */
  seen: boolean;
}

export interface OfferCounts {
  /** Sent before the restore, and again since. */
  offered: number;
  /** Of everything that was on this desk at the restore: not answered yet. */
  left: number;
  /** Of those: what rests on work that another desk has yet to send. */
  waitingForOthers: number;
  needYou: number;
}

export interface OutboxOffers {
  /** A centre with another history may not have what it once accepted: everything of the last 30 days is offered again. */
  offerAgain: (epoch: string) => void;
  restore: () => KnownRestore | null;
  noteRestore: (changed: Partial<Omit<KnownRestore, 'epoch'>>) => void;
  offerCounts: (epoch: string) => OfferCounts;
  /** The centre waits for another desk's work: this is sent again later, under a number of its own. */
  hold: (seq: number, sentence: string, now: number) => void;
  /** Something came that held work may have waited for: it is due. True where there was any. */
  releaseHeld: () => boolean;
}

const FIRST_HOLD_MS = 30_000;
const LONGEST_HOLD_MS = 10 * 60_000;

export function createOutboxOffers(database: SealedDatabase, getMeta: (name: string) => unknown, setMeta: (name: string, value: unknown) => void): OutboxOffers {
  // Whatever is kept: it goes by age when the centre says what the time is, and a computer's own clock has no say in it.
  const again = database.prepare(
    `UPDATE command SET state = 'sent', result_version = NULL, settled_at = NULL, offer_epoch = ?, times_offered = times_offered + 1, held = 0
     WHERE state IN ('accepted', 'done')`);
  // Sent and not answered: it may have arrived at the centre of before.
  const unanswered = database.prepare(`UPDATE command SET offer_epoch = ?, times_offered = times_offered + 1, held = 0 WHERE state = 'sent' AND offer_epoch IS NOT ?`);
  const unsent = database.prepare(`UPDATE command SET offer_epoch = ?, held = 0 WHERE state = 'waiting'`);
  const counts = database.prepare<[string], OfferCounts>(
    `SELECT count(*) FILTER (WHERE times_offered > 0) AS offered,
       count(*) FILTER (WHERE state IN ('waiting', 'sent')) AS left,
       count(*) FILTER (WHERE state IN ('waiting', 'sent') AND held > 0) AS waitingForOthers,
       count(*) FILTER (WHERE state IN ('refused', 'parked')) AS needYou
     FROM command WHERE offer_epoch = ?`);
  const hold = database.prepare(
    `UPDATE command SET state = 'waiting', seq = NULL, held = held + 1, sentence = ?,
       try_after = ? + min(${String(LONGEST_HOLD_MS)}, ${String(FIRST_HOLD_MS)} * (1 << min(held, 8))) WHERE seq = ? AND state = 'sent'`);
  const release = database.prepare(`UPDATE command SET try_after = 0 WHERE held > 0 AND state = 'waiting' AND try_after > 0`);
  const restore = (): KnownRestore | null => getMeta('restore') as KnownRestore | null;

  return {
    offerAgain: database.transaction((epoch: string) => {
      unanswered.run(epoch, epoch);
      again.run(epoch);
      unsent.run(epoch);
      setMeta('epoch', epoch);
      setMeta('restore', { epoch, restoredTo: null, toldLeft: null, seen: false } satisfies KnownRestore);
    }),
    restore,
    noteRestore(changed) {
      const known = restore();
      if (known !== null) setMeta('restore', { ...known, ...changed });
    },
    offerCounts: (epoch) => counts.get(epoch) ?? { offered: 0, left: 0, waitingForOthers: 0, needYou: 0 },
    hold: (seq, sentence, now) => { hold.run(sentence, now, seq); },
    releaseHeld: () => release.run().changes > 0,
  };
}
