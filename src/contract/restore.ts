/** After the centre was restored from a backup: what each desk tells it, and the report it keeps of what came of that. */
import { z } from 'zod';

/** Accepted work is kept at a desk so long, to be offered again to a centre that was restored. */
export const RETAINED_MS = 30 * 24 * 60 * 60 * 1000;

// POST /v1/reoffered: a desk says how much it offers again and how much of that is left; 0 left ends its part.
export const reofferedRequestSchema = z.object({
  protocol: z.int(), schema: z.int(), epoch: z.string(), deviceId: z.string(), staffId: z.string(),
  offered: z.int().min(0), left: z.int().min(0),
});
export type ReofferedRequest = z.infer<typeof reofferedRequestSchema>;
export const reofferedAnswerSchema = z.object({
  /** The last moment the restored record knows of, an instant; null where the centre can't tell. */
  restoredTo: z.int().nullable(),
});
export type ReofferedAnswer = z.infer<typeof reofferedAnswerSchema>;

/** `waiting`: for work that another desk has yet to offer. `outside-authority`: it stands and waits to be ratified. */
export const offerOutcomes = ['replayed', 'already-there', 'outside-authority', 'refused', 'waiting', 'parked'] as const;
export type OfferOutcome = (typeof offerOutcomes)[number];

// GET /v1/reconciliation, for team leaders and governance
export const reconciliationItemSchema = z.object({
  commandId: z.string(), name: z.string(), staffName: z.string(), residentId: z.string().nullable(), madeAt: z.int(),
  outcome: z.enum(['outside-authority', 'refused', 'waiting', 'parked']), sentence: z.string(),
});
export type ReconciliationItem = z.infer<typeof reconciliationItemSchema>;
export const restoreReportSchema = z.object({
  epoch: z.string(), noticedAt: z.int(), restoredTo: z.int().nullable(),
  noticedBy: z.enum(['administrator', 'database', 'desk']),
  counts: z.object({ replayed: z.int(), alreadyThere: z.int(), outsideAuthority: z.int(), refused: z.int(), waiting: z.int(), parked: z.int() }),
  /** At most 500, the oldest first. */
  needsPerson: z.array(reconciliationItemSchema),
  desksDone: z.int(),
  /** Offering now, or cut off while they did. */
  desksUnderWay: z.int(),
  /** Seen in the 30 days before the restore and not since; their work may be missing still. */
  unheard: z.array(z.object({ staffName: z.string(), siteName: z.string(), deviceId: z.string(), lastSeenAt: z.int() })),
});
export type RestoreReport = z.infer<typeof restoreReportSchema>;
export const reconciliationSchema = z.object({ restores: z.array(restoreReportSchema) });
export type Reconciliation = z.infer<typeof reconciliationSchema>;
