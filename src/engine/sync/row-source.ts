import type { RowSource } from './bootstrap.ts';
import type { SyncDesk } from './sync-desk.ts';

/** Rows of a first fetch, from the centre. */
export const sourceFrom = (desk: SyncDesk, signal: AbortSignal): RowSource => ({
  head: () => desk.session.authorised((token) => desk.client.head(token, 0, 0, signal)),
  totals: (since) => desk.session.authorised((token) => desk.client.totals(token, since, signal)),
  page: async (asked) => {
    const page = await desk.session.authorised((token) => desk.client.rows(token, asked, signal));
    if (page.ok) desk.state.reached();
    return page;
  },
});
