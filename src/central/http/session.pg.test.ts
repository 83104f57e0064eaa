import { openPostgresForTest } from '../testing/stores.ts';
import { sessionSuite } from './session.suite.ts';

sessionSuite(openPostgresForTest);
