/** Whether this desk has what it will need while the centre can't be asked. */
import { schemeInForce } from '#domain/delegation/in-force.ts';
import { pauseToTell } from '#domain/pauses/pauses.ts';
import type { MissingForPause, PauseReadiness, SyncStatus } from '#contract/views/sync.ts';
import type { Desk } from '../desk.ts';

/** An answer of the centre's is fresh for so long: a desk that is connected hears every few seconds. */
const FRESH_MS = 60_000;
const MOST_REQUESTS = 500;

export interface ReadinessFacts {
  phase: SyncStatus['phase'];
  waiting: number;
  lastHeardAt: number | null;
  schemeInForce: boolean;
  /** Requests on today's list whose resident is not in the copy. */
  recordsMissing: number;
  now: number;
}

/** What is missing, the most telling first; nothing where the desk is ready. */
export function missingForPause({ phase, waiting, lastHeardAt, schemeInForce, recordsMissing, now }: ReadinessFacts): MissingForPause[] {
  const missing: MissingForPause[] = [];
  const fetching = phase === 'first-fetch';
  if (fetching) missing.push('first-fetch');
  else if (phase !== 'online' || lastHeardAt === null || now - lastHeardAt > FRESH_MS) missing.push('connection');
  if (waiting > 0) missing.push('unsent');
  if (!fetching && !schemeInForce) missing.push('scheme');
  if (!fetching && recordsMissing > 0) missing.push('records');
  return missing;
}

/** While a pause is being prepared for; else null. Once it runs, what held when it began is what is told. */
export function createReadiness(): (desk: Desk, status: Omit<SyncStatus, 'readiness'>, centreNow: number) => PauseReadiness | null {
  let last: PauseReadiness | null = null;
  return (desk, status, centreNow) => {
    const told = pauseToTell(desk.reference.pauses, centreNow);
    if (told === null || (told.stage !== 'preparing' && told.stage !== 'running')) return last = null;
    if (told.stage === 'running') return last?.pauseId === told.pause.id ? last : null;
    const missing = missingForPause({ ...status, ...factsOf(desk), now: desk.now() });
    const readyAt = missing.length > 0 ? null : status.lastHeardAt;
    return last = { pauseId: told.pause.id, readyAt, missing };
  };
}

function factsOf(desk: Desk): Pick<ReadinessFacts, 'schemeInForce' | 'recordsMissing'> {
  const now = desk.now();
  const hasScheme = schemeInForce(desk.reference.schemes, now, desk.actor.teamId) !== null;
  const waiting = desk.cache.select('escalation', `WHERE status = 'pending' ORDER BY requested_at, id LIMIT ?`, [MOST_REQUESTS]);
  const recordsMissing = waiting.filter(({ row }) => desk.cache.row('resident', row.residentId) === null).length;
  return { schemeInForce: hasScheme, recordsMissing };
}

