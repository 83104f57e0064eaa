/** The real engine at several desks and the real centre, under faults at every step. A failure prints the seed that replays it. */
import { simulate } from './simulate.ts';

simulate(0);
