/** The other half of the seeds; see `simulate.ts`. */
import { simulate } from './simulate.ts';

simulate(1);
