import { openPGliteForTest } from '../testing/stores.ts';
import { sessionSuite } from '../testing/session-suite.ts';

sessionSuite(openPGliteForTest);
