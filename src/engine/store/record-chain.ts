import { NO_ENTRY, type SignedRecord } from '#contract/decision-record.ts';

/** Where this desk’s chain of the decision record ends. */
export interface RecordHead { n: number; hash: string }
export const FIRST: RecordHead = { n: 0, hash: NO_ENTRY };

/** Makes the next entry, and says where the chain ends after it. */
export type SealEntry = (head: RecordHead) => { entry: SignedRecord; head: RecordHead };
