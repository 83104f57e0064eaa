import { openPGliteForTest } from '../testing/stores.ts';
import { commandsSuite } from '../testing/commands-suite.ts';

commandsSuite(openPGliteForTest);
