import type { GovernanceCollections, Snapshot } from '#contract/views.ts';

export type Collections = Snapshot<GovernanceCollections>;
