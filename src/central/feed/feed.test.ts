import { openPGliteForTest } from '../testing/stores.ts';
import { feedSuite } from './feed.suite.ts';

feedSuite(openPGliteForTest);
