import { pausesSuite } from '../testing/pauses-suite.ts';
import { openPGliteForTest } from '../testing/stores.ts';

pausesSuite(openPGliteForTest);
