import { succeed } from '#contract/failures.ts';
import { usernameKey } from '../identity/accounts.ts';
import { orderWipe } from '../identity/wipes.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

interface Device { name: string; username: string | null; device_id: string; last_seen_at: number; ordered: boolean; done: boolean }

/** Desks that have been in touch. Each person's desk on a computer is a device of its own. */
export const devices: AdminCommand = {
  usage: ['devices [<username>]'],
  async run(store, { words: [username] }) {
    const { rows } = await store.query<Device>(
      `SELECT coalesce(s.name, d.staff_id) AS name, a.username, d.device_id, d.last_seen_at, w.device_id IS NOT NULL AS ordered, w.done_at IS NOT NULL AS done
       FROM device d LEFT JOIN staff s ON s.council = d.council AND s.id = d.staff_id
         LEFT JOIN account a ON a.council = d.council AND a.staff_id = d.staff_id
         LEFT JOIN wipe w ON w.council = d.council AND w.device_id = d.device_id
       WHERE d.council = $1 AND ($2::text IS NULL OR a.username = $2) ORDER BY name, d.last_seen_at DESC`,
      [store.council, username === undefined ? null : usernameKey(username)]);
    return succeed(rows.length === 0 ? 'No desk has been in touch.' : rows.map((one) =>
      `${one.device_id}  ${one.name}${one.username === null ? '' : ` (${one.username})`}, last in touch ${new Date(one.last_seen_at).toISOString()}${one.done ? ', wiped' : one.ordered ? ', to be wiped' : ''}`).join('\n'));
  },
};

const usage = ['wipe <device> [--at-once]'];

export const wipe: AdminCommand = {
  usage,
  async run(store, { words: [deviceId, ...rest], flags, by, now }) {
    if (deviceId === undefined || rest.length > 0) return wrongUse({ usage });
    return orderWipe(store, { deviceId, atOnce: flags['at-once'] === true, by, now });
  },
};
