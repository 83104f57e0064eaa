/** Fetches a borough page by page in a process that may be killed at any moment; tells after each page how many rows have come. */
import { once } from 'node:events';
import type { SignInAnswer } from '../../src/contract/wire.ts';
import { fetchInto } from './sync.bench.ts';

export interface FetchOrder { base: string; person: SignInAnswer; stagedFile: string }

const [order] = await once(process, 'message') as [FetchOrder];
await fetchInto(order.base, order.person, order.stagedFile, { wanted: 'whole', gently: false }, (rows) => { process.send?.(rows); });
process.disconnect();
