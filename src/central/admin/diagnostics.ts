import { fail, succeed } from '#contract/failures.ts';
import { listDiagnostics, showDiagnostics, type ListedDiagnostics } from '../diagnostics/diagnostics.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['diagnostics list', 'diagnostics show <number>'];

/** What desks have told about themselves, for 90 days: counts, versions, times and codes; nothing about residents. */
export const diagnostics: AdminCommand = {
  usage,
  async run(store, { words: [what, number, ...rest], now }) {
    if (what === 'list' && number === undefined) {
      const kept = await listDiagnostics(store, now);
      return succeed(kept.length === 0 ? 'No desk has sent any in 90 days.' : kept.map(lineOf).join('\n'));
    }
    if (what !== 'show' || number === undefined || !/^\d{1,15}$/.test(number) || rest.length > 0) return wrongUse({ usage });
    const bundle = await showDiagnostics(store, Number(number), now);
    return bundle === null ? fail('not-found', 'No diagnostics are kept under that number. They are kept for 90 days.') : succeed(JSON.stringify(bundle, null, 2));
  },
};

const lineOf = ({ number, receivedAt, deviceId, version, phase, waiting }: ListedDiagnostics): string =>
  `${String(number)}  ${new Date(receivedAt).toISOString()}  desk ${deviceId}  version ${version ?? '?'}  ${phase ?? '?'}, ${String(waiting ?? '?')} waiting`;
