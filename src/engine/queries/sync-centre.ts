/** The sync page: work on its way and arrived, and how this desk stood with the centre lately. */
import type { SyncCounts, SyncEventItem, WorkItem } from '#contract/views/sync.ts';
import { codesKnownOf } from '../authority/approval-codes.ts';
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { EVENTS_KEPT_MS } from '../store/outbox-history.ts';
import type { OutboxCommand } from '../store/outbox-store.ts';
import { residentOf } from './sync-status.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_SHOWN = 200;
const MOST_EVENTS = 500;

const itemOf = (desk: Desk, command: OutboxCommand): WorkItem => ({
  key: command.commandId, commandId: command.commandId, name: command.name, madeAt: command.madeAt, sentAt: command.sentAt,
  answeredAt: command.state === 'waiting' || command.state === 'sent' ? null : command.settledAt, ...residentOf(desk, command),
});

export const syncCentreQuery: LiveQuery<'sync-centre'> = {
  always: new Set(['approvalCode']),
  related: new Set(['resident', 'escalation']),
  signals: new Set(['status', 'connection', 'outbox', 'time']),
  read(desk) {
    const { commands, count } = desk.outbox.acceptedSince(desk.now() - DAY_MS, MOST_SHOWN);
    const unsent = desk.outbox.unsent(MOST_SHOWN);
    const events: SyncEventItem[] = desk.outbox.events(desk.now() - EVENTS_KEPT_MS, MOST_EVENTS).map(({ n, at, kind }) => ({ key: String(n), at, kind }));
    const counts: SyncCounts = { key: 'counts', unsent: desk.outbox.counts().waiting, accepted: count, codeApprovers: codesKnownOf(desk).size };
    const named = [...unsent, ...commands].map(({ args }) => (args as { escalationId?: string }).escalationId ?? null);
    const [waiting, accepted] = [unsent.map((command) => itemOf(desk, command)), commands.map((command) => itemOf(desk, command))];
    const about = [...named, ...[...waiting, ...accepted].map(({ residentId }) => residentId)];
    return { collections: { unsent: waiting, accepted, events, counts: [counts] }, about: new Set(about.filter((id) => id !== null)) };
  },
};
