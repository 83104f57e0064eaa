import type { Channel } from '#domain/vocabulary.ts';
import { useLive } from '../../engine-client/live.ts';
import { lastChannel } from '../../engine-client/preferences.ts';

/** How people reach this desk: as the last one did, or as they do at its kind of site. */
export function useUsualChannel(siteId: string): Channel {
  const sites = useLive('reference', {}).collections?.sites ?? [];
  const kind = sites.find(({ id }) => id === siteId)?.kind;
  return lastChannel() ?? (kind === 'hub' || kind === 'library' ? 'walk-in' : 'phone-in');
}
