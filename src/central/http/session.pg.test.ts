import { openPostgresForTest } from '../testing/stores.ts';
import { sessionSuite } from '../testing/session-suite.ts';

sessionSuite(openPostgresForTest);
