import { openPostgresForTest } from '../testing/stores.ts';
import { commandsSuite } from './commands.suite.ts';

commandsSuite(openPostgresForTest);
