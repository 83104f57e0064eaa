import { pausesSuite } from '../testing/pauses-suite.ts';
import { openPostgresForTest } from '../testing/stores.ts';

pausesSuite(openPostgresForTest);
