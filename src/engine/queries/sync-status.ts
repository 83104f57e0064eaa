/** How it stands with the centre: one line, what waits, and what came back refused. */
import { endOf } from '#domain/pauses/pauses.ts';
import type { AttentionItem, PauseItem, RestoredItem, WaitingItem } from '#contract/views.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What waits may be days of work; the list shows where it begins and the status counts it. */
const MOST_WAITING = 200;

/** Whom a command is about: named in it, or by the request it answers. */
export function residentOf(desk: Desk, { args }: OutboxCommand): { residentId: string | null; residentName: string | null } {
  const named = args as { residentId?: string | null; escalationId?: string };
  const residentId = named.residentId ?? desk.cache.row('escalation', named.escalationId ?? null)?.row.residentId ?? null;
  return { residentId, residentName: desk.cache.row('resident', residentId)?.row.preferredName ?? null };
}

function restoredOf({ outbox }: Desk): RestoredItem[] {
  const restore = outbox.restore();
  if (restore === null) return [];
  const { offered: sentAgain, ...counts } = outbox.offerCounts(restore.epoch);
  return [{ key: restore.epoch, restoredTo: restore.restoredTo, seen: restore.seen, sentAgain, ...counts }];
}

export const syncQuery: LiveQuery<'sync'> = {
  always: new Set(['pause']),
  related: new Set(['resident', 'escalation']),
  signals: new Set(['status', 'connection', 'outbox', 'time']),
  read(desk) {
    const [unsent, refused] = [desk.outbox.unsent(MOST_WAITING), desk.outbox.inState('refused', 'parked')];
    const named = [...unsent, ...refused].map(({ args }) => (args as { escalationId?: string }).escalationId ?? null);
    const waiting: WaitingItem[] = unsent.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, madeAt: command.madeAt, ...residentOf(desk, command),
    }));
    const attention: AttentionItem[] = refused.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, args: command.args, madeAt: command.madeAt,
      sentence: command.sentence ?? '', ...residentOf(desk, command),
    }));
    // By this desk's clock, a day either side: the screen knows the centre's and decides what to tell.
    const pauses: PauseItem[] = desk.reference.pauses.filter((pause) => endOf(pause) > desk.now() - DAY_MS).map((pause) => ({ ...pause, key: pause.id }));
    return {
      collections: { status: [desk.status], attention, waiting, restored: restoredOf(desk), pauses },
      about: new Set([...named, ...[...waiting, ...attention].map(({ residentId }) => residentId)].filter((id) => id !== null)),
    };
  },
};
