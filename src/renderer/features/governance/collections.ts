import type { Snapshot } from '#contract/views.ts';
import type { GovernanceCollections } from '#contract/views/governance.ts';

export type Collections = Snapshot<GovernanceCollections>;
