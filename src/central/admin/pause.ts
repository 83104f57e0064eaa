/** Pauses of the council's systems, announced ahead. Every desk knows within seconds, through its feed. */
import { endOf } from '#domain/pauses/pauses.ts';
import type { SystemPause } from '#domain/records/council.ts';
import { fail, succeed } from '#contract/failures.ts';
import { announcePause, cancelPause, listPauses } from '../pauses/pauses.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['pause announce --from <time> --until <time> --reason "<words>"', 'pause list', 'pause cancel <number>'];

export const pause: AdminCommand = {
  usage,
  async run(store, { words: [what, id, ...rest], texts, by: name, now }) {
    const by = { staffId: `administrator ${name}`, deviceId: 'centre' };
    if (what === 'announce' && id === undefined) {
      const [startsAt, endsAt] = [instantOf(texts['from']), instantOf(texts['until'])];
      if (startsAt === null || endsAt === null) return fail('bad-input', '--from and --until take times like 2026-11-27T18:00 (this machine’s time zone) or 2026-11-27T18:00Z.');
      const announced = await announcePause(store, { startsAt, endsAt, reason: texts['reason'] ?? '' }, by, now);
      return announced.ok ? succeed(`Announced: ${lineOf(announced.value, now)}`) : announced;
    }
    if (what === 'list' && id === undefined) {
      const pauses = await listPauses(store);
      return succeed(pauses.length === 0 ? 'No pause was announced.' : pauses.map((one) => lineOf(one, now)).join('\n'));
    }
    if (what === 'cancel' && id !== undefined && rest.length === 0) {
      const cancelled = await cancelPause(store, id, by, now);
      return cancelled.ok ? succeed(`Cancelled: ${lineOf(cancelled.value, now)}`) : cancelled;
    }
    return wrongUse({ usage });
  },
};

/** The moment a text names, or null. A time without a zone is this machine’s. */
function instantOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

const timeOf = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

function lineOf(one: SystemPause, now: number): string {
  const end = endOf(one);
  const state = end <= one.startsAt ? 'cancelled' : now < one.startsAt ? 'ahead' : now < end ? 'in force' : 'over';
  return `${one.id}  ${timeOf(one.startsAt)} to ${timeOf(end)}  ${state}  ${one.reason}`;
}
