/** Rows about one person entered twice. */
import type { DuplicateId, MergeId, ResidentId, StaffId } from '../ids.ts';
import type { Levels } from '../matching/fields.ts';
import type { Instant } from '../time/instant.ts';
import type { DuplicateSource, DuplicateStatus, Keep, KeptField } from '../vocabulary.ts';
import type { Resident } from './people.ts';

/** Two records that are probably one person's, as the centre found them, and what somebody made of it. */
export interface Duplicate {
  id: DuplicateId;
  /** In the order of their ids. */
  oneId: ResidentId;
  otherId: ResidentId;
  /** In ten-thousandths. */
  likelihood: number;
  /** Evidence for one person in hundredths of a power of two. */
  weight: number;
  /** How far they agree, field by field. Values are not here. */
  levels: Levels;
  foundBy: DuplicateSource;
  foundAt: Instant;
  /** Of the model that judged them. */
  modelId: string;
  status: DuplicateStatus;
  mergeId: MergeId | null;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  reasons: string | null;
}

/** What a merge may change of a row. */
export type MergeableRow = Pick<Resident, KeptField | 'householdId' | 'correspondence' | 'previousNames' | 'contactPoints' | 'accountReferences' | 'lastContactAt' | 'confidential' | 'restricted' | 'mergedInto'>;

/** Two records made one, or that somebody proposes to: who, when, what was kept of each, and what it takes to part them again. */
export interface Merge {
  id: MergeId;
  duplicateId: DuplicateId | null;
  survivorId: ResidentId;
  otherId: ResidentId;
  /** Whose value stands where both have one; the survivor's where nothing is said. */
  keep: Keep;
  reasons: string;
  status: 'proposed' | 'declined' | 'done' | 'undone';
  proposedBy: StaffId;
  proposedAt: Instant;
  answeredBy: StaffId | null;
  answeredAt: Instant | null;
  answerReasons: string | null;
  /** What the merge changed of both rows, as it stood before and as it made it; null until it is done. */
  survivorBefore: MergeableRow | null;
  survivorAfter: MergeableRow | null;
  otherBefore: MergeableRow | null;
  otherAfter: MergeableRow | null;
  /** Records that had been merged into the other before, and stand behind the survivor now. */
  moved: ResidentId[];
  undoneBy: StaffId | null;
  undoneAt: Instant | null;
  undoneReasons: string | null;
}
