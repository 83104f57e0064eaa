/** What one resident or organisation is to another: who cares for whom, who works where, who rents from whom. */
import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { LinkId, ResidentId } from '../ids.ts';
import { put } from '../records.ts';
import type { LinkKind } from '../vocabulary.ts';

/** Read the same from either side. */
export const isMutual = (kind: LinkKind): boolean => kind === 'partner' || kind === 'relative';

export interface RecordLinkArgs {
  linkId: LinkId;
  fromId: ResidentId;
  toId: ResidentId;
  kind: LinkKind;
  words: string;
}

export const recordLink = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: RecordLinkArgs) => ({
    existing: row('link', args.linkId), from: row('resident', args.fromId), to: row('resident', args.toId),
    there: rows('link', { fromId: args.fromId, toId: args.toId, kind: args.kind, endedAt: null }),
    back: rows('link', { fromId: args.toId, toId: args.fromId, kind: args.kind, endedAt: null }),
  }),
  needsThen: () => ({}),
  decide: ({ existing, from, to, there, back }, args, context) => {
    if (existing !== null) return accepted();
    if (from === null || to === null) return refused('command.unknown-resident');
    if (args.fromId === args.toId) return refused('command.linked-to-self');
    if (there.length > 0 || (isMutual(args.kind) && back.length > 0)) return refused('command.linked-already');
    if ((args.kind === 'works-for' || args.kind === 'member') && to.kind !== 'organisation') return refused('command.link-needs-organisation');
    return accepted(put('link', {
      id: args.linkId, fromId: args.fromId, toId: args.toId, kind: args.kind, words: args.words.trim(), recordedBy: context.actor.staffId, recordedAt: context.countsAt,
      endedAt: null, endedBy: null, endReasons: null,
    }));
  },
});

export interface EndLinkArgs {
  linkId: LinkId;
  reasons: string;
}

export const endLink = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: EndLinkArgs) => ({ link: row('link', args.linkId) }),
  needsThen: () => ({}),
  decide: ({ link }, args, context) => {
    if (link === null) return refused('command.unknown-link');
    if (link.endedAt !== null) return accepted();
    if (args.reasons.trim() === '') return refused('command.reasons-needed');
    return accepted(put('link', { ...link, endedAt: context.countsAt, endedBy: context.actor.staffId, endReasons: args.reasons.trim() }));
  },
});
