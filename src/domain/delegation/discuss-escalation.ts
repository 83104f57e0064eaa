import { accepted, defineCommand, refused, row, rows } from '../commands/command.ts';
import type { EscalationId } from '../ids.ts';
import { put } from '../records.ts';
import { answeringPost } from './answering.ts';
import { answerBy, clauseIn } from './make-decision.ts';
import { postsOf } from './standing.ts';

export interface DiscussEscalationArgs {
  escalationId: EscalationId;
  /** Drawn by the desk: said twice, it stands there once. */
  entryId: string;
  /** `looking`: an approver has opened it. `question`: an approver asks. `reply`: the asker answers. */
  kind: 'looking' | 'question' | 'reply';
  words: string;
}

/** What is said about a request before it is answered: that somebody looks at it, a question, and the reply. */
export const discussEscalation = defineCommand({
  version: 1,
  roles: ['operative', 'approver'],
  needs: (args: DiscussEscalationArgs, context) => ({
    escalation: row('escalation', args.escalationId),
    deputies: rows('deputy', { deputyId: context.actor.staffId }),
  }),
  needsThen: () => ({}),
  decide: ({ escalation, deputies }, args, context) => {
    const { staffId, post } = context.actor;
    if (escalation === null) return refused('command.escalation-unknown');
    if (escalation.thread.some(({ id }) => id === args.entryId)) return accepted();
    if (escalation.status !== 'pending') return args.kind === 'looking' ? accepted() : refused('command.escalation-answered');
    const mine = escalation.requestedBy === staffId;
    if (args.kind === 'reply' && !mine) return refused('command.not-yours-to-reply');
    if (args.kind !== 'reply') {
      if (mine) return refused('command.own-escalation');
      const clause = clauseIn(context, escalation.clauseId);
      if (clause === undefined) return refused('command.unknown-clause');
      if (answeringPost(clause, escalation, postsOf(post, deputies, context.countsAt)) === null) return refused('command.not-on-ladder');
    }
    if (args.kind !== 'looking' && args.words.trim() === '') return refused('command.words-needed');
    if (args.kind === 'looking' && escalation.thread.some((entry) => entry.kind === 'looking' && entry.staffId === staffId)) return accepted();
    return accepted(put('escalation', {
      ...escalation,
      // A question gives the asker the turn; the reply starts the clock for the approver anew.
      answerBy: args.kind === 'looking' ? escalation.answerBy : answerBy(context),
      thread: [...escalation.thread, { id: args.entryId, at: context.madeAt, staffId, kind: args.kind, words: args.words.trim() }],
    }));
  },
});
