import { compactionSuite } from '../testing/compaction-suite.ts';
import { openPostgresForTest } from '../testing/stores.ts';

compactionSuite(openPostgresForTest);
