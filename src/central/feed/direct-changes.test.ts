import { openPGliteForTest } from '../testing/stores.ts';
import { directChangesSuite } from '../testing/direct-changes-suite.ts';

directChangesSuite(openPGliteForTest);
