/** Which of what waits is shown, and who is next of it. */
import type { QueueItem } from '#contract/views/queue.ts';

export const ALL = 'all';
export interface QueueFilter { site: string; channel: string }

/** What waits on, as one channel: a request and what was handed over are none of the council’s. */
export const channelOf = (item: QueueItem): string =>
  item.kind === 'ticket' ? item.ticket.channel : item.kind === 'call-back' ? (item.promise.kind === 'call-back' ? 'call-back' : 'promise') : item.kind;

/** What is somebody’s own waits wherever they sit. */
const isOwn = (item: QueueItem): boolean => item.kind === 'transfer' || (item.kind === 'call-back' && item.mine) || (item.kind === 'request' && item.yours);

export const shown = (items: readonly QueueItem[], { site, channel }: QueueFilter): QueueItem[] =>
  items.filter((item) => (site === ALL || item.siteId === site || isOwn(item)) && (channel === ALL || channelOf(item) === channel));

/** Items are in the order of their turn already. */
export const nextOf = (items: readonly QueueItem[]): QueueItem | null => items.find(({ next }) => next) ?? null;
/** A team as one reads it: teams have no names but their keys. */
export const teamText = (teamId: string): string => teamId.charAt(0).toUpperCase() + teamId.slice(1).replaceAll('-', ' ');
