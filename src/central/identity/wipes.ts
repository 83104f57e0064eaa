/** Orders to wipe a desk: what a device is told when it is next in touch, and what it reports afterwards. */
import { randomBytes } from 'node:crypto';
import { fail, succeed, type Outcome } from '#contract/failures.ts';
import type { WipedReport } from '#contract/wire.ts';
import { audit } from '../commands/audit.ts';
import { personOf } from '../commands/people.ts';
import type { CentralStore } from '../pg/central-store.ts';
import type { IdentityProvider } from './identity-provider.ts';
import type { Holder } from './sessions.ts';

export interface WipeOrder {
  token: string;
  /** Also from a desk at which nobody signs in, whose unsent work is lost then. */
  atOnce: boolean;
}

export async function pendingWipe(store: CentralStore, deviceId: string): Promise<WipeOrder | null> {
  const { rows } = await store.query<{ token: string; at_once: boolean }>(
    'SELECT token, at_once FROM wipe WHERE council = $1 AND device_id = $2 AND done_at IS NULL', [store.council, deviceId]);
  const order = rows[0];
  return order === undefined ? null : { token: order.token, atOnce: order.at_once };
}

export const WIPE_ORDERED = (token: string): ReturnType<typeof fail>['failure'] =>
  fail('wipe-ordered', 'The council has had this desk wiped. What was sent before is safe at the centre.', { wipe: token }).failure;

/** Which of a computer's desks are to be wiped with nobody signed in: at once, or because their person no longer signs in here. */
export async function wipesAmong(store: CentralStore, identity: IdentityProvider, desks: Holder[]): Promise<(Holder & { token: string })[]> {
  const found: (Holder & { token: string })[] = [];
  for (const desk of desks) {
    const order = await pendingWipe(store, desk.deviceId);
    if (order === null) continue;
    const welcome = await identity.stillKnown(desk.staffId) && await personOf(store, desk.staffId) !== null;
    if (order.atOnce || !welcome) found.push({ ...desk, token: order.token });
  }
  return found;
}

export interface Ordering { deviceId: string; atOnce: boolean; by: string; now: number }

export function orderWipe(store: CentralStore, { deviceId, atOnce, by, now }: Ordering): Promise<Outcome<string>> {
  return store.transaction(async (transaction) => {
    const { rows } = await transaction.query<{ staff_id: string; name: string }>(
      `SELECT d.staff_id, coalesce(s.name, d.staff_id) AS name FROM device d LEFT JOIN staff s ON s.council = d.council AND s.id = d.staff_id
       WHERE d.council = $1 AND d.device_id = $2`, [store.council, deviceId]);
    const device = rows[0];
    if (device === undefined) return fail('not-found', `No desk called “${deviceId}” has been in touch. “devices” lists those that have.`);
    await transaction.query(`INSERT INTO wipe (council, device_id, staff_id, ordered_at, ordered_by, at_once, token) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (council, device_id) DO UPDATE SET at_once = excluded.at_once, ordered_at = excluded.ordered_at, ordered_by = excluded.ordered_by,
        token = excluded.token, done_at = NULL, receipt = NULL`,
    [store.council, deviceId, device.staff_id, now, by, atOnce, randomBytes(32).toString('base64url')]);
    await audit(transaction, { at: now, staffId: device.staff_id, deviceId, action: 'order-wipe', subject: deviceId, detail: { by, atOnce } });
    return succeed(atOnce
      ? `The desk of ${device.name} is wiped as soon as it is in touch, also with nobody signed in. Work that was not sent is lost with it.`
      : `The desk of ${device.name} is wiped when they next sign in there, once their unsent work is sent. For a stolen computer add --at-once.`);
  });
}

/** A report with another token is nobody's. The tokens of the device end with it: a copy of its files is of no more use. */
export function keepWiped(store: CentralStore, { deviceId, token, receipt }: WipedReport, now: number): Promise<Outcome<{ kept: true }>> {
  return store.transaction(async (transaction) => {
    const { rows } = await transaction.query<{ staff_id: string }>(
      `UPDATE wipe SET done_at = coalesce(done_at, $4), receipt = coalesce(receipt, $5::text::jsonb)
       WHERE council = $1 AND device_id = $2 AND token = $3 RETURNING staff_id`, [store.council, deviceId, token, now, JSON.stringify(receipt)]);
    const wiped = rows[0];
    if (wiped === undefined) return fail('not-found', 'The centre has no such order.');
    await transaction.query('DELETE FROM refresh_token WHERE council = $1 AND device_id = $2', [store.council, deviceId]);
    await audit(transaction, { at: now, staffId: wiped.staff_id, deviceId, action: 'wiped', subject: deviceId, detail: { files: receipt.files, unsent: receipt.unsent } });
    return succeed({ kept: true });
  });
}
