import { accepted, defineCommand, filed, refused, row, rows } from '../commands/command.ts';
import { derivedId, type DeathNoticeId, type ResidentId, type ServiceId, type TaskId } from '../ids.ts';
import { put } from '../records.ts';
import type { RowChange } from '../records.ts';
import type { Task } from '../records/decisions.ts';
import { dateAt } from '../time/dates.ts';
import type { CalendarDate } from '../time/instant.ts';
import type { DeathSource } from '../vocabulary.ts';

/** Bereavement, by its LGSL code: whose tasks these are. */
const BEREAVEMENT = '328' as ServiceId;

export interface NoteDeathArgs {
  noticeId: DeathNoticeId;
  residentId: ResidentId;
  diedOn: CalendarDate;
  source: DeathSource;
  words: string;
}

/**
 * That somebody died: nothing more goes out to them, what they were to be paid is held for an executor, and what still
 * runs or was promised becomes work for somebody.
 * DOMAIN (g) 6.
 */
export const noteDeath = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: NoteDeathArgs) => ({
    resident: row('resident', args.residentId),
    existing: row('deathNotice', args.noticeId),
    queued: rows('message', { residentId: args.residentId, status: 'queued' }),
    running: rows('entitlement', { residentId: args.residentId, endedAt: null }),
    promised: rows('promise', { residentId: args.residentId, status: 'open' }),
    owed: rows('payment', { residentId: args.residentId, status: 'instructed' }),
  }),
  needsThen: () => ({}),
  decide: ({ resident, existing, queued, running, promised, owed }, args, context) => {
    if (existing !== null) return accepted();
    if (resident === null) return refused('command.unknown-resident');
    if (resident.deceasedOn !== null) return refused('command.already-died');
    const today = dateAt(context.countsAt);
    if (args.diedOn > today) return refused('command.died-in-future');
    if (resident.dateOfBirth !== null && args.diedOn < resident.dateOfBirth) return refused('command.died-before-born');
    const task = (part: string, title: string): Task => ({
      id: derivedId<TaskId>(args.noticeId, part), decisionId: null, residentId: resident.id, propertyId: resident.propertyId, serviceId: BEREAVEMENT,
      title, notes: '', dueOn: null, status: 'open', done: null, createdAt: context.countsAt,
    });
    const tasks = [
      ...running.filter(({ endsOn }) => endsOn >= today).map(({ id, title }) => task(id, `Settle what runs for somebody who has died: ${title}`)),
      ...promised.map(({ id, words }) => task(id, `Settle what was promised to somebody who has died: ${words}`)),
    ];
    const changes: RowChange[] = [
      put('resident', { ...resident, deceasedOn: args.diedOn }),
      put('deathNotice', {
        id: args.noticeId, residentId: resident.id, diedOn: args.diedOn, source: args.source, words: args.words.trim(), notedBy: context.actor.staffId,
        notedAt: context.countsAt, stopped: queued.map(({ id }) => id), held: owed.map(({ id }) => id), tasks: tasks.map(({ id }) => id), withdrawnAt: null, withdrawnBy: null, withdrawnReasons: null,
      }),
      ...queued.map((message) => put('message', { ...message, status: 'stopped' as const })),
      ...owed.map((payment) => put('payment', { ...payment, status: 'stopped' as const })),
      ...tasks.map((one) => put('task', one)),
    ];
    return accepted(...changes);
  },
});

export interface WithdrawDeathArgs {
  noticeId: DeathNoticeId;
  reasons: string;
}

/** It was a mistake: what was stopped goes on, and the tasks it made are called off. */
export const withdrawDeath = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: WithdrawDeathArgs) => ({ notice: row('deathNotice', args.noticeId) }),
  needsThen: ({ notice }) => ({
    resident: row('resident', notice?.residentId ?? null),
    merged: filed('resident', notice?.residentId ?? null),
    messages: rows('message', { residentId: notice?.residentId ?? '', status: 'stopped' }),
    tasks: rows('task', { residentId: notice?.residentId ?? '', status: 'open' }),
    held: rows('payment', { residentId: notice?.residentId ?? '', status: 'stopped' }),
    executors: rows('authorityToAct', { residentId: notice?.residentId ?? '', basis: 'executor', revokedAt: null }),
  }),
  decide: ({ notice, resident, merged, messages, tasks, held, executors }, args, context) => {
    if (notice === null || resident === null) return refused('command.unknown-death-notice');
    if (notice.withdrawnAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    return accepted(
      put('resident', { ...resident, deceasedOn: null }),
      // It was noted for a record that another stands for now: neither of the two goes on saying so.
      ...merged === null || merged.id === resident.id ? [] : [put('resident', { ...merged, deceasedOn: null })],
      put('deathNotice', { ...notice, withdrawnAt: context.countsAt, withdrawnBy: context.actor.staffId, withdrawnReasons: args.reasons.trim() }),
      ...messages.filter(({ id }) => notice.stopped.includes(id)).map((message) => put('message', { ...message, status: 'queued' as const })),
      // Nobody executes the will of the living.
      ...executors.map((one) => put('authorityToAct', { ...one, revokedAt: context.countsAt, revokedBy: context.actor.staffId, revokeReasons: args.reasons.trim() })),
      ...held.filter(({ id }) => notice.held.includes(id)).map((payment) => put('payment', { ...payment, status: 'instructed' as const })),
      ...tasks.filter(({ id }) => notice.tasks.includes(id) || notice.held.some((payment) => id === derivedId<TaskId>(payment, 'estate'))).map((task) => put('task', { ...task, status: 'cancelled' as const })),
    );
  },
});
