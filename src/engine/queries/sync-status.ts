/** How it stands with the centre: one line, what waits, and what came back refused. */
import { endOf } from '#domain/pauses/pauses.ts';
import type { AttentionItem, PauseItem, ResolvedItem, RestoredItem, WaitingItem } from '#contract/views/sync.ts';
import { factsSince } from '../commands/basis.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { personOf } from './person.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What waits may be days of work; the list shows where it begins and the status counts it. */
const MOST_WAITING = 200;

/** Whom a command is about: named in it, or by the request it answers. */
export function residentOf(desk: Desk, { args }: OutboxCommand): { residentId: string | null; residentName: string | null } {
  const named = args as { residentId?: string | null; escalationId?: string };
  const residentId = named.residentId ?? desk.cache.row('escalation', named.escalationId ?? null)?.row.residentId ?? null;
  return { residentId, residentName: personOf(desk.cache, residentId)?.preferredName ?? null };
}

const isOutOfSight = (desk: Desk, { args }: OutboxCommand): boolean => {
  const { residentId = null } = args as { residentId?: string | null };
  return residentId !== null && desk.cache.row('resident', residentId) === null;
};

const MOST_RESOLVED = 100;

/** Lost and found: what came back and was seen to, the last first. */
function resolvedOf(desk: Desk): ResolvedItem[] {
  const resolved = desk.outbox.inState('resubmitted', 'discarded').toSorted((one, other) => (other.settledAt ?? 0) - (one.settledAt ?? 0));
  return resolved.slice(0, MOST_RESOLVED).map((command) => ({
    key: command.commandId, commandId: command.commandId, name: command.name, args: command.args, madeAt: command.madeAt, ...residentOf(desk, command),
    sentence: command.sentence ?? '', settledAt: command.settledAt ?? command.madeAt, reason: command.discardReason,
    how: command.state === 'discarded' ? 'put-away' : desk.outbox.find(command.replacedBy ?? '')?.replaces == null ? 'sent-again' : 'corrected',
  }));
}

function restoredOf({ outbox }: Desk): RestoredItem[] {
  const restore = outbox.restore();
  if (restore === null) return [];
  const { offered: sentAgain, ...counts } = outbox.offerCounts(restore.epoch);
  return [{ key: restore.epoch, restoredTo: restore.restoredTo, seen: restore.seen, sentAgain, ...counts }];
}

export const syncQuery: LiveQuery<'sync'> = {
  always: new Set(['pause']),
  related: new Set(['resident', 'escalation', 'caseFile']),
  signals: new Set(['status', 'connection', 'outbox', 'time']),
  read(desk) {
    const [unsent, refused] = [desk.outbox.unsent(MOST_WAITING), desk.outbox.inState('refused', 'parked')];
    const named = [...unsent, ...refused].map(({ args }) => (args as { escalationId?: string }).escalationId ?? null);
    const waiting: WaitingItem[] = unsent.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, madeAt: command.madeAt, ...residentOf(desk, command),
    }));
    const attention: AttentionItem[] = refused.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, args: command.args, madeAt: command.madeAt,
      sentence: command.sentence ?? '', ...residentOf(desk, command), state: command.state === 'parked' ? 'parked' as const : 'refused' as const,
      facts: factsSince(desk, command), outOfSight: isOutOfSight(desk, command),
    }));
    // By this desk's clock, a day either side: the screen knows the centre's and decides what to tell.
    const pauses: PauseItem[] = desk.reference.pauses.filter((pause) => endOf(pause) > desk.now() - DAY_MS).map((pause) => ({ ...pause, key: pause.id }));
    return {
      collections: { status: [desk.status], attention, waiting, restored: restoredOf(desk), resolved: resolvedOf(desk), pauses },
      about: new Set([
        ...named, ...refused.map(({ args }) => (args as { caseId?: string | null }).caseId ?? null),
        ...[...waiting, ...attention].map(({ residentId }) => residentId),
      ].filter((id) => id !== null)),
    };
  },
};
