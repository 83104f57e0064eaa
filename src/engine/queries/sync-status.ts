/** How it stands with the centre: one line, what waits, and what came back refused. */
import type { AttentionItem, RestoredItem, WaitingItem } from '#contract/views.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';

/** Whom a command is about: named in it, or by the request it answers. */
function residentOf(desk: Desk, { args }: OutboxCommand): { residentId: string | null; residentName: string | null } {
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
  always: new Set(),
  related: new Set(['resident', 'escalation']),
  signals: new Set(['status', 'connection', 'outbox']),
  read(desk) {
    const [unsent, refused] = [desk.outbox.inState('waiting', 'sent'), desk.outbox.inState('refused', 'parked')];
    const named = [...unsent, ...refused].map(({ args }) => (args as { escalationId?: string }).escalationId ?? null);
    const waiting: WaitingItem[] = unsent.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, madeAt: command.madeAt, ...residentOf(desk, command),
    }));
    const attention: AttentionItem[] = refused.map((command) => ({
      key: command.commandId, commandId: command.commandId, name: command.name, args: command.args, madeAt: command.madeAt,
      sentence: command.sentence ?? '', ...residentOf(desk, command),
    }));
    return {
      collections: { status: [desk.status], attention, waiting, restored: restoredOf(desk) },
      about: new Set([...named, ...[...waiting, ...attention].map(({ residentId }) => residentId)].filter((id) => id !== null)),
    };
  },
};
