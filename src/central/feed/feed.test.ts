import { openPGliteForTest } from '../testing/stores.ts';
import { feedSuite } from '../testing/feed-suite.ts';

feedSuite(openPGliteForTest);
