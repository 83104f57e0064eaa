/** Who else has a record open now. */
import type { Desk } from '../desk.ts';
import type { LiveQuery } from '../live/live-query.ts';
import { nameOrNull, staffName } from './reference.ts';

export const presenceQuery: LiveQuery<'presence'> = {
  always: new Set(['staff', 'site']),
  related: new Set(),
  signals: new Set(['presence', 'connection']),
  read(desk: Desk, subject) {
    const others = desk.present(subject).map(({ staffId, siteId, channel }) => ({
      key: staffId, name: staffName(desk.reference, staffId), siteName: nameOrNull(desk.reference.sites, siteId) ?? '', channel,
    }));
    return { collections: { others }, about: new Set() };
  },
};
