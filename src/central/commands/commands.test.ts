import { openPGliteForTest } from '../testing/stores.ts';
import { commandsSuite } from './commands.suite.ts';

commandsSuite(openPGliteForTest);
