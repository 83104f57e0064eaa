import { compactionSuite } from '../testing/compaction-suite.ts';
import { openPGliteForTest } from '../testing/stores.ts';

compactionSuite(openPGliteForTest);
