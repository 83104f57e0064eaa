import { succeed } from '#contract/failures.ts';
import { compact as compactFeed, KEEP_DAYS } from '../feed/compact.ts';
import { wrongUse, type AdminCommand } from './admin-command.ts';

const usage = ['compact [<days to keep>]'];

/** Takes old changes out of the feed; the centre does the same by itself each hour. */
export const compact: AdminCommand = {
  usage,
  async run(store, { words: [days = String(KEEP_DAYS), ...rest], now }) {
    if (rest.length > 0 || !/^\d{1,4}$/.test(days)) return wrongUse({ usage });
    const { floor, removed } = await compactFeed(store, { now, keepDays: Number(days) });
    return succeed(`${String(removed)} changes were taken out of the feed. It begins behind version ${String(floor)}; a desk that has read less fetches its copy anew, and its unsent work is kept.`);
  },
};
