import { succeed } from '#contract/failures.ts';
import { renderReports } from '../restore/render-report.ts';
import { reconciliation } from '../restore/report.ts';
import { recordRestore } from '../restore/restores.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

/** Said once after the store was put back from a backup: desks fetch their copies anew and send their work again. */
export const restored: AdminCommand = {
  usage: ['restored'],
  async run(store, { words, now }) {
    if (words.length > 0) return wrongUse(restored);
    const to = (await recordRestore(store, { by: 'administrator', now }))?.restoredTo ?? null;
    return succeed(`Noted. The store stands at ${to === null ? 'an earlier day' : new Date(to).toISOString()}. Desks send their work of the last 30 days again by themselves; "reconciliation" says what came of it.`);
  },
};

/** What came of each restore of the last three months. */
export const reconciliationReport: AdminCommand = {
  usage: ['reconciliation'],
  run: async (store, { now }) => succeed(renderReports(await reconciliation(store, now))),
};
